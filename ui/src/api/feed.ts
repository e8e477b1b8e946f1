// The hub's changes, for everything on this page that listens. One connection serves all of them: a
// browser allows six to a host, so a page that opened one per listener would block its neighbours.
import type { Changed } from './bindings.gen';

/** Somebody who wants to know what changed, and whether the hub can be reached. */
export type Follower = { listener: (changed: Changed) => void; reachable: (is: boolean) => void };

/** The one connection. It opens with the first follower and closes with the last. */
export class Feed {
	#source: EventSource | undefined;
	#open = false;
	readonly #followers = new Set<Follower>();

	/** Follows until the returned function is called. */
	follow(follower: Follower): () => void {
		this.#followers.add(follower);
		this.#source ??= this.#connect();
		// Who comes later missed the opening.
		if (this.#open) follower.reachable(true);
		return () => this.#leave(follower);
	}

	#leave(follower: Follower): void {
		this.#followers.delete(follower);
		if (this.#followers.size > 0) return;
		this.#source?.close();
		this.#source = undefined;
		this.#open = false;
	}

	/** The browser connects again by itself. */
	#connect(): EventSource {
		const source = new EventSource('/api/changes');
		const read = (event: MessageEvent<string>) => {
			const changed = JSON.parse(event.data) as Changed;
			for (const { listener } of this.#followers) listener(changed);
		};
		source.addEventListener('open', () => this.#tell(true));
		source.addEventListener('error', () => this.#tell(false));
		source.addEventListener('changed', read);
		return source;
	}

	#tell(open: boolean): void {
		this.#open = open;
		for (const { reachable } of this.#followers) reachable(open);
	}
}
