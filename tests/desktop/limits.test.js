// A computer without notifications, tray and keyring: Relevo says so and works all the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app } from './desktop.js';
import { until } from './until.js';
import { openWindow } from './webdriver.js';

test('what this computer can’t do is said in the status', async (t) => {
	const window = await openWindow(app());
	t.after(() => window.close());
	const notices = await until('the limits are told', async () => {
		const { notices } = await window.api('status');
		return notices.some(({ notice }) => notice === 'no_notifications') && notices;
	});
	const told = notices.map(({ notice }) => notice);
	assert.ok(told.includes('no_tray'), `no_tray in ${told}`);
	assert.ok(told.includes('no_keyring'), `no_keyring in ${told}`);
});

test('without a keyring a secret is refused with what to do', async (t) => {
	const window = await openWindow(app());
	t.after(() => window.close());
	await assert.rejects(window.api('set_model_key', { key: 'a-key' }), (error) => {
		assert.equal(error.code, 'no_keyring');
		assert.match(error.text, /gnome-keyring/u);
		return true;
	});
});
