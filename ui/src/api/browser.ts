// The bridge in a browser: the hub's HTTP. The access token comes once in the address' fragment, is
// exchanged for a cookie no script can read, and leaves the address bar at once.
import type { Bridge } from './client';
import { Feed } from './feed';
import { Parting } from './parting';
import { Refusal, refusal, type RefusalCode } from './refusal';

export async function browserBridge(view: Window): Promise<Bridge> {
	await exchangeToken(view);
	const feed = new Feed();
	const parting = new Parting();
	// A new link that is pasted into an open tab changes only what is behind `#`: nothing is loaded anew.
	view.addEventListener('hashchange', () => void exchangeToken(view).then((entered) => entered && feed.reconnect()));
	return {
		call: (name, payload) => {
			const body = JSON.stringify(payload);
			return parting.through(name, body, (keepalive) => send(`/api/${name}`, body, keepalive));
		},
		onChange: (listener, reachable) => feed.follow({ listener, reachable }),
		onOpen: () => () => undefined,
		onNotOpened: () => () => undefined,
		mediaUrl: (hash) => `/media/${hash}`,
		mediaStreams: true,
		hostRings: false,
		keysIn: 'file',
	};
}

/** What a link brings behind `#`: the token, perhaps another seat, and the place to go to. */
export type Entrance = { token: string; seat: string | null; rest: string };

/** Takes `token=…` and `seat=…` out of the address, keeping a deep link that may stand beside them. */
export function entrance(hash: string): Entrance | undefined {
	const parts = hash.replace(/^#/u, '').split('&');
	const value = (name: string) => parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
	const token = value('token');
	if (!token) return undefined;
	const rest = parts.filter((part) => part && !/^(token|seat)=/u.test(part)).join('&');
	return { token: decodeURIComponent(token), seat: value('seat') ?? null, rest: rest && `#${rest}` };
}

/** Exchanges the token in the address. Returns whether there was one. */
async function exchangeToken(view: Window): Promise<boolean> {
	const found = entrance(view.location.hash);
	if (!found) return false;
	view.history.replaceState(null, '', view.location.pathname + view.location.search + found.rest);
	// A stale token is no news yet: the first request says that the link is an old one.
	await send('/enter', JSON.stringify({ token: found.token, seat: found.seat })).catch(() => undefined);
	return true;
}

async function send(path: string, body: string, keepalive = false): Promise<unknown> {
	const response = await fetch(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body,
		keepalive,
	}).catch(() => {
		throw new Refusal('unreachable', 'Relevo does not answer.');
	});
	if (response.ok) return response.status === 204 ? {} : response.json();
	throw await readRefusal(response);
}

async function readRefusal(response: Response): Promise<Refusal> {
	if (response.status === 401 || response.status === 403) {
		return new Refusal('locked' satisfies RefusalCode, 'The access key is missing or wrong.');
	}
	const body: unknown = await response.json().catch(() => undefined);
	return refusal(body ?? { code: 'internal', text: response.statusText });
}
