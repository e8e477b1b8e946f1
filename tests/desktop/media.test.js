// What customers send besides words is seen and heard in the window, which gets it by a way of its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app, picture } from './desktop.js';
import { until } from './until.js';
import { openWindow } from './webdriver.js';

/** A customer who is played from here, as from the page of the simulated phones. */
class Phone {
	#page;

	static async of(phones, name) {
		const { businesses } = await (await fetch(`${phones}/world`)).json();
		const { url } = await post(`${phones}/customers`, { name, number: businesses[0].number });
		return new Phone(new URL(url, phones));
	}

	constructor(page) {
		this.#page = page;
	}

	async write(deed) {
		await post(`${this.#page.origin}${this.#page.pathname}/write${this.#page.search}`, deed);
	}
}

async function post(url, body) {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${url}: ${response.status}`);
	return response.json();
}

test('a customer’s picture is shown and the voice note plays', async (t) => {
	const window = await openWindow(app(), ['--demo']);
	t.after(() => window.close());
	const { phones_url } = await until('the demo is up', () => window.api('session'));
	const phone = await Phone.of(phones_url.replace(/\/$/u, ''), 'Zoe Quill');
	await phone.write({ kind: 'sample_picture' });
	await phone.write({ kind: 'sample_voice_note' });

	const row = await until('the customer is in the inbox', async () => {
		const { rows } = await window.api('inbox', { view: 'all', number: null, after: null, limit: 50 });
		return rows.find(({ name }) => name === 'Zoe Quill');
	});
	await until('her row can be pressed', async () => {
		await window.run('document.querySelectorAll(arguments[0]).forEach((row) => { if (row.textContent.includes(arguments[1])) row.click(); })', '[role="option"], .row', row.name);
		return (await window.text('main header h1')) === row.name;
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
