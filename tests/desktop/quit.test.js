// Quitting while the agent answers: asked first, and really ended by the answer. A signal is not asked
// back, and leaves no demo behind.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { app, clickAtBottomLeft, picture, run, TrayItem } from './desktop.js';
import { until } from './until.js';

const QUESTION = 'The agent is answering';

test('a demo that is told to stop leaves nothing behind', async (t) => {
	const folder = await mkdtemp(join(tmpdir(), 'relevo-stop-'));
	t.after(() => rm(folder, { recursive: true }));
	const relevo = spawn(app(), ['--demo', '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: folder } });
	t.after(() => relevo.kill('SIGKILL'));
	const ended = once(relevo, 'exit');
	const [said] = await once(relevo.stdout, 'data');
	assert.match(String(said), /^Customer's phone {2}http:/u);
	await TrayItem.appear();
	assert.notDeepEqual(await demos(folder), [], 'the demo has a folder while it runs');

	relevo.kill('SIGTERM');

	assert.deepEqual(await ended, [0, null]);
	assert.deepEqual(await demos(folder), []);
});

const demos = async (folder) => (await readdir(folder)).filter((name) => name.startsWith('relevo-demo-'));

test('quitting asks first while the agent is on', async (t) => {
	// Started quietly, as the system does it at log-in: a tray item and no window.
	const relevo = spawn(app(), ['--demo', '--quiet'], { stdio: 'inherit' });
	t.after(() => relevo.kill());
	const ended = new Promise((resolve) => relevo.once('exit', (code) => resolve(code)));
	const tray = await TrayItem.appear();

	await tray.choose('Quit Relevo');
	const question = await until('it asks', () => run('xdotool', 'search', '--onlyvisible', '--name', QUESTION));
	await run('xdotool', 'windowactivate', '--sync', question);
	await picture('4-quit');
	await run('xdotool', 'key', 'Escape');
	await until('the question is gone', async () => (await run('xdotool', 'search', '--onlyvisible', '--name', QUESTION).catch(() => '')) === '');
	await tray.get('Title');

	await tray.choose('Quit Relevo');
	const again = await until('it asks again', () => run('xdotool', 'search', '--onlyvisible', '--name', QUESTION));
	await run('xdotool', 'windowactivate', '--sync', again);
	await clickAtBottomLeft(again, 60, 15);
	const code = await ended;
	if (code !== 0) throw new Error(`Relevo ended with ${code}`);
});
