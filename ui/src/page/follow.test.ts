import { expect, test, vi } from 'vitest';
import { concerns, following } from './follow';

test('a page hears its own topics and no others', () => {
	expect(concerns({ conversations: [], topics: ['team', 'inbox'] }, ['team'], false)).toBe(true);
	expect(concerns({ conversations: ['c'], topics: ['inbox'] }, ['team'], false)).toBe(false);
});

test('conversations concern only a page that asks for them', () => {
	expect(concerns({ conversations: ['c'], topics: [] }, [], true)).toBe(true);
	expect(concerns({ conversations: [], topics: [] }, [], true)).toBe(false);
});

test('a page asks once when it opens, and again when the feed is back', async () => {
	vi.useFakeTimers();
	let reachable: (is: boolean) => void = () => undefined;
	const ask = vi.fn(async () => undefined);
	// Who comes later is told at once that the feed is open.
	const onChange = (_: unknown, told: (is: boolean) => void) => ((reachable = told), told(true), () => undefined);
	const stop = following({ onChange }, ['team'], ask);
	await vi.advanceTimersByTimeAsync(1000);
	expect(ask).toHaveBeenCalledTimes(1);
	reachable(false);
	reachable(true);
	await vi.advanceTimersByTimeAsync(1000);
	expect(ask).toHaveBeenCalledTimes(2);
	stop();
	vi.useRealTimers();
});
