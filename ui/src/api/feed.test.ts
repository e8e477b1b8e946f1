import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeSource } from '../dev/source';
import { Feed } from './feed';

function following() {
	const feed = new Feed();
	const listener = vi.fn();
	const reachable = vi.fn();
	const stop = feed.follow({ listener, reachable });
	return { feed, listener, reachable, stop };
}

describe('the feed', () => {
	beforeEach(() => {
		vi.useFakeTimers();
		FakeSource.install();
	});
	afterEach(() => {
		vi.useRealTimers();
		vi.unstubAllGlobals();
	});

	test('tells what changed', () => {
		const { listener } = following();
		FakeSource.last.says('changed', { conversations: ['a'], topics: ['inbox'] });
		expect(listener).toHaveBeenCalledWith({ conversations: ['a'], topics: ['inbox'] });
	});

	test('is opened again when the browser gave it up', () => {
		const { reachable } = following();
		FakeSource.last.refused();
		expect(reachable).toHaveBeenLastCalledWith(false);
		vi.advanceTimersByTime(4000);
		expect(FakeSource.all).toHaveLength(2);
		FakeSource.last.opens();
		expect(reachable).toHaveBeenLastCalledWith(true);
	});

	test('is left to the browser while it tries by itself', () => {
		following();
		FakeSource.last.breaks();
		vi.advanceTimersByTime(60_000);
		expect(FakeSource.all).toHaveLength(1);
	});

	test('is not opened again once nobody follows', () => {
		const { stop } = following();
		FakeSource.last.refused();
		stop();
		vi.advanceTimersByTime(60_000);
		expect(FakeSource.all).toHaveLength(1);
	});
});
