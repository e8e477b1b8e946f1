import { describe, expect, test } from 'vitest';
import type { Client } from '../api/client';
import { House } from '../dev/house';
import { bubble } from '../dev/items';
import { Seen } from './seen';
import { Thread } from './thread.svelte';

const noStore = { getItem: () => null, setItem: () => undefined };

function opened() {
	const house = new House();
	house.grow(0, 500);
	const seen = new Seen(noStore);
	return { house, seen, thread: new Thread(house.api as Client, () => 'lupita', seen, new Seen(noStore, 'looked')) };
}

describe('a thread', () => {
	test('opens at its end and reads older parts as they are wanted', async () => {
		const { thread } = opened();
		await thread.open('héctor-tamez');
		expect(thread.items).toHaveLength(60);
		await thread.readOlder();
		expect(thread.items).toHaveLength(120);
		expect(thread.items.at(-1)?.place).toBe(500);
	});

	test('keeps what was read when something new arrives', async () => {
		const { house, thread } = opened();
		await thread.open('héctor-tamez');
		await thread.readOlder();
		house.say('héctor-tamez', bubble(501));
		await thread.refresh({ conversations: ['héctor-tamez'], topics: [] });
		expect(thread.items).toHaveLength(121);
		expect(thread.older).not.toBeNull();
	});

	test('ignores what happens in another conversation', async () => {
		const { house, thread } = opened();
		await thread.open('mariela-cantú');
		const before = thread.items;
		house.say('mariela-cantú', bubble(99));
		await thread.refresh({ conversations: ['beto-saldaña'], topics: [] });
		expect(thread.items).toBe(before);
	});

	test('after a long sleep shows the newest part, without a hole', async () => {
		const { house, thread } = opened();
		await thread.open('héctor-tamez');
		for (let place = 501; place <= 700; place++) house.say('héctor-tamez', bubble(place));
		await thread.refresh({ conversations: ['héctor-tamez'], topics: [] });
		expect(thread.items.map((item) => item.place)).toEqual(Array.from({ length: 60 }, (_, i) => 641 + i));
		expect(thread.older).toBe(641);
	});

	test('knows what this seat has not seen', async () => {
		const { thread, seen } = opened();
		seen.set('mariela-cantú', 4);
		await thread.open('mariela-cantú');
		expect([thread.unread, thread.firstUnread]).toEqual([2, 'm5']);
	});

	test('a conversation that isn’t there says so and breaks nothing', async () => {
		const { thread } = opened();
		await thread.open('nobody');
		expect(thread.missing).toBe(true);
	});
});

test('what arrives while the conversation is open is told as seen, once', async () => {
	const { house, thread } = opened();
	const told: string[] = [];
	house.api.opened = async ({ conversation }) => (told.push(conversation), {});
	house.rows = house.rows.map((row) => (row.conversation === 'mariela-cantú' ? { ...row, holder: { holder: 'operator', operator: 'lupita' }, unread: 1 } : row));
	await thread.open('mariela-cantú');
	thread.saw();
	thread.saw();
	expect(told).toEqual(['mariela-cantú', 'mariela-cantú']);
});
