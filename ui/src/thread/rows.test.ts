import { expect, test } from 'vitest';
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
