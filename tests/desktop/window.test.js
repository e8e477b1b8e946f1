// The window itself: nothing in it breaks the content policy, secrets go to the keyring, and a link
// opens a conversation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app, run } from './desktop.js';
import { until } from './until.js';
import { openWindow } from './webdriver.js';

test('a key for the model is kept in the keyring and nowhere else', async (t) => {
	const window = await openWindow(app());
	t.after(() => window.close());
	const kept = await window.api('set_model_key', { key: 'a-key-only-for-this-test' });
	assert.equal(kept.has_model_key, true);
	assert.equal(await run('secret-tool', 'lookup', 'service', 'app.relevo.desktop', 'username', 'model-key'), 'a-key-only-for-this-test');
	const { data_folder: folder } = kept;
	const leaked = await run('grep', '-rl', 'a-key-only-for-this-test', folder).catch(() => '');
	assert.equal(leaked, '', 'the key is in no file of ours');
	const forgotten = await window.api('set_model_key', { key: '' });
	assert.equal(forgotten.has_model_key, false);
});

test('the page keeps to its content policy and can reach nothing else', async (t) => {
	const window = await openWindow(app());
	t.after(() => window.close());
	await until('the page is up', () => window.has('main, nav'));
	const blocked = await window.run(`
		return new Promise((resolve) => {
			document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
			const script = document.createElement('script');
			script.textContent = 'window.broken = true';
			document.head.append(script);
			setTimeout(() => resolve('nothing'), 2000);
		})`);
	assert.match(blocked, /^script-src/u);
	assert.equal(await window.run('return window.broken ?? null'), null);
});
