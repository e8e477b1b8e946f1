import { expect, test, vi } from 'vitest';
import type { NumberView } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { Wizard } from './wizard.svelte';

const SECRET = '0123456789abcdef0123456789abcdef';
const TOKEN = 'EAAGm0PX4ZCpsBAKZCZB0000000';
const number: NumberView = {
	id: '106540352242922',
	name: 'Recepción',
	phone: '',
	waba: '102290129340398',
	playbook: null,
	channel: { state: 'open' },
	quality: null,
	throughput: 80,
	coexistence: false,
	last_webhook_at: null,
};
const webhook = { local_url: 'http://127.0.0.1:1/webhook', verify_token: 'v', public_url: null };

function filled(api: Partial<Client>): Wizard {
	const wizard = new Wizard(api as Client, undefined);
	Object.assign(wizard, { step: 'secrets', id: ' 106540352242922', waba: '102290129340398', name: 'Recepción ', token: ` ${TOKEN}\n`, secret: SECRET });
	return wizard;
}

test('the keys are handed over once and forgotten here', async () => {
	const connectNumber = vi.fn(async () => number);
	const wizard = filled({ connectNumber, webhookInfo: async () => webhook });
	await wizard.save();
	expect(connectNumber).toHaveBeenCalledWith({
		id: '106540352242922',
		waba: '102290129340398',
		name: 'Recepción',
		playbook: null,
		access_token: TOKEN,
		app_secret: SECRET,
		coexistence: false,
	});
	expect([wizard.token, wizard.secret, wizard.step]).toEqual(['', '', 'address']);
});

test('a refusal keeps what was typed, so that it needn’t be pasted again', async () => {
	const wizard = filled({ connectNumber: () => Promise.reject({ code: 'no_keyring', text: '' }) });
	await wizard.save();
	expect(wizard.trouble?.code).toBe('no_keyring');
	expect([wizard.step, wizard.secret, wizard.saving]).toEqual(['secrets', SECRET, false]);
});

test('a known number keeps its keys where the fields are empty', () => {
	const wizard = new Wizard({} as Client, number);
	expect(wizard.step).toBe('secrets');
	expect(wizard.secretsReady).toBe(true);
	wizard.secret = 'wrong';
	expect(wizard.secretsReady).toBe(false);
});

test('no step can be skipped before it is complete', () => {
	const wizard = new Wizard({} as Client, undefined);
	expect(wizard.reachable('number')).toBe(true);
	expect(wizard.reachable('secrets')).toBe(false);
	expect(wizard.reachable('check')).toBe(false);
});

test('the same id pasted into both fields doesn’t go on', () => {
	const wizard = filled({});
	expect([wizard.numberReady, wizard.sameIds]).toEqual([true, false]);
	wizard.waba = ` ${wizard.id.trim()}`;
	expect([wizard.numberReady, wizard.sameIds]).toEqual([false, true]);
});
