import { expect, test } from 'vitest';
import { later } from '../dev/later';
import { Parting } from './parting';

const kept = (parting: Parting, name: string, bytes: number, until: Promise<void> = Promise.resolve()) => {
	let outlives: boolean | undefined;
	const done = parting.through(name, 'a'.repeat(bytes), async (keepalive) => ((outlives = keepalive), until));
	return { outlives, done };
};

test('what a person wrote outlives the page, a question doesn’t', () => {
	expect(kept(new Parting(), 'save_draft', 100).outlives).toBe(true);
	expect(kept(new Parting(), 'inbox', 100).outlives).toBe(false);
});

test('what is too large for it goes the usual way', () => {
	expect(kept(new Parting(), 'save_playbook', 40_000).outlives).toBe(false);
	expect(kept(new Parting(), 'save_draft', 20_000).outlives).toBe(true);
});

test('what is under way counts, until it is done', async () => {
	const parting = new Parting();
	const answer = later();
	const first = [kept(parting, 'save_draft', 30_000, answer.promise), kept(parting, 'save_draft', 25_000, answer.promise)];
	expect(first.map(({ outlives }) => outlives)).toEqual([true, true]);
	expect(kept(parting, 'save_settings', 10_000).outlives).toBe(false);
	answer.resolve();
	await Promise.all(first.map(({ done }) => done));
	expect(kept(parting, 'save_settings', 10_000).outlives).toBe(true);
});
