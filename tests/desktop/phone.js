// A customer of the demo who is played from a story, as from the page of the simulated phones.
import assert from 'node:assert/strict';
import { until } from './until.js';

export class Phone {
	#page;

	/** Somebody new, who is about to write to the clinic of the demo in this window. */
	static async of(window, name) {
		const { phones_url } = await until('the demo is up', () => window.api('session'));
		const { businesses } = await (await fetch(new URL('/world', phones_url))).json();
		const { number } = businesses.find(({ language }) => language === 'es');
		const { url } = await post(new URL('/customers', phones_url), { name, number });
		return new Phone(new URL(url, phones_url));
	}

	constructor(page) {
		this.#page = page;
	}

	async write(deed) {
		await post(this.#deed('write'), deed);
	}

	async says(body) {
		await this.write({ kind: 'text', body });
	}

	async send(filename, type, body) {
		const url = `${this.#deed('file')}&filename=${filename}`;
		const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
		assert.ok(response.ok, `the file is sent: ${response.status}`);
	}

	#deed(name) {
		return `${this.#page.origin}${this.#page.pathname}/${name}${this.#page.search}`;
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
