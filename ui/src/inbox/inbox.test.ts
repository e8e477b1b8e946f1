import { describe, expect, test, vi } from 'vitest';
import type { InboxRow } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { House } from '../dev/house';
import { later, type Later } from '../dev/later';
import { row } from '../dev/sample';
import { Seen } from '../thread/seen';
import { Inbox } from './inbox.svelte';

function opened(rows?: InboxRow[]) {
	const house = new House();
	if (rows) house.rows = rows;
	return { house, inbox: new Inbox(house.api as Client, () => 'lupita', new Seen({ getItem: () => null, setItem: () => undefined })) };
}
const many = (count: number) => Array.from({ length: count }, (_, i) => row(`Cliente ${i}`));
const names = (list: InboxRow[]) => list.map((r) => r.name);

describe('the list', () => {
	test('reads its sections and walks through all rows in order', async () => {
		const { inbox } = opened();
		await inbox.refresh();
		expect(inbox.part('needs_person').rows).toHaveLength(5);
		expect(inbox.neighbour(undefined, 1)?.name).toBe('Mariela Cantú');
		expect(inbox.neighbour('ernesto-salinas', 1)?.name).toBe('Beto Saldaña');
		expect(inbox.neighbour('mariela-cantú', -1)).toBeUndefined();
	});

	test('doesn’t change its order under the pointer, and does when it leaves', async () => {
		const { house, inbox } = opened();
		await inbox.refresh();
		const before = names(inbox.part('needs_person').rows);
		inbox.held = true;
		house.rows.reverse();
		await inbox.refresh();
		expect(names(inbox.part('needs_person').rows)).toEqual(before);
		await inbox.release();
		expect(names(inbox.part('needs_person').rows)).toEqual(before.toReversed());
	});

	test('keeps the pages that were read when the first one changes', async () => {
		const { house, inbox } = opened(many(200));
		await inbox.refresh();
		await inbox.more('with_agent');
		expect(inbox.part('with_agent').rows).toHaveLength(200);
		house.rows.unshift(row('Nueva'));
		await inbox.refresh({ conversations: ['nueva'], topics: [] });
		expect(names(inbox.part('with_agent').rows).slice(0, 2)).toEqual(['Nueva', 'Cliente 0']);
		expect(inbox.part('with_agent').rows.length).toBeGreaterThanOrEqual(200);
	});

	test('a row deep in the list that was closed disappears', async () => {
		const { house, inbox } = opened(many(200));
		await inbox.refresh();
		await inbox.more('with_agent');
		house.rows = house.rows.map((r) => (r.name === 'Cliente 100' ? { ...r, holder: { holder: 'closed' } } : r));
		await inbox.refresh({ conversations: ['cliente-100'], topics: [] });
		expect(names(inbox.part('with_agent').rows)).not.toContain('Cliente 100');
	});
});

describe('answers', () => {
	/** The list, whose answers about `view` wait until they are let go, oldest first. */
	function slow() {
		const all = opened();
		const answers: Later<void>[] = [];
		const ask = all.house.api.inbox!;
		all.house.api.inbox = async (query) => {
			const page = await ask(query);
			const answer = later();
			if (query.view === 'needs_person') answers.push(answer);
			else answer.resolve();
			await answer.promise;
			return page;
		};
		return { ...all, answers };
	}
	const settled = () => new Promise((done) => setImmediate(done));

	test('are shown though a newer question is on its way', async () => {
		const { inbox, answers } = slow();
		const first = inbox.refresh();
		void inbox.refresh({ conversations: ['mariela-cantú'], topics: ['inbox'] });
		await settled();
		answers[0]!.resolve();
		await first;
		expect(inbox.part('needs_person').rows).toHaveLength(5);
	});

	test('that are older than what is shown are dropped', async () => {
		const { house, inbox, answers } = slow();
		const first = inbox.refresh();
		await settled();
		house.rows = house.rows.slice(1);
		const second = inbox.refresh();
		await settled();
		answers[1]!.resolve();
		await second;
		answers[0]!.resolve();
		await first;
		expect(inbox.part('needs_person').rows).toHaveLength(4);
	});

	test('about other rows than those chosen since are dropped', async () => {
		const { inbox, answers } = slow();
		const first = inbox.refresh();
		await settled();
		const showing = inbox.show('closed');
		answers[0]!.resolve();
		await first;
		expect(inbox.parts).toEqual({});
		await settled();
		answers[1]!.resolve();
		await showing;
		expect(inbox.part('closed').known).toBe(true);
	});

	test('that fail leave the others alone', async () => {
		const { house, inbox } = opened();
		const ask = house.api.inbox!;
		house.api.inbox = async (query) => (query.view === 'mine' ? Promise.reject({ code: 'internal', text: '' }) : ask(query));
		await expect(inbox.refresh()).rejects.toMatchObject({ code: 'internal' });
		expect([inbox.part('needs_person').rows.length, inbox.part('mine').known]).toEqual([5, false]);
	});

	test('are not asked for by what doesn’t concern the list', async () => {
		const { house, inbox } = opened();
		house.api.inbox = vi.fn(house.api.inbox!);
		await inbox.refresh({ conversations: [], topics: ['status'] });
		expect(house.api.inbox).not.toHaveBeenCalled();
	});
});

describe('who waits for a person', () => {
	const calls = (inbox: Inbox) => inbox.waiting.rows.length;

	test('is known whatever the list shows', async () => {
		const { inbox } = opened();
		await inbox.refresh();
		expect(calls(inbox)).toBe(5);
		await inbox.show('closed');
		expect([inbox.waiting.known, calls(inbox)]).toEqual([true, 5]);
	});

	test('is known on every number, though one was chosen', async () => {
		const { house, inbox } = opened();
		const ask = house.api.inbox!;
		house.api.inbox = async (query) => (query.number ? { rows: [], next: null, total: 0 } : ask(query));
		await inbox.show('mine', '106540352242922');
		expect([inbox.part('needs_person').rows.length, calls(inbox)]).toEqual([0, 5]);
	});
});

test('a next page that arrives after a change undoes nothing of it', async () => {
	const { house, inbox } = opened(many(200));
	await inbox.refresh();
	const ask = house.api.inbox!;
	const answer = later();
	house.api.inbox = async (query) => {
		const page = await ask(query);
		if (query.after) await answer.promise;
		return page;
	};
	const more = inbox.more('with_agent');
	house.rows = house.rows.map((r) => (r.name === 'Cliente 3' ? { ...r, epoch: 9 } : r));
	await inbox.refresh({ conversations: ['cliente-3'], topics: ['inbox'] });
	answer.resolve();
	await more;
	expect(inbox.part('with_agent').rows).toHaveLength(200);
	expect(inbox.find('cliente-3')?.epoch).toBe(9);
});

test('an answer to an older search doesn’t overwrite a newer one', async () => {
	const { house, inbox } = opened();
	const search = house.api.search!;
	let release: () => void = () => undefined;
	house.api.search = async (query) => {
		if (query.text === 'ma') await new Promise<void>((done) => (release = done));
		return search(query);
	};
	const first = inbox.search('ma');
	await inbox.search('mari');
	release();
	await first;
	expect(inbox.hits?.map((hit) => hit.name)).toEqual(['Mariela Cantú']);
});
