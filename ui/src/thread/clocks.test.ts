import { describe, expect, test } from 'vitest';
import type { ConversationView } from '../api/bindings.gen';
import { House } from '../dev/house';
import { clinic, spanish } from '../dev/people';
import { NOW } from '../dev/sample';
import { clocks } from './clocks';

const view = new House().view('mariela-cantú');
const call = view.escalation!;
const faces = (changed: Partial<ConversationView>, now = NOW) =>
	Object.fromEntries(clocks(spanish, clinic(), { ...view, ...changed }, now).map((face) => [face.key, face]));
const held = (operator: string): Partial<ConversationView> => ({ row: { ...view.row, holder: { holder: 'operator', operator } } });

describe('the promise', () => {
	test('runs in seconds and turns red in its last quarter', () => {
		const { promise } = faces({});
		expect([promise?.title, promise?.tone]).toEqual(['1 min 04 s', 'late']);
	});
	test('broken says who was told too', () => {
		const now = call.due_at + 2 * 60_000;
		const { promise } = faces({ escalation: { ...call, called: ['lupita', 'rosa'] } }, now);
		expect([promise?.title, promise?.detail]).toEqual(['2 min tarde', 'ya lo sabe Rosa']);
	});
	test('kept says in how long, of how long', () => {
		const answered = { ...call, waiting_since: NOW - 280_000, due_at: NOW + 20_000, answered_at: NOW };
		const { promise } = faces({ ...held('lupita'), escalation: answered });
		expect([promise?.sign, promise?.detail]).toEqual(['kept', 'en 4 min 40 s, de 5 min']);
	});
	test('answered too late is not called kept', () => {
		const answered = { ...call, due_at: NOW - 1000, answered_at: NOW };
		expect(faces({ ...held('lupita'), escalation: answered })['promise']?.sign).toBe('missed');
	});
	test('taken but not answered goes on', () => {
		const open = { ...call, waiting_since: NOW - 280_000, due_at: NOW + 20_000, answered_at: null };
		expect(faces({ ...held('lupita'), escalation: open })['promise']?.sign).toBe('ring');
		const { promise } = faces({ ...held('lupita'), escalation: open }, open.due_at + 9 * 60_000);
		expect([promise?.sign, promise?.title, promise?.detail]).toEqual(['late', '9 min tarde', 'aún sin respuesta']);
	});
	test('put off by this operator rings later; for a colleague it goes on', () => {
		const until = NOW + 3 * 60_000;
		const off = (operator: string) => faces({ escalation: { ...call, due_at: NOW - 2 * 60_000, put_off: { operator, until } } })['promise'];
		expect([off('lupita')?.sign, off('lupita')?.title]).toEqual(['alarm', 'te aviso en 3 min']);
		expect([off('rosa')?.sign, off('rosa')?.title]).toEqual(['late', '2 min tarde']);
	});
	test('is no clock while nobody was called', () => {
		expect(faces({ escalation: null })['promise']).toBeUndefined();
	});
});

test('the holder is named from where one sits', () => {
	expect(faces(held('lupita'))['holder']?.title).toBe('La tienes tú');
	expect(faces(held('paola'))['holder']?.title).toBe('La tiene Dra. Paola');
});

test('the window warns under four hours and says when it closed', () => {
	const ends = (window_ends: number | null) => faces({ row: { ...view.row, window_ends } })['window'];
	expect(ends(NOW + 52 * 60_000)?.tone).toBe('soon');
	expect(ends(NOW + 8 * 3600_000)?.tone).toBe('plain');
	expect([ends(NOW - 60_000)?.title, ends(NOW - 60_000)?.tone]).toEqual(['Cerrada', 'late']);
	expect(ends(null)?.title).toBe('Aún no abre');
});

test('what lies days back is said with its day', () => {
	const days = 3 * 24 * 3600_000;
	const { holder, window } = faces({ ...held('paola'), held_since: NOW - days });
	expect(holder?.detail).toMatch(/^desde el \d+ [a-z]+\.?, 10:44$/u);
	expect(window?.detail).not.toContain('desde');
	expect(faces({ row: { ...view.row, window_ends: NOW - days } })['window']?.detail).toMatch(/^ventana cerrada desde el \d+ [a-z]+\.?, 10:44$/u);
	expect(faces({ ...held('paola'), held_since: NOW - 60_000 })['holder']?.detail).toBe('desde las 10:43');
});
