import { describe, expect, test } from 'vitest';
import { clinic, english, spanish } from '../dev/people';
import { NOW, row, rows } from '../dev/sample';
import { answersIn, because, fromEvidence, lastWords, waited, waitingLabel, windowWords } from './row-words';

const mariela = rows[0]!;
const call = mariela.escalation!;
const HOUR = 3600_000;

describe('a waiting row', () => {
	test('says how long the customer waits', () => {
		expect(waited(spanish, clinic(), call, NOW)).toBe('espera 4 min');
		expect(waited(spanish, clinic(), { ...call, waiting_since: NOW - 23 * HOUR }, NOW)).toBe('desde ayer');
	});
	test('that was put off says when it calls again', () => {
		const later = { ...call, put_off: { operator: 'lupita', until: NOW + 4 * 60_000 } };
		expect(waited(spanish, clinic(), later, NOW)).toBe('te aviso en 4 min');
		expect(waited(spanish, clinic(), { ...later, put_off: { ...later.put_off, operator: 'paola' } }, NOW)).toBe('espera 4 min');
		expect(waited(spanish, clinic(), later, NOW + 5 * 60_000)).toBe('espera 9 min');
	});
	test('is read out in full, without assuming a gender', () => {
		expect(waitingLabel(english, clinic(), mariela, call, NOW)).toBe(
			'Mariela Cantú, Compliance, symptoms. Answer within 1 min. Waiting 4 min. Customer wrote: …se me está hinchando la cara y me cuesta tragar, es normal??',
		);
	});
	test('shows the reason where there are no words, as for a photo', () => {
		const photo = { ...call, reason: { because: 'unreadable' as const, what: 'image' }, excerpt: [{ text: '', marked: false }] };
		expect(because(english, photo)).toEqual([{ text: 'The agent can’t read this: photo', marked: false }]);
		expect(because(english, call)).toBe(call.excerpt);
	});
	test('that is late says by how much', () => {
		expect(waitingLabel(english, clinic(), mariela, call, call.due_at + 3 * 60_000)).toContain('3 min late.');
	});
});

test('the window appears under four hours', () => {
	expect(windowWords(spanish, NOW + 5 * HOUR, NOW)).toBeUndefined();
	expect(windowWords(spanish, null, NOW)).toBeUndefined();
	expect(windowWords(spanish, NOW + 100 * 60_000, NOW)?.words).toBe('ventana 1 h 40');
	expect(windowWords(spanish, NOW - 1, NOW)?.closed).toBe(true);
});

test('the last words say who of us spoke', () => {
	const said = (operator: string | null) =>
		lastWords(spanish, clinic(), row('x', { last: { speaker: { speaker: 'operator', operator }, content: { kind: 'text', body: 'listo\nva' }, at: NOW, progress: { progress: 'accepted' } } }));
	expect(said('lupita')).toBe('Tú: listo va');
	expect(said('paola')).toBe('Dra. Paola: listo va');
	expect(said(null)).toBe('Desde el teléfono: listo va');
});

test('the agent’s answer is counted down in whole seconds, never to zero', () => {
	expect(answersIn({ answering: { state: 'soon', at: NOW + 2100 } }, NOW)).toBe(3);
	expect(answersIn({ answering: { state: 'soon', at: NOW - 500 } }, NOW)).toBe(1);
	expect(answersIn({ answering: { state: 'writing' } }, NOW)).toBeUndefined();
});

test('a small column begins with the evidence itself', () => {
	const excerpt = [
		{ text: 'ya es la ', marked: false },
		{ text: 'tercera vez', marked: true },
	];
	expect(fromEvidence(excerpt).map((s) => s.text)).toEqual(['…', 'tercera vez']);
	expect(fromEvidence(excerpt.slice(1))).toEqual(excerpt.slice(1));
});

test('a row doesn’t show what its customer deleted', () => {
	const last = { speaker: { speaker: 'customer' as const }, content: { kind: 'text' as const, body: '' }, at: NOW, progress: { progress: 'arrived' as const }, revoked: true };
	expect(lastWords(english, clinic(), { ...mariela, last })).toBe('The customer deleted this message.');
});
