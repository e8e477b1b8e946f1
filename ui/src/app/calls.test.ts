import { expect, test } from 'vitest';
import { NOW, rows } from '../dev/sample';
import { look } from './calls';

const waiting = rows.slice(0, 3).map((row) => ({ ...row, escalation: { ...row.escalation!, id: row.name } }));

test('what waits when the window opens is no news', () => {
	expect(look(waiting, NOW, undefined).fresh).toEqual([]);
});

test('a new call is told once', () => {
	const before = look(waiting.slice(1), NOW, undefined).known;
	const first = look(waiting, NOW, before);
	expect(first.fresh.map(({ row }) => row.name)).toEqual(['Mariela Cantú']);
	expect(look(waiting, NOW, first.known).fresh).toEqual([]);
});

test('becoming late is told once', () => {
	const before = look(waiting, NOW, undefined).known;
	const later = NOW + 2 * 60_000;
	const found = look(waiting, later, before);
	expect(found.late.map(({ row }) => row.name)).toEqual(['Mariela Cantú']);
	expect(look(waiting, later, found.known).late).toEqual([]);
});
