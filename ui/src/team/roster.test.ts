import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Client } from '../api/client';
import { blank } from './person';
import { Roster } from './roster.svelte';

function seats() {
	let people = ['a', 'b'].map((id) => ({ ...blank(id, 'es'), name: id }));
	const removeOperator = vi.fn(async ({ operator }: { operator: string }) => (people = people.filter((one) => one.id !== operator)));
	const api = { team: async () => people, removeOperator };
	return { roster: new Roster(api as unknown as Client), removeOperator };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('somebody removed can be brought back before it is done', async () => {
	const { roster, removeOperator } = seats();
	await roster.refresh();
	roster.remove('a');
	expect(roster.staying.map((one) => one.id)).toEqual(['b']);
	roster.undo('a');
	await vi.advanceTimersByTimeAsync(20_000);
	expect(removeOperator).not.toHaveBeenCalled();
	expect(roster.staying).toHaveLength(2);
});

test('without an undo it is done after a few seconds', async () => {
	const { roster, removeOperator } = seats();
	await roster.refresh();
	roster.remove('a');
	await vi.advanceTimersByTimeAsync(20_000);
	expect(removeOperator).toHaveBeenCalledExactlyOnceWith({ operator: 'a' });
	expect(roster.people?.map((one) => one.id)).toEqual(['b']);
});

test('leaving the page does it at once, and only once', async () => {
	const { roster, removeOperator } = seats();
	await roster.refresh();
	roster.remove('a');
	await roster.flush();
	await vi.advanceTimersByTimeAsync(20_000);
	expect(removeOperator).toHaveBeenCalledOnce();
});
