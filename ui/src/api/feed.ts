// The hub's changes, for everything on this page that listens. One connection serves all of them: a
// browser allows six to a host, so a page that opened one per listener would block its neighbours.
import type { Changed } from './bindings.gen';

/** Somebody who wants to know what changed, and whether the hub can be reached. */
export type Follower = { listener: (changed: Changed) => void; reachable: (is: boolean) => void };

/** So long after a refused connection, in milliseconds, the next one is tried. */
const AGAIN = 4000;

/** The one connection. It opens with the first follower and closes with the last. */
export class Feed {
	#source: EventSource | undefined;
	#open = false;
	#again: ReturnType<typeof setTimeout> | undefined;
	readonly #followers = new Set<Follower>();

	/** Follows until the returned function is called. */
	follow(follower: Follower): () => void {
		this.#followers.add(follower);
		this.#source ??= this.#connect();
		// Who comes later missed the opening.
		if (this.#open) follower.reachable(true);
		return () => this.#leave(follower);
	}

	/** Connects anew: the key may be another one. */
	reconnect(): void {
		this.#close();
		if (this.#followers.size > 0) this.#source = this.#connect();
	}

	#leave(follower: Follower): void {
		this.#followers.delete(follower);
		if (this.#followers.size === 0) this.#close();
	}

	#close(): void {
		clearTimeout(this.#again);
		this.#source?.close();
		this.#source = undefined;
		this.#open = false;
	}

	#connect(): EventSource {
		const source = new EventSource('/api/changes');
		const read = (event: MessageEvent<string>) => {
			const changed = JSON.parse(event.data) as Changed;
			for (const { listener } of this.#followers) listener(changed);
		};
		source.addEventListener('open', () => this.#tell(true));
		source.addEventListener('error', () => this.#lost(source));
		source.addEventListener('changed', read);
		return source;
	}

	/** The browser connects again by itself when a connection breaks. It gives up for good when one is
	 * answered with anything but the feed: by a hub that was started anew and doesn't know the key, or by
	 * a proxy before it. */
	#lost(source: EventSource): void {
		this.#tell(false);
		if (source.readyState !== EventSource.CLOSED) return;
		clearTimeout(this.#again);
		this.#again = setTimeout(() => this.reconnect(), AGAIN);
	}

	#tell(open: boolean): void {
		this.#open = open;
		for (const { reachable } of this.#followers) reachable(open);
	}
}
