// What customers send besides words is seen and heard in the window, which gets it by a way of its own.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { app, picture } from './desktop.js';
import { Phone } from './phone.js';
import { until } from './until.js';
import { openWindow } from './webdriver.js';

/** Opens the window on a conversation with a customer of the demo who does as `play` says. */
async function open(t, play) {
	const window = await openWindow(app(), ['--demo', '--alone']);
	t.after(() => window.close());
	await play(await Phone.of(window, 'Zoe Quill'));
	const { conversation } = await until('the customer is in the inbox', async () => {
		const { rows } = await window.api('inbox', { view: 'all', number: null, after: null, limit: 50 });
		return rows.find(({ name }) => name === 'Zoe Quill');
	});
	await window.run('location.hash = `#/c/${arguments[0]}`', conversation);
	await until('the thread is open', async () => (await window.text('main header h1')) === 'Zoe Quill');
	return window;
}

test('a customer’s picture is shown and the voice note plays', async (t) => {
	const window = await open(t, async (phone) => {
		await phone.write({ kind: 'sample_picture' });
		await phone.write({ kind: 'sample_voice_note' });
	});

	await until('the picture is painted', () => window.run(
		'const [...all] = document.querySelectorAll("main img"); return all.some((one) => one.complete && one.naturalWidth > 100)'));
	await until('the length of the voice note is known', () => window.run(
		'return (document.querySelector("main audio")?.duration ?? 0) > 1'));
	await window.run('const voice = document.querySelector("main audio"); voice.muted = true; voice.play();');
	await until('the voice note moves on', () => window.run('return document.querySelector("main audio").currentTime > 0.1'));
	assert.equal(await window.run('return document.querySelector("main audio").error?.code ?? null'), null);
	await window.painted();
	await picture('1-media');
});

test('a document is saved under its name, and the inbox stays where it was', async (t) => {
	const downloads = `${process.env.HOME}/Downloads`;
	mkdirSync(downloads, { recursive: true });
	mkdirSync(process.env.XDG_CONFIG_HOME, { recursive: true });
	writeFileSync(`${process.env.XDG_CONFIG_HOME}/user-dirs.dirs`, 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n');
	const window = await open(t, (phone) => phone.send('offer.pdf', 'application/pdf', '%PDF-1.4 an offer'));
	const before = await window.address();

	await until('the document can be pressed', () => window.click('main a[download]').then(() => true));

	await until('the file is there', () => readFileSync(`${downloads}/offer.pdf`, 'utf8') === '%PDF-1.4 an offer');
	assert.equal(await window.address(), before);
	await picture('2-saved');
});
