import { expect, test } from 'vitest';
import type { Client } from '../api/client';
import { House } from '../dev/house';
import { later } from '../dev/later';
import { Results } from './results.svelte';

function results() {
	const house = new House();
	return { house, results: new Results(house.api as Client) };
}

test('figures of other days than the chosen ones are called old', async () => {
	const { house, results: shown } = results();
	await shown.refresh();
	expect([shown.shown, shown.old]).toEqual(['30', false]);
	house.api.insights = async () => Promise.reject({ code: 'unreachable', text: '' });
	await shown.show('90');
	expect([shown.shown, shown.old, shown.trouble?.code]).toEqual(['30', true, 'unreachable']);
});

test('trouble with days that are no longer chosen is none', async () => {
	const { house, results: shown } = results();
	const read = house.api.insights!;
	const answer = later<never>();
	house.api.insights = () => answer.promise;
	const first = shown.refresh();
	house.api.insights = read;
	await shown.show('7');
	answer.reject({ code: 'unreachable', text: '' });
	await first;
	expect([shown.shown, shown.old, shown.trouble]).toEqual(['7', false, undefined]);
});

test('the figures of one number are those that were chosen last', async () => {
	const { house, results: shown } = results();
	const read = house.api.insights!;
	const asked: (string | null)[] = [];
	const slow = later<void>();
	house.api.insights = async (query) => {
		asked.push(query.number);
		if (query.number === 'clinic') await slow.promise;
		return { ...(await read(query)), marked_missed: query.number === 'clinic' ? 1 : 2 };
	};
	const first = shown.choose('clinic');
	await shown.choose('bicycles');
	slow.resolve();
	await first;
	expect([asked, shown.data?.marked_missed]).toEqual([['clinic', 'clinic', 'bicycles', 'bicycles'], 2]);
});
