import { expect, test } from 'vitest';
import type { ThreadItem } from '../api/bindings.gen';
import { bubble } from '../dev/items';
import { thread } from '../dev/sample';
import { rows } from './rows';

const list = rows(thread);

test('bubbles of a group are close, groups apart', () => {
	expect(list[2]?.gap).toBe(3);
	expect(list[3]?.gap).toBe(13);
});

test('the rail changes at the hand-over line', () => {
	const line = list.find((row) => row.item.body.item === 'hand_over');
	expect([line?.above.rail, line?.item.rail.rail]).toEqual(['agent', 'waiting']);
});

test('the line "unread" stands before the first unread message', () => {
	expect(rows(thread, 'm5').filter((row) => row.unreadAbove).map((row) => row.key)).toEqual(['m5']);
});

test('of calls one after the other only the last is shown, for it says how often', () => {
	const raised = (place: number, level: number): ThreadItem => ({ ...bubble(place), body: { item: 'hand_over', line: 'raised', level, operators: [] } });
	const keys = rows([raised(1, 1), raised(2, 2), bubble(3), raised(4, 3)]).map((row) => row.key);
	expect(keys).toEqual(['m2', 'm3', 'm4']);
});

test('a message that was taken back here stands for the line that says so', () => {
	const mine = bubble(2, { author: { author: 'operator', operator: 'lupita' } });
	const line = (place: number): ThreadItem => ({ ...bubble(place), body: { item: 'hand_over', line: 'taken_back', operator: 'lupita' } });
	const gone = mine.body.item === 'bubble' ? [{ item: mine, bubble: mine.body, why: 'cancelled' as const }] : [];
	expect(rows([bubble(1), line(3), line(4)], undefined, gone).map((row) => row.key)).toEqual(['m1', 'm2', 'm4']);
});

test('a message that is there again stands once, however it was lost', () => {
	const mine = bubble(2, { author: { author: 'operator', operator: 'lupita' } });
	const gone = mine.body.item === 'bubble' ? [{ item: mine, bubble: mine.body, why: 'changed_hands' as const }] : [];
	const list = rows([bubble(1), bubble(2), bubble(3)], undefined, gone);
	expect(list.map((row) => [row.key, row.withdrawn])).toEqual([['m1', undefined], ['m2', undefined], ['m3', undefined]]);
});
