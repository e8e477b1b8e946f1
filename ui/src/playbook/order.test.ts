import { expect, test } from 'vitest';
import { moved } from './order';

test('one goes earlier or later by one place', () => {
	expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
	expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
});

test('nobody leaves the list at its ends', () => {
	expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
	expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});
