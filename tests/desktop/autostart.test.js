// Starting with the computer: the entry the system reads at log-in is as the owner's settings say, and
// the demo leaves it alone.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { app, TrayItem } from './desktop.js';
import { until } from './until.js';
import { openWindow } from './webdriver.js';

const ENTRY = `${process.env.XDG_CONFIG_HOME}/autostart/Relevo.desktop`;
const MOVED = '[Desktop Entry]\nType=Application\nName=Relevo\nExec=/where/it/was/Relevo --quiet\n';

const entry = () => readFile(ENTRY, 'utf8').catch(() => '');

async function wants(window, autostart) {
	const { settings } = await window.api('settings');
	await window.api('save_settings', { ...settings, autostart });
}

test('the entry is as the settings say, and names the program where it is now', async (t) => {
	const names = async () => (await entry()).includes(`Exec=${app()} --quiet`);
	const first = await openWindow(app());
	t.after(() => first.close());
	await wants(first, true);
	await until('the system is told', names);
	await first.close();

	await writeFile(ENTRY, MOVED);
	const second = await openWindow(app());
	t.after(() => second.close());
	await until('the entry is put right', names);
	await wants(second, false);
	await until('the entry is gone', async () => (await entry()) === '');
});

test('the demo leaves the owner’s entry alone', async (t) => {
	await mkdir(dirname(ENTRY), { recursive: true });
	await writeFile(ENTRY, MOVED);
	const window = await openWindow(app(), ['--demo']);
	t.after(() => window.close());
	const tray = await TrayItem.appear();
	await tray.choose('The agent answers');
	const ticked = async () => (await tray.menu()).find((one) => one.label === 'The agent answers').ticked;
	await until('the house was looked at', async () => !(await ticked()));
	assert.equal(await entry(), MOVED);
	await wants(window, true);
	await tray.choose('The agent answers');
	await until('the house was looked at again', ticked);
	assert.equal(await entry(), MOVED);
});
