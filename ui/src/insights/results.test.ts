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
