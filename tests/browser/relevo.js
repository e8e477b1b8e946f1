// A demo world of its own for each journey: `relevo demo --quiet` and the customers' phones in it.
import { test as base, expect } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BUILT = fileURLToPath(new URL('../../target/debug/relevo', import.meta.url));

/** The clinic's phone number id at WhatsApp. */
export const CLINICA = '710000000000142';

/** A Relevo that runs, and what customers do in its world. */
export class World {
	#process;

	static async open() {
		const binary = process.env.RELEVO_BIN ?? BUILT;
		if (!existsSync(binary)) throw new Error(`${binary} is missing; build it with: cargo build -p hub`);
		const world = new World();
		world.#process = spawn(binary, ['demo', '--quiet', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
		for await (const line of createInterface({ input: world.#process.stdout })) {
			const [, what, url] = /^(Inbox|Customer's phone)\s+(\S+)/u.exec(line) ?? [];
			if (what === 'Inbox') world.inbox = url;
			if (what === "Customer's phone") world.phones = url.replace(/\/$/u, '');
			if (world.inbox && world.phones) return world;
		}
		throw new Error('Relevo ended before it said where it is');
	}

	/** Ends it, and comes back once it is gone. */
	async close() {
		if (this.#process.exitCode !== null) return;
		const gone = once(this.#process, 'exit');
		this.#process.kill('SIGTERM');
		await gone;
	}

	/** A customer of the clinic writes. */
	async writes(customer, body) {
		await post(`${this.phones}/phone/${customer}/write?number=${CLINICA}`, { kind: 'text', body, reply_to: null });
	}

	/** What the customer's phone shows of the business. */
	async heard(customer) {
		const response = await fetch(`${this.phones}/phone/${customer}/state?number=${CLINICA}`);
		const { lines } = await response.json();
		return lines.filter((line) => line.author === 'business').map((line) => line.content.body ?? line.content.kind);
	}

	/** The address of the customer's phone. */
	phone(customer) {
		return `${this.phones}/phone/${customer}?number=${CLINICA}`;
	}

	/** Lets something go wrong at WhatsApp. */
	async breaks(fault) {
		await post(`${this.phones}/simulator/faults`, fault);
	}

	/** Lets everything at WhatsApp go right again. */
	async heals() {
		await fetch(`${this.phones}/simulator/faults`, { method: 'DELETE' });
	}
}

async function post(url, body) {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
}

/** The inbox as a journey speaks of it. */
export class Inbox {
	constructor(page) {
		this.page = page;
	}

	/** The row of a customer in the list. */
	row(name) {
		return this.page.locator('a[data-row]', { hasText: name });
	}

	/** Opens a customer's conversation. */
	async opens(name) {
		await this.row(name).first().click();
		await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
	}

	get takeOver() {
		return this.page.getByRole('button', { name: 'Take over', exact: true });
	}

	get reply() {
		return this.page.getByRole('textbox', { name: 'Reply' });
	}

	get thread() {
		return this.page.getByRole('log');
	}

	/** Waits until the operator may write. */
	async holds() {
		await expect(this.reply).toBeVisible();
	}
}

export const test = base.extend({
	world: async ({}, use) => {
		const world = await World.open();
		await use(world);
		await world.close();
	},
	inbox: async ({ page, world }, use) => {
		await page.goto(world.inbox);
		await expect(page.getByRole('link', { name: 'Inbox' })).toBeVisible();
		await use(new Inbox(page));
	},
});

export { expect };
