import { describe, expect, test } from 'vitest';
import type { Client } from '../api/client';
import { House } from '../dev/house';
import { bubble } from '../dev/items';
import { later, type Later } from '../dev/later';
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

describe('answers about a thread', () => {
	/** A thread that is open; from now on its parts wait until they are let go, oldest first. */
	async function slow() {
		const all = opened();
		await all.thread.open('héctor-tamez');
		const answers: Later<void>[] = [];
		const read = all.house.api.thread!;
		all.house.api.thread = async (query) => {
			const page = await read(query);
			const answer = later();
			answers.push(answer);
			await answer.promise;
			return query.around ? { items: page.items.slice(0, 30), older: null, newer: page.items[29]!.place } : page;
		};
		return { ...all, answers };
	}
	const settled = () => new Promise((done) => setImmediate(done));
	const queued = () => bubble(501, { author: { author: 'operator', operator: 'lupita' }, progress: { progress: 'queued' } });

	test('that is opened twice at a message before it was read show it', async () => {
		const { thread, answers } = await slow();
		thread.close();
		const opening = Promise.all([thread.open('héctor-tamez', 'm100'), thread.open('héctor-tamez', 'm100')]);
		await settled();
		for (const answer of answers) answer.resolve();
		await opening;
		expect([thread.view?.row.name, thread.items.length, answers.length]).toEqual(['Héctor Tamez', 30, 1]);
	});

	test('that is opened at another message before it was read show that one', async () => {
		const { thread, answers } = await slow();
		thread.close();
		const opening = Promise.all([thread.open('héctor-tamez', 'm100'), thread.open('héctor-tamez', 'm200')]);
		await settled();
		for (const answer of answers) answer.resolve();
		await opening;
		expect([thread.view?.row.name, thread.items.length]).toEqual(['Héctor Tamez', 30]);
	});

	test('that were asked for before a message was written don’t take it back', async () => {
		const { house, thread, answers } = await slow();
		const before = thread.refresh();
		await settled();
		const writing = thread.act(async (_, { conversation }) => (house.say(conversation, queued()), house.view(conversation)));
		await settled();
		answers[1]!.resolve();
		await writing;
		answers[0]!.resolve();
		await before;
		expect([thread.items.at(-1)?.key, thread.takenBack.shown]).toEqual(['m501', []]);
	});

	test('about the part that was left don’t replace the one that was gone to', async () => {
		const { thread, answers } = await slow();
		const refreshing = thread.refresh();
		const going = thread.goTo('m100');
		await settled();
		answers[1]!.resolve();
		await going;
		const part = thread.items;
		answers[0]!.resolve();
		await refreshing;
		expect(thread.items).toBe(part);
		expect(thread.newer).not.toBeNull();
	});

	test('about another conversation are not shown in this one', async () => {
		const { house, thread, answers } = await slow();
		const going = thread.goTo('m100');
		await settled();
		house.api.thread = async () => ({ items: [bubble(7)], older: null, newer: null });
		await thread.open('paty-guajardo');
		answers[0]!.resolve();
		await going;
		expect(thread.items.map(({ key }) => key)).toEqual(['m7']);
	});

	test('that never come don’t make what was done look refused', async () => {
		const { house, thread } = opened();
		await thread.open('héctor-tamez');
		house.api.thread = async () => Promise.reject({ code: 'unreachable', text: '' });
		await thread.act(async (_, { conversation }) => house.view(conversation));
		expect(thread.view).toBeDefined();
	});
});

test('a message that is there again was not taken back', async () => {
	const { house, thread } = opened();
	await thread.open('héctor-tamez');
	const known = house.threads.get('héctor-tamez')!;
	house.threads.set('héctor-tamez', [...known, bubble(501, { author: { author: 'operator', operator: 'lupita' }, progress: { progress: 'queued' } })]);
	const whole = house.threads.get('héctor-tamez')!;
	await thread.refresh();
	house.threads.set('héctor-tamez', known);
	await thread.refresh();
	expect(thread.takenBack.shown.map(({ item }) => item.key)).toEqual(['m501']);
	house.threads.set('héctor-tamez', whole);
	await thread.refresh();
	expect(thread.takenBack.shown).toEqual([]);
});
