// A computer without notifications, tray and keyring, or with another program in our place: Relevo says
// so and works all the same.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
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

test('a port that another program has is said, and taken once it is free', async (t) => {
	const other = createServer();
	await new Promise((resolve) => other.listen(4747, '127.0.0.1', resolve));
	t.after(() => other.close());
	const window = await openWindow(app());
	t.after(() => window.close());
	const taken = async () => (await window.api('status')).notices.find(({ notice }) => notice === 'port_taken');
	const notice = await until('it is told', taken);
	assert.equal(notice.port, 4747);

	await new Promise((resolve) => other.close(resolve));
	await until('it is no longer told', async () => !(await taken()));
	const asked = await fetch('http://127.0.0.1:4747/webhook');
	assert.equal(asked.status, 403, 'the webhook answers there');
});
