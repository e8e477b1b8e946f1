import { describe, expect, test } from 'vitest';
import { aDay, bubble } from '../dev/items';
import { join, refreshed, unseen } from './join';

const places = (items: { place: number }[]) => items.map((item) => item.place).join();

describe('join', () => {
	test('puts an older part before', () => {
		expect(places(join([bubble(3), bubble(4)], [bubble(1), bubble(2)]))).toBe('1,2,3,4');
	});
	test('shows a changed message once, as it is now', () => {
		const read = bubble(2, { progress: { progress: 'reported', delivery: 'read' } });
		expect(join([bubble(1), bubble(2)], [read])).toEqual([bubble(1), read]);
	});
	test('keeps one line for a day that was read in two parts', () => {
		const older = [aDay(1, '2026-11-22'), bubble(1)];
		const newer = [aDay(2, '2026-11-22'), bubble(2)];
		expect(places(join(newer, older))).toBe('1,1,2');
	});
	test('the line of a day stands before what was said on it', () => {
		expect(join([bubble(1)], [aDay(1, '2026-11-22')])[0]?.body.item).toBe('day');
	});
});

test('a message that was withdrawn disappears when the newest part is asked again', () => {
	expect(places(refreshed([bubble(1), bubble(2), bubble(3)], [bubble(2), bubble(4)]))).toBe('1,2,4');
});

describe('unseen', () => {
	const ours = bubble(3, { author: { author: 'agent' } });
	test('are the customer’s messages after what was seen', () => {
		expect(unseen([bubble(1), bubble(2), ours, bubble(4)], 1)).toEqual(['m2', 'm4']);
	});
	test('are none where nothing was ever seen, or all was', () => {
		expect(unseen([bubble(1)], undefined)).toEqual([]);
		expect(unseen([bubble(1)], 1)).toEqual([]);
	});
});
