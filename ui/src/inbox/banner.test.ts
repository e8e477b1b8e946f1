import { expect, test } from 'vitest';
import type { Notice } from '../api/bindings.gen';
import { es } from '../text/es';
import { bannerWords, nameOf, worst } from './banner';

const late: Notice = { notice: 'late', conversation: 'c1', name: 'Mariela Cantú', trigger: 'compliance', waiting_since: 0, due_at: 5 * 60_000 };
const off: Notice = { notice: 'agent_off' };

test('a late call says who, how long and by how much', () => {
	const words = bannerWords(es, late, 6 * 60_000, 0);
	expect([words.title, words.hint, words.tone]).toEqual(['Mariela Cantú espera hace 6 min', 'Cumplimiento · 1 min tarde', 'red']);
});

test('the worst comes first', () => {
	expect(worst([late, off], new Set(), undefined)).toBe(late);
});

test('what is open already, or was understood, makes room for the next', () => {
	expect(worst([late, off], new Set(), 'c1')).toBe(off);
	expect(worst([off], new Set([nameOf(off)]), undefined)).toBeUndefined();
});

test('a call that becomes late again is not hidden by an old "understood"', () => {
	expect(nameOf(late)).not.toBe(nameOf({ ...late, due_at: 9 }));
});
