// A WebDriver client for the one window: as much of the W3C protocol as the desktop stories need.
import { spawn } from 'node:child_process';
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

	/** Asks the engine as the page does; an error of the engine rejects. */
	async api(name, payload = {}) {
		const script = `const done = arguments[arguments.length - 1];
			window.__TAURI_INTERNALS__.invoke('api', { name: arguments[0], payload: arguments[1] })
				.then((ok) => done({ ok }), (error) => done({ error }));`;
		const answer = await this.#ask('POST', '/execute/async', { script, args: [name, payload] });
		if (answer.error) throw Object.assign(new Error(`${name}: ${answer.error.text}`), answer.error);
		return answer.ok;
	}

	/** Ends the app and the driver; a driver that hangs is not waited for. */
	async close() {
		await this.#ask('DELETE', '', undefined, 5000).catch(() => {});
		const ended = new Promise((resolve) => this.#driver.once('exit', resolve));
		this.#driver.kill('SIGKILL');
		await ended;
	}

	async #find(css) {
		const element = await this.#ask('POST', '/element', { using: 'css selector', value: css });
		return element[ELEMENT];
	}

	#ask(method, path, body, patience) {
		return ask(this.#session, method, path, body, patience);
	}
}

async function ask(base, method, path, body, patience = 60_000) {
	const response = await fetch(base + path, {
		method,
		signal: AbortSignal.timeout(patience),
		...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
	});
	const { value } = await response.json();
	if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
	return value;
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
