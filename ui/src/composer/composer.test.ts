import { describe, expect, test, vi } from 'vitest';
import type { Client } from '../api/client';
import { House } from '../dev/house';
import { later } from '../dev/later';
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
		expect(composer.sheet.text).toBe('quedamos en');
	});

	test('keeps what was written when another conversation is opened', async () => {
		const { composer, saved } = await writing();
		composer.write('ahorita te');
		composer.begin('beto-saldaña', '');
		expect(saved).toHaveBeenCalledWith({ conversation: 'mariela-cantú', text: 'ahorita te' });
	});

	test('keeps what was written when the window closes', async () => {
		const { composer, saved } = await writing();
		composer.write('ahorita te');
		composer.flush();
		expect(saved).toHaveBeenCalledWith({ conversation: 'mariela-cantú', text: 'ahorita te' });
	});

	test('keeps it in the window while the engine doesn’t answer', async () => {
		const { composer, house } = await writing();
		house.api.saveDraft = async () => Promise.reject({ code: 'internal', text: '' });
		composer.write('ahorita te');
		composer.begin('beto-saldaña', '');
		composer.begin('mariela-cantú', '');
		expect(composer.sheet.text).toBe('ahorita te');
	});

	test('is empty after sending, and the draft is forgotten', async () => {
		const { composer, saved, thread } = await writing();
		composer.write('va');
		await composer.send();
		expect(composer.sheet.text).toBe('');
		expect(saved).toHaveBeenLastCalledWith({ conversation: 'mariela-cantú', text: '' });
		expect(thread.items.at(-1)?.key).toBe('m-1');
	});

	test('keeps the words when sending was refused', async () => {
		const { composer, house } = await writing();
		house.api.write = async () => Promise.reject({ code: 'window_closed', text: '' });
		composer.write('va');
		await expect(composer.send()).rejects.toMatchObject({ code: 'window_closed' });
		expect([composer.sheet.text, composer.sheet.sending]).toEqual(['va', false]);
	});

	test('words whose answer was lost are the same message when they are sent again, others aren’t', async () => {
		const { composer, house } = await writing();
		const names: string[] = [];
		house.api.write = async ({ id }) => (names.push(id), Promise.reject({ code: 'unreachable', text: '' }));
		for (const words of ['va', 'va', 'va pues']) {
			composer.write(words);
			await expect(composer.send()).rejects.toMatchObject({ code: 'unreachable' });
		}
		expect(names[0]).toBe(names[1]);
		expect(names[2]).not.toBe(names[0]);
	});

	test('adds the suggestion to what was written already', async () => {
		const { composer } = await writing();
		composer.write('Claro.');
		expect(composer.useSuggestion()).toBe(true);
		expect(composer.sheet.text.startsWith('Claro. Mariela, gracias')).toBe(true);
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
		expect(composer.sheet.files).toEqual([]);
	});

	test.each([
		['beside a sound', new File(['x'], 'nota.mp3', { type: 'audio/mpeg' }), 'aquí está'],
		['that are too long for a caption', new File(['x'], 'muela.png', { type: 'image/png' }), 'a'.repeat(1025)],
	])('words %s are a message of their own before the file', async (_, file, words) => {
		const { composer, house } = await writing();
		const sent: unknown[] = [];
		house.api.upload = async () => ({ media: 'hash', size: 1 });
		house.api.write = async ({ conversation, text }) => (sent.push(text), house.view(conversation));
		house.api.writeMedia = async ({ conversation, caption }) => (sent.push(caption), house.view(conversation));
		composer.attach([file]);
		composer.write(words);
		await composer.send();
		expect(sent).toEqual([words, null]);
		expect(composer.sheet.text).toBe('');
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
		expect(composer.sheet.text).not.toBe('');
	});
});

describe('whoever opens another conversation while something is sent', () => {
	/** A photo in Mariela's conversation whose upload lasts until `uploaded` is called. */
	async function uploading() {
		const all = await writing();
		const sent: string[] = [];
		const begun = later();
		const upload = later<{ media: string; size: number }>();
		all.house.api.upload = () => (begun.resolve(), upload.promise);
		all.house.api.writeMedia = async ({ conversation }) => (sent.push(conversation), all.house.view(conversation));
		all.composer.attach([new File(['x'], 'muela.png', { type: 'image/png' })]);
		all.composer.write('mira');
		const sending = all.composer.send();
		await begun.promise;
		return { ...all, sent, finish: async () => (upload.resolve({ media: 'hash', size: 1 }), sending) };
	}
	async function go({ thread, composer }: Awaited<ReturnType<typeof writing>>, conversation: string, draft = '') {
		await thread.open(conversation);
		composer.begin(conversation, draft);
	}

	test('sends it where it was written', async () => {
		const all = await uploading();
		await go(all, 'beto-saldaña');
		await all.finish();
		expect(all.sent).toEqual(['mariela-cantú']);
	});

	test('loses nothing of what is written there', async () => {
		const all = await uploading();
		await go(all, 'beto-saldaña', 'quedamos en');
		all.saved.mockClear();
		await all.finish();
		expect(all.composer.written).toBe('quedamos en');
		expect(all.saved.mock.calls).toEqual([[{ conversation: 'mariela-cantú', text: '' }]]);
	});

	test('sees on coming back that it is under way, and nothing afterwards', async () => {
		const all = await uploading();
		await go(all, 'beto-saldaña');
		await go(all, 'mariela-cantú', 'mira');
		expect([all.composer.uploading, all.composer.written]).toEqual([true, 'mira']);
		await all.finish();
		expect([all.composer.uploading, all.composer.written, all.composer.sheet.files]).toEqual([false, '', []]);
	});

	test('doesn’t make a draft of what is being sent', async () => {
		const all = await writing();
		const write = all.house.api.write!;
		const written = later();
		all.house.api.write = async (said) => (await written.promise, write(said));
		all.composer.write('va');
		const sending = all.composer.send();
		await go(all, 'beto-saldaña');
		expect(all.saved).not.toHaveBeenCalled();
		written.resolve();
		await sending;
		expect(all.saved.mock.calls).toEqual([[{ conversation: 'mariela-cantú', text: '' }]]);
	});

	test('finds it as a draft if it was refused', async () => {
		const all = await writing();
		all.house.api.write = async () => Promise.reject({ code: 'window_closed', text: '' });
		all.composer.write('va');
		const sending = all.composer.send();
		await go(all, 'beto-saldaña');
		await expect(sending).rejects.toMatchObject({ code: 'window_closed' });
		expect(all.saved.mock.calls).toEqual([[{ conversation: 'mariela-cantú', text: 'va' }]]);
	});

	test('doesn’t get the suggestion of a conversation they took before', async () => {
		const all = await writing();
		const taking = takeOver(all.thread, all.composer, true);
		await go(all, 'beto-saldaña');
		await taking;
		expect([all.composer.written, all.composer.wanted]).toEqual(['', undefined]);
	});
});

test('what is typed while a message leaves stays in the field', async () => {
	const { composer } = await writing();
	composer.write('va');
	const sending = composer.send();
	composer.write('va y además');
	await sending;
	expect(composer.written).toBe('y además');
});

describe('a note and a reply are two texts', () => {
	test('leaving the note leaves its words out of the reply, and the other way round', async () => {
		const { composer } = await writing();
		composer.write('Claro');
		composer.note = true;
		expect(composer.written).toBe('');
		composer.write('debe 3 meses, ojo');
		composer.note = false;
		expect(composer.written).toBe('Claro');
		composer.note = true;
		expect(composer.written).toBe('debe 3 meses, ojo');
	});

	test('taking over with a note half written puts only the suggestion into the reply', async () => {
		const { composer, thread } = await writing();
		composer.note = true;
		composer.write('debe 3 meses, ojo');
		await takeOver(thread, composer, true);
		expect(composer.written).toMatch(/^Ven hoy/u);
		expect(composer.sheet.noteText).toBe('debe 3 meses, ojo');
	});

	test('keeping the note leaves the reply and its draft alone', async () => {
		const { composer, house, saved } = await writing();
		house.api.note = async ({ conversation }) => house.view(conversation);
		composer.begin('beto-saldaña', 'quedamos en');
		composer.note = true;
		composer.write('debe 3 meses');
		await composer.send();
		expect([composer.note, composer.written]).toEqual([false, 'quedamos en']);
		expect(saved).not.toHaveBeenCalled();
	});

	test('a half-written note is there again when one comes back', async () => {
		const { composer } = await writing();
		composer.note = true;
		composer.write('debe 3');
		composer.begin('beto-saldaña', '');
		expect([composer.note, composer.written]).toEqual([false, '']);
		composer.begin('mariela-cantú', '');
		expect([composer.note, composer.written]).toEqual([true, 'debe 3']);
	});

	test('a note is kept where it was written, though another conversation was opened', async () => {
		const { composer, house } = await writing();
		const kept = vi.fn(async ({ conversation }: { conversation: string }) => house.view(conversation));
		house.api.note = kept;
		composer.sheet.noteText = 'debe 3 meses';
		const keeping = composer.keepNote();
		composer.begin('beto-saldaña', '');
		composer.sheet.noteText = 'le urge';
		await keeping;
		expect(kept.mock.calls).toEqual([[{ conversation: 'mariela-cantú', text: 'debe 3 meses' }]]);
		expect(composer.sheet.noteText).toBe('le urge');
		composer.begin('mariela-cantú', '');
		expect(composer.sheet.noteText).toBe('');
	});
});
