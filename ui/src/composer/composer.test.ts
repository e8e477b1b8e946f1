import { describe, expect, test, vi } from 'vitest';
import type { Client } from '../api/client';
import { House } from '../dev/house';
import { Seen } from '../thread/seen';
import { Thread } from '../thread/thread.svelte';
import { Composer } from './composer.svelte';
import { takeOver } from './take-over';

async function writing() {
	const house = new House();
	const saved = vi.fn(async () => ({}));
	house.api.saveDraft = saved;
	const api = house.api as Client;
	const seen = new Seen({ getItem: () => null, setItem: () => undefined });
	const thread = new Thread(api, () => 'lupita', seen, seen);
	let id = 0;
	const composer = new Composer(api, thread, () => `m-${++id}`);
	await thread.open('mariela-cantú');
	composer.begin('mariela-cantú', '');
	return { house, saved, thread, composer };
}

describe('the composer', () => {
	test('begins with the draft that was kept', async () => {
		const { composer } = await writing();
		composer.begin('beto-saldaña', 'quedamos en');
		expect(composer.text).toBe('quedamos en');
	});

	test('keeps what was written when another conversation is opened', async () => {
		const { composer, saved } = await writing();
		composer.write('ahorita te');
		composer.begin('beto-saldaña', '');
		expect(saved).toHaveBeenCalledWith({ conversation: 'mariela-cantú', text: 'ahorita te' });
	});

	test('keeps it in the window while the engine doesn’t answer', async () => {
		const { composer, house } = await writing();
		house.api.saveDraft = async () => Promise.reject({ code: 'internal', text: '' });
		composer.write('ahorita te');
		composer.begin('beto-saldaña', '');
		composer.begin('mariela-cantú', '');
		expect(composer.text).toBe('ahorita te');
	});

	test('is empty after sending, and the draft is forgotten', async () => {
		const { composer, saved, thread } = await writing();
		composer.write('va');
		await composer.send();
		expect(composer.text).toBe('');
		expect(saved).toHaveBeenLastCalledWith({ conversation: 'mariela-cantú', text: '' });
		expect(thread.items.at(-1)?.key).toBe('m-1');
	});

	test('keeps the words when sending was refused', async () => {
		const { composer, house } = await writing();
		house.api.write = async () => Promise.reject({ code: 'window_closed', text: '' });
		composer.write('va');
		await expect(composer.send()).rejects.toMatchObject({ code: 'window_closed' });
		expect([composer.text, composer.sending]).toEqual(['va', false]);
	});

	test('adds the suggestion to what was written already', async () => {
		const { composer } = await writing();
		composer.write('Claro.');
		expect(composer.useSuggestion()).toBe(true);
		expect(composer.text.startsWith('Claro. Mariela, gracias')).toBe(true);
		expect(composer.useSuggestion()).toBe(false);
	});

	test('a photo is sent without a name, a document with its own', async () => {
		const { composer, house } = await writing();
		const sent = vi.fn(async ({ conversation }: { conversation: string }) => house.view(conversation));
		house.api.upload = async () => ({ media: 'hash', size: 1 });
		house.api.writeMedia = sent;
		composer.attach([new File(['x'], 'muela.png', { type: 'image/png' }), new File(['x'], 'receta.pdf', { type: 'application/pdf' })]);
		composer.write('mira');
		await composer.send();
		expect(sent.mock.calls.map(([said]) => said)).toMatchObject([
			{ kind: 'image', filename: null, caption: 'mira' },
			{ kind: 'document', filename: 'receta.pdf', caption: null },
		]);
		expect(composer.files).toEqual([]);
	});

	test('a suggestion that was passed over is gone, a newer one is shown', async () => {
		const { composer, house, thread } = await writing();
		await takeOver(thread, composer, false);
		composer.write('Hola, soy Lupita');
		await composer.send();
		expect(composer.suggestion).toBeUndefined();
		const view = house.view('mariela-cantú');
		thread.view = { ...view, suggestion: 'Te espero a las 12:30' };
		expect(composer.suggestion).toBe('Te espero a las 12:30');
	});

	test('what was passed over is not offered again when the conversation is opened again', async () => {
		const { composer, thread } = await writing();
		await takeOver(thread, composer, false);
		composer.write('Hola, soy Lupita');
		await composer.send();
		composer.begin('beto-saldaña', '');
		composer.begin('mariela-cantú', '');
		expect(composer.suggestion).toBeUndefined();
	});

	test('the greeting of the brief is offered only until a person has spoken', async () => {
		const { composer, house, thread } = await writing();
		expect(composer.suggestion).toMatch(/^Mariela, gracias/u);
		const view = house.view('mariela-cantú');
		thread.view = { ...view, suggestion: null, escalation: { ...view.escalation!, answered_at: 1 } };
		expect(composer.suggestion).toBeUndefined();
	});

	test('the cursor is wanted where it was taken, until another conversation is opened', async () => {
		const { composer, thread } = await writing();
		await takeOver(thread, composer, false);
		expect(composer.wanted).toBe('mariela-cantú');
		composer.begin('mariela-cantú', '');
		expect(composer.wanted).toBe('mariela-cantú');
		composer.begin('beto-saldaña', '');
		expect(composer.wanted).toBeUndefined();
	});

	test('taking over with the suggestion takes and writes', async () => {
		const { composer, thread } = await writing();
		await takeOver(thread, composer, true);
		expect(thread.mine).toBe(true);
		expect(composer.text).not.toBe('');
	});
});
