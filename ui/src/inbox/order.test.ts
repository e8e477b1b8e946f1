import { describe, expect, test } from 'vitest';
import { settle, withTail } from './order';

const rows = (keys: string) => [...keys].map((conversation) => ({ conversation }));
const keys = (list: { conversation: string }[]) => list.map((row) => row.conversation).join('');

describe('settle', () => {
	test('follows the engine while nobody touches the list', () => {
		expect(keys(settle(rows('abc'), rows('cba'), false))).toBe('cba');
	});
	test('keeps the order under the pointer', () => {
		expect(keys(settle(rows('abc'), rows('cba'), true))).toBe('abc');
	});
	test('puts what is new last while it is held, and drops what left', () => {
		expect(keys(settle(rows('abc'), rows('xca'), true))).toBe('acx');
	});
	test('shows the new data of a kept row', () => {
		const shown = [{ conversation: 'a', n: 1 }];
		expect(settle(shown, [{ conversation: 'a', n: 2 }], true)).toEqual([{ conversation: 'a', n: 2 }]);
	});
});

describe('withTail', () => {
	test('keeps the pages that were read before', () => {
		expect(keys(withTail(rows('ab'), rows('abcde'), new Set()))).toBe('abcde');
	});
	test('a row that came to the top is not shown twice', () => {
		expect(keys(withTail(rows('da'), rows('abcde'), new Set()))).toBe('dabce');
	});
	test('a row that left the view disappears from the tail', () => {
		expect(keys(withTail(rows('ab'), rows('abcde'), new Set(['d'])))).toBe('abce');
	});
});
