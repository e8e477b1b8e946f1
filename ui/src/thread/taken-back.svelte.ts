// What was taken back in the open conversation, for as long as this window is open: the engine forgets
// it. How it is told from what merely isn't there is in `withdrawn.ts`.
import type { ThreadItem } from '../api/bindings.gen';
import { withdrawn, type Withdrawn } from './withdrawn';

export class TakenBack {
	/** Those of the open conversation. */
	shown = $state.raw<readonly Withdrawn[]>([]);
	#id: string | undefined;
	#kept = new Map<string, readonly Withdrawn[]>();
	#cancelled = new Set<string>();

	/** Another conversation is open, or none. */
	open(id: string | undefined): void {
		this.#id = id;
		this.shown = (id && this.#kept.get(id)) || [];
	}

	/** The operator of this seat takes the message called `key` back. */
	cancel(key: string): void {
		this.#cancelled.add(key);
	}

	/** The newest part was read again: what was queued before and is gone was taken back, and what is there
	 * again wasn't. */
	compare(known: readonly ThreadItem[], latest: readonly ThreadItem[]): void {
		const there = new Set(latest.map(({ key }) => key));
		const still = this.shown.filter(({ item }) => !there.has(item.key));
		this.#keep([...still, ...withdrawn(known, latest, this.#cancelled)]);
	}

	/** Its words were used again. */
	forget(key: string): void {
		this.#keep(this.shown.filter(({ item }) => item.key !== key));
	}

	#keep(gone: readonly Withdrawn[]): void {
		this.shown = gone;
		if (this.#id) this.#kept.set(this.#id, gone);
	}
}
