import { describe, expect, test } from 'vitest';
import type { InboxRow } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { House } from '../dev/house';
import { row } from '../dev/sample';
import { Seen } from '../thread/seen';
import { Inbox } from './inbox.svelte';

function opened(rows?: InboxRow[]) {
	const house = new House();
	if (rows) house.rows = rows;
	return { house, inbox: new Inbox(house.api as Client, new Seen({ getItem: () => null, setItem: () => undefined })) };
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
