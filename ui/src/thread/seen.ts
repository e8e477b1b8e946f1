// How far this seat has read each conversation. It belongs to the seat, not to the house, so it is
// kept in the window's own store; losing it only loses a line in the thread or shows a count again.
import { SvelteMap } from 'svelte/reactivity';

/** What is kept: the place read last, or how many unanswered messages were looked at. */
export type Kind = 'seen' | 'looked';

const MOST = 500;

export class Seen {
	#places: SvelteMap<string, number>;
	#store: Pick<Storage, 'getItem' | 'setItem'>;
	#name: string;

	constructor(store: Pick<Storage, 'getItem' | 'setItem'>, kind: Kind = 'seen') {
		this.#store = store;
		this.#name = `relevo.${kind}`;
		this.#places = new SvelteMap(read(store, this.#name));
	}

	get(conversation: string): number | undefined {
		return this.#places.get(conversation);
	}

	set(conversation: string, place: number): void {
		if (this.#places.get(conversation) === place) return;
		// Put in anew, so that the ones looked at longest ago come first and are forgotten first.
		this.#places.delete(conversation);
		this.#places.set(conversation, place);
		for (const [oldest] of [...this.#places].slice(0, -MOST)) this.#places.delete(oldest);
		this.#store.setItem(this.#name, JSON.stringify([...this.#places]));
	}
}

function read(store: Pick<Storage, 'getItem'>, name: string): [string, number][] {
	try {
		const kept: unknown = JSON.parse(store.getItem(name) ?? '[]');
		return Array.isArray(kept) ? (kept as [string, number][]) : [];
	} catch {
		return [];
	}
}

/** How many of the `unanswered` messages came after the ones `looked` at. An answer begins the
 * count anew, so fewer than were looked at are all new. */
export function unread(unanswered: number, looked: number | undefined): number {
	return looked === undefined || unanswered < looked ? unanswered : unanswered - looked;
}
