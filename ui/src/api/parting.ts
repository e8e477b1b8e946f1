// What a browser still delivers when its page closes. It allows so few bytes of that at a time that only
// what a person changed and would miss is given to it; asking again costs nothing.
import { requests } from './bindings.gen';

const KEPT: ReadonlySet<string> = new Set([
	requests.saveDraft,
	requests.saveSettings,
	requests.saveCanned,
	requests.savePlaybook,
	requests.write,
	requests.note,
]);

/** Bytes of one request, and of all that are under way. A browser refuses what goes beyond 64 KiB as if
 * nobody had answered. */
const MOST = 32 * 1024;
const MOST_AT_ONCE = 60 * 1024;

export class Parting {
	#underWay = 0;

	/** Runs `send` with whether request `name` with this body outlives the page. */
	async through<T>(name: string, body: string, send: (keepalive: boolean) => Promise<T>): Promise<T> {
		const size = new TextEncoder().encode(body).length;
		const keepalive = KEPT.has(name) && size < MOST && this.#underWay + size < MOST_AT_ONCE;
		if (!keepalive) return send(false);
		this.#underWay += size;
		try {
			return await send(true);
		} finally {
			this.#underWay -= size;
		}
	}
}
