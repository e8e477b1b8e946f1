// How far this seat has read each conversation. It belongs to the seat, not to the house, so it is
// kept in the window's own store; losing it only loses a line in the thread.

const NAME = 'relevo.seen';
const MOST = 500;

export class Seen {
	#places: Map<string, number>;
	#store: Pick<Storage, 'getItem' | 'setItem'>;

	constructor(store: Pick<Storage, 'getItem' | 'setItem'>) {
		this.#store = store;
		this.#places = read(store);
	}

	get(conversation: string): number | undefined {
		return this.#places.get(conversation);
	}

	set(conversation: string, place: number): void {
		if (this.#places.get(conversation) === place) return;
		// Put in anew, so that the ones looked at longest ago come first and are forgotten first.
		this.#places.delete(conversation);
		this.#places.set(conversation, place);
		const kept = [...this.#places].slice(-MOST);
		this.#places = new Map(kept);
		this.#store.setItem(NAME, JSON.stringify(kept));
	}
}

function read(store: Pick<Storage, 'getItem'>): Map<string, number> {
	try {
		const kept: unknown = JSON.parse(store.getItem(NAME) ?? '[]');
		return new Map(Array.isArray(kept) ? (kept as [string, number][]) : []);
	} catch {
		return new Map();
	}
}
