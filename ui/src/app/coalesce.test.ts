import { expect, test, vi } from 'vitest';
import { Coalesce } from './coalesce';

test('changes that arrive together are handed on once, joined', () => {
	vi.useFakeTimers();
	const told = vi.fn();
	const coalesce = new Coalesce(100, told);
	coalesce.add({ conversations: ['a'], topics: ['inbox'] });
	coalesce.add({ conversations: ['b', 'a'], topics: ['inbox', 'status'] });
	vi.advanceTimersByTime(100);
	expect(told).toHaveBeenCalledOnce();
	expect(told).toHaveBeenCalledWith({ conversations: ['a', 'b'], topics: ['inbox', 'status'] });
	vi.useRealTimers();
});

test('a later change is a new one', () => {
	vi.useFakeTimers();
	const told = vi.fn();
	const coalesce = new Coalesce(100, told);
	coalesce.add({ conversations: ['a'], topics: [] });
	vi.advanceTimersByTime(100);
	coalesce.add({ conversations: ['b'], topics: [] });
	vi.advanceTimersByTime(100);
	expect(told).toHaveBeenLastCalledWith({ conversations: ['b'], topics: [] });
	vi.useRealTimers();
});
