import { expect, test } from 'vitest';
import { concerns } from './follow';

test('a page hears its own topics and no others', () => {
	expect(concerns({ conversations: [], topics: ['team', 'inbox'] }, ['team'], false)).toBe(true);
	expect(concerns({ conversations: ['c'], topics: ['inbox'] }, ['team'], false)).toBe(false);
});

test('conversations concern only a page that asks for them', () => {
	expect(concerns({ conversations: ['c'], topics: [] }, [], true)).toBe(true);
	expect(concerns({ conversations: [], topics: [] }, [], true)).toBe(false);
});
