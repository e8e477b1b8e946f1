import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Changed } from '../api/bindings.gen';
import { later } from '../dev/later';
import { Coalesce } from './coalesce';

const of = (...conversations: string[]): Changed => ({ conversations, topics: ['inbox'] });

describe('changes', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	function told(work: () => unknown = () => undefined) {
		const then = vi.fn<(changed?: Changed) => unknown>(work);
		return { then, coalesce: new Coalesce(100, then) };
	}
	const calls = (then: ReturnType<typeof told>['then']) => then.mock.calls.map(([changed]) => changed);

	test('the first is handed on at once, those that follow once, joined', async () => {
		const { then, coalesce } = told();
		coalesce.add(of('a'));
		expect(calls(then)).toEqual([of('a')]);
		coalesce.add(of('b'));
		coalesce.add({ conversations: ['c', 'b'], topics: ['inbox', 'status'] });
		await vi.advanceTimersByTimeAsync(100);
		expect(calls(then).slice(1)).toEqual([{ conversations: ['b', 'c'], topics: ['inbox', 'status'] }]);
	});

	test('a later change is a new one', async () => {
		const { then, coalesce } = told();
		coalesce.add(of('a'));
		await vi.advanceTimersByTimeAsync(100);
		coalesce.add(of('b'));
		expect(calls(then)).toEqual([of('a'), of('b')]);
	});

	test('everything stays everything, whatever comes before or after', async () => {
		const { then, coalesce } = told();
		coalesce.add(of('a'));
		coalesce.add(of('b'));
		coalesce.add();
		coalesce.add(of('c'));
		await vi.advanceTimersByTimeAsync(100);
		expect(calls(then)).toEqual([of('a'), undefined]);
	});

	test('the next waits for the answer to the one before', async () => {
		const answer = later();
		const { then, coalesce } = told(() => answer.promise);
		coalesce.add(of('a'));
		coalesce.add(of('b'));
		await vi.advanceTimersByTimeAsync(5000);
		expect(calls(then)).toEqual([of('a')]);
		answer.resolve();
		await vi.advanceTimersByTimeAsync(0);
		expect(calls(then)).toEqual([of('a'), of('b')]);
	});

	test('an answer that fails or never comes doesn’t stop the rest', async () => {
		const answers = [Promise.reject(new Error('lost')), new Promise(() => undefined), Promise.resolve()];
		const { then, coalesce } = told(() => answers.shift());
		coalesce.add(of('a'));
		coalesce.add(of('b'));
		await vi.advanceTimersByTimeAsync(100);
		coalesce.add(of('c'));
		await vi.advanceTimersByTimeAsync(10_000);
		expect(calls(then)).toEqual([of('a'), of('b'), of('c')]);
	});

	test('nothing is handed on once it was stopped', async () => {
		const { then, coalesce } = told();
		coalesce.add(of('a'));
		coalesce.add(of('b'));
		coalesce.stop();
		await vi.advanceTimersByTimeAsync(10_000);
		expect(calls(then)).toEqual([of('a')]);
	});
});
