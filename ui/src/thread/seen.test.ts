import { expect, test } from 'vitest';
import { Seen, unread } from './seen';

function store(text?: string) {
	let kept = text;
	return { getItem: () => kept ?? null, setItem: (_: string, value: string) => void (kept = value) };
}

test('a place is known again in the next window', () => {
	const kept = store();
	new Seen(kept).set('a', 7);
	expect(new Seen(kept).get('a')).toBe(7);
});

test('the longest unseen are forgotten first', () => {
	const seen = new Seen(store());
	for (let i = 0; i < 501; i++) seen.set(`c${i}`, i);
	expect(seen.get('c0')).toBeUndefined();
	expect(seen.get('c500')).toBe(500);
});

test('a broken store is an empty one', () => {
	expect(new Seen(store('{oops')).get('a')).toBeUndefined();
});

test('what was looked at is no longer unread, what comes after it is', () => {
	expect([unread(4, undefined), unread(4, 4), unread(5, 4)]).toEqual([4, 0, 1]);
});

test('after an answer everything is new again', () => {
	expect(unread(1, 4)).toBe(1);
});
