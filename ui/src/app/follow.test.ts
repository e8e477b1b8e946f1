import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Changed } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { House } from '../dev/house';
import { follow } from './follow';
import { People } from './people.svelte';
import { Session } from './session.svelte';

/** Everything that follows, over a bridge whose feed the test speaks for. */
async function following() {
	const house = new House();
	let tell: { changed: (changed: Changed) => void; reachable: (is: boolean) => void } | undefined;
	const api = {
		...house.api,
		onChange: (changed: (changed: Changed) => void, reachable: (is: boolean) => void) => ((tell = { changed, reachable }), () => undefined),
		onOpen: () => () => undefined,
	} as unknown as Client;
	const session = new Session(api, new People());
	const inbox = { refresh: vi.fn(async () => undefined) };
	const thread = { refresh: vi.fn(async () => undefined) };
	const stop = follow({ api, session, inbox, thread } as unknown as Parameters<typeof follow>[0]);
	await vi.advanceTimersByTimeAsync(200);
	inbox.refresh.mockClear();
	return { house, session, inbox, thread, stop, tell: tell! };
}

describe('what follows the feed', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	test('asks for everything when the feed opens again, though somebody was answered meanwhile', async () => {
		const { session, inbox, stop, tell } = await following();
		tell.reachable(false);
		expect(session.reachable).toBe(false);
		session.reachable = true;
		tell.reachable(true);
		await vi.advanceTimersByTimeAsync(200);
		expect(inbox.refresh.mock.calls).toEqual([[undefined]]);
		stop();
	});

	test('asks once for everything when it fell behind, however often it is told', async () => {
		const { inbox, stop, tell } = await following();
		const lagged: Changed = { conversations: [], topics: ['inbox', 'status', 'team'] };
		for (let i = 0; i < 5; i++) tell.changed(lagged);
		await vi.advanceTimersByTimeAsync(1000);
		expect(inbox.refresh.mock.calls).toEqual([[undefined], [undefined]]);
		stop();
	});
});
