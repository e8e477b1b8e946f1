// The tray: its menu, its switches, and that closing the window keeps Relevo there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app, Notification, picture, run, TrayItem, windowTitles } from './desktop.js';
import { until } from './until.js';
import { openWindow } from './webdriver.js';

test('the tray turns the agent off and on, and brings a closed window back', async (t) => {
	const window = await openWindow(app(), ['--demo']);
	t.after(() => window.close());
	const tray = await TrayItem.appear();
	const labels = (await tray.menu()).map((entry) => entry.label);
	assert.deepEqual(labels, ['Open Relevo', 'The agent answers', "I'm away", 'Quit Relevo']);

	await tray.choose('The agent answers');
	await until('the agent is off', async () => (await window.api('status')).agent === 'off');
	await until('the tick is gone', async () => !(await entry(tray, 'The agent answers')).ticked);
	await tray.choose('The agent answers');
	await until('the agent is on', async () => (await window.api('status')).agent === 'on');

	const shown = async () => (await windowTitles()).some((title) => title.includes('Relevo'));
	await until('the window is there', shown);
	await run('xdotool', 'search', '--onlyvisible', '--name', 'Relevo$', 'windowactivate', '--sync');
	// Keys go to the window with the focus, which may come after a window is active.
	const focused = async () => (await run('xdotool', 'getwindowfocus', 'getwindowname')).includes('Relevo');
	await until('the window has the focus', () => focused().catch(() => false));
	await run('xdotool', 'key', 'alt+F4');
	await until('the window is gone', async () => !(await shown()));
	await Notification.appear();
	await picture('3-closed-into-the-tray');
	assert.equal((await window.api('status')).agent, 'on', 'Relevo goes on working');
	await tray.choose('Open Relevo');
	await until('the window is back', shown);
});

async function entry(tray, label) {
	return (await tray.menu()).find((one) => one.label === label);
}
