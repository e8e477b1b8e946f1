import { expect, test } from 'vitest';
import { clinic, spanish } from '../dev/people';
import { at } from '../dev/sample';
import { handOverWords, tone } from './hand-over';

const words = (line: Parameters<typeof handOverWords>[2]) => handOverWords(spanish, clinic(), line, at(10, 45));

test('a take-over says who and how long the customer waited', () => {
	const line = { line: 'taken_over', operator: 'lupita', how: 'button', waiting_since: at(10, 41) } as const;
	expect(words(line)).toEqual({ title: 'Lupita tomó la conversación', detail: 'Esperó 4 min 00 s · 10:45' });
	expect(tone(line)).toBe('person');
});

test('a louder call says in the plural that several were told', () => {
	const raised = (...operators: string[]) => words({ line: 'raised', level: 1, operators }).detail;
	expect(raised('lupita')).toBe('Ya lo sabe Lupita · 10:45');
	expect(raised('lupita', 'rosa')).toBe('Ya lo saben Lupita y Rosa · 10:45');
});

test('a hand-back counts what the agent was told', () => {
	const briefing = { facts: ['a', 'b'], promises: [], avoid: ['c'] };
	expect(words({ line: 'handed_back', operator: 'lupita', briefing }).detail).toBe('Con 3 indicaciones · 10:45');
});

test('a dropped draft has no knot and says why', () => {
	const line = { line: 'draft_dropped', why: { why: 'taken_over' } } as const;
	expect([tone(line), words(line).detail]).toEqual(['none', 'Una persona la tomó · 10:45']);
});
