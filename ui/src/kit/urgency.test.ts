import { expect, test } from 'vitest';
import { initials } from './initials';
import { shareLeft, urgency } from './urgency';

const promise = { from: 0, due: 100 };

test('half or more is calm, the last quarter red, then late', () => {
	expect([50, 51, 75, 76, 100].map((now) => urgency(promise, now))).toEqual(['calm', 'soon', 'soon', 'last', 'late']);
});

test('the ring is full at the call and never overflows', () => {
	expect([shareLeft(promise, -5), shareLeft(promise, 25), shareLeft(promise, 200)]).toEqual([1, 0.75, 0]);
});

test('initials leave out titles and cope with numbers', () => {
	expect(['Mariela Cantú', 'Dra. Paola Treviño', 'José Luis Peña Ríos', 'Ana', '+52 81 2047 3316'].map(initials)).toEqual(['MC', 'PT', 'JL', 'A', '16']);
});
