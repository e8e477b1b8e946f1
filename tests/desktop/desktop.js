// What a person sees and does on the desktop around the window: tray, notifications, keyring.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { until } from './until.js';

const execute = promisify(execFile);

/** Runs a program and gives what it prints. */
export async function run(program, ...args) {
	const { stdout } = await execute(program, args);
	return stdout.trim();
}

/** Where the app to be tested is. */
export function app() {
	const binary = process.env.RELEVO_DESKTOP;
	if (!binary) throw new Error('RELEVO_DESKTOP must name the app; tests/desktop/run does');
	return binary;
}

/** The app's icon in the tray, as the desktop's panel gets it over the session bus. */
export class TrayItem {
	#bus;
	#path;

	/** Waits until the item is there. */
	static async appear() {
		return until('Relevo has a tray item', async () => {
			const items = await property('org.kde.StatusNotifierWatcher', '/StatusNotifierWatcher',
				'org.kde.StatusNotifierWatcher', 'RegisteredStatusNotifierItems');
			for (const [, bus, path] of items.matchAll(/'([^'/]+)(\/[^']+)'/gu)) {
				const item = new TrayItem(bus, path);
				if ((await item.get('Title')).includes('Relevo') || (await item.get('Id')).includes('relevo')) return item;
			}
		});
	}

	constructor(bus, path) {
		this.#bus = bus;
		this.#path = path;
	}

	/** A property of the item, as the bus prints it. */
	get(name) {
		return property(this.#bus, this.#path, 'org.kde.StatusNotifierItem', name);
	}

	/** The texts of its menu, from the top. */
	async menu() {
		const path = /'([^']+)'/u.exec(await this.get('Menu'))[1];
		const layout = await run('gdbus', 'call', '--session', '--dest', this.#bus, '--object-path', path,
			'--method', 'com.canonical.dbusmenu.GetLayout', '--', '0', '-1', '@as []');
		const items = [...layout.matchAll(/\((\d+), \{([^}]*)\}/gu)];
		return items.flatMap(([, id, rest]) => {
			// The bus prints a text with an apostrophe between double quotes.
			const label = /'label': <(?:'([^']*)'|"([^"]*)")>/u.exec(rest)?.slice(1).find(Boolean);
			const ticked = /'toggle-state': <1>/u.test(rest);
			return label ? [{ id: Number(id), label, ticked, path }] : [];
		});
	}

	/** Chooses an entry of the menu, as the panel does when it is clicked. */
	async choose(label) {
		const entry = (await this.menu()).find((one) => one.label === label);
		if (!entry) throw new Error(`the tray has no entry ${label}`);
		await run('gdbus', 'call', '--session', '--dest', this.#bus, '--object-path', entry.path,
			'--method', 'com.canonical.dbusmenu.Event', '--', String(entry.id), 'clicked', '<int32 0>', '0');
	}
}

async function property(bus, path, face, name) {
	return run('gdbus', 'call', '--session', '--dest', bus, '--object-path', path,
		'--method', 'org.freedesktop.DBus.Properties.Get', face, name);
}

/** Clicks in a window, so many pixels from its left and its bottom edge. */
export async function clickAtBottomLeft(id, left, bottom) {
	const geometry = await run('xdotool', 'getwindowgeometry', '--shell', id);
	const height = Number(/^HEIGHT=(\d+)/mu.exec(geometry)[1]);
	await run('xdotool', 'mousemove', '--window', id, String(left), String(height - bottom), 'click', '1');
}

/** Types on the keyboard, into whatever has the focus. */
export async function typed(words) {
	await run('xdotool', 'type', '--delay', '40', words);
}

/** A notification on the screen. Its window is xfce4-notifyd's, its buttons are clicked by a pointer. */
export class Notification {
	/** Waits until one is up. */
	static async appear(seconds) {
		const id = await until('a notification is up', async () => {
			const found = await run('xdotool', 'search', '--onlyvisible', '--class', 'xfce4-notifyd');
			return found.split('\n').at(-1);
		}, seconds);
		return new Notification(id);
	}

	/** Waits until none is up. */
	static async disappear() {
		await until('no notification is up', async () => {
			const found = await run('xdotool', 'search', '--onlyvisible', '--class', 'xfce4-notifyd').catch(() => '');
			return found === '';
		});
	}

	constructor(id) {
		this.id = id;
	}

	/** Clicks the button that stands first in its bottom row: take over. */
	async clickFirstButton() {
		await clickAtBottomLeft(this.id, 45, 32);
	}

	/** Clicks the button that stands second: in five minutes. */
	async clickSecondButton() {
		await clickAtBottomLeft(this.id, 170, 32);
	}
}

/** The titles of the windows on the screen. */
export async function windowTitles() {
	const ids = await run('xdotool', 'search', '--onlyvisible', '--name', '.').catch(() => '');
	return Promise.all(ids.split('\n').filter(Boolean).map((id) => run('xdotool', 'getwindowname', id).catch(() => '')));
}

/** Keeps a picture of the screen where RELEVO_PICTURES says, if it says so. */
export async function picture(name) {
	const folder = process.env.RELEVO_PICTURES;
	if (folder) await run('import', '-window', 'root', `${folder}/${name}.png`);
}
