// The window itself: nothing in it breaks the content policy, secrets go to the keyring, and a link
// opens a conversation.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { app, run } from './desktop.js';
import { until } from './until.js';
import { openWindow } from './webdriver.js';

/** The files in a folder that have these words in them. */
async function filesWith(words, folder) {
	return run('grep', '-rl', words, folder).catch((error) => {
		// 1 is how grep says that there is none; anything else is a search that failed.
		if (error.code !== 1) throw error;
		return '';
	});
}

test('a key for the model is kept in the keyring and nowhere else', async (t) => {
	const window = await openWindow(app());
	t.after(() => window.close());
	const kept = await window.api('set_model_key', { key: 'a-key-only-for-this-test' });
	assert.equal(kept.has_model_key, true);
	assert.equal(await run('secret-tool', 'lookup', 'service', 'app.relevo.desktop', 'username', 'model-key'), 'a-key-only-for-this-test');
	const { data_folder: folder } = kept;
	const decoy = join(folder, 'decoy');
	writeFileSync(decoy, 'a-key-only-for-this-test');
	assert.equal(await filesWith('a-key-only-for-this-test', folder), decoy, 'the search finds what is there');
	rmSync(decoy);
	assert.equal(await filesWith('a-key-only-for-this-test', folder), '', 'the key is in no file of ours');
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
