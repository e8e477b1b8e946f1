// Quitting while the agent answers: asked first, and really ended by the answer.
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { app, clickAtBottomLeft, picture, run, TrayItem } from './desktop.js';
import { until } from './until.js';

const QUESTION = 'The agent is answering';

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
