// A WebDriver client for the one window: as much of the W3C protocol as the desktop stories need.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { until } from './until.js';

/** The key under which the protocol names an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Starts `binary` under WebKitWebDriver and opens a session in its window. */
export async function openWindow(binary, args = []) {
	const port = await freePort();
	const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
		env: { ...process.env, TAURI_WEBVIEW_AUTOMATION: 'true' },
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const base = `http://127.0.0.1:${port}`;
	await until('the driver answers', async () => (await ask(base, 'GET', '/status')).ready);
	const options = { binary, args };
	const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
	const { sessionId } = await ask(base, 'POST', '/session', { capabilities });
	return new Window(driver, `${base}/session/${sessionId}`);
}

class Window {
	#driver;
	#session;

	constructor(driver, session) {
		this.#driver = driver;
		this.#session = session;
	}

	/** The text of the first element that `css` matches. */
	async text(css) {
		return this.run('return document.querySelector(arguments[0])?.textContent.trim()', css);
	}

	/** What stands in the first field that `css` matches. */
	async value(css) {
		return this.run('return document.querySelector(arguments[0])?.value', css);
	}

	/** Whether anything matches `css`. */
	async has(css) {
		const found = await this.#ask('POST', '/elements', { using: 'css selector', value: css });
		return found.length > 0;
	}

	async click(css) {
		await this.#ask('POST', `/element/${await this.#find(css)}/click`, {});
	}

	async type(css, text) {
		await this.#ask('POST', `/element/${await this.#find(css)}/value`, { text });
	}

	/** The address the window shows. */
	async address() {
		return this.#ask('GET', '/url');
	}

	/** Runs `script`, the body of a function, in the page. */
	async run(script, ...args) {
		return this.#ask('POST', '/execute/sync', { script, args });
	}

	/** Waits until what the page holds is also on the screen; a busy machine paints late. */
	async painted() {
		const script = `const done = arguments[0];
			requestAnimationFrame(() => requestAnimationFrame(() => done(true)));`;
		await this.#ask('POST', '/execute/async', { script, args: [] });
	}

	/** Asks the engine as the page does; an error of the engine rejects. */
	async api(name, payload = {}) {
		const script = `const done = arguments[arguments.length - 1];
			window.__TAURI_INTERNALS__.invoke('api', { name: arguments[0], payload: arguments[1] })
				.then((ok) => done({ ok }), (error) => done({ error }));`;
		const answer = await this.#ask('POST', '/execute/async', { script, args: [name, payload] });
		if (answer.error) throw Object.assign(new Error(`${name}: ${answer.error.text}`), answer.error);
		return answer.ok;
	}

	/**
	 * Ends the app and the driver, if they haven't ended. The protocol's own way only closes the window,
	 * which Relevo outlives.
	 */
	async close() {
		if (this.#driver.exitCode !== null || this.#driver.signalCode !== null) return;
		const { stdout } = spawnSync('pgrep', ['-P', String(this.#driver.pid)], { encoding: 'utf8' });
		const apps = stdout.split('\n').filter(Boolean).map(Number);
		for (const pid of apps) process.kill(pid);
		const ended = new Promise((resolve) => this.#driver.once('exit', resolve));
		this.#driver.kill();
		await ended;
		await until('the app has ended', () => !apps.some(isAlive));
	}

	async #find(css) {
		const element = await this.#ask('POST', '/element', { using: 'css selector', value: css });
		return element[ELEMENT];
	}

	#ask(method, path, body) {
		return ask(this.#session, method, path, body);
	}
}

async function ask(base, method, path, body) {
	const response = await fetch(base + path, {
		method,
		signal: AbortSignal.timeout(60_000),
		...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
	});
	const { value } = await response.json();
	if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
	return value;
}

function isAlive(pid) {
	return existsSync(`/proc/${pid}`);
}

function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer().once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}
