// Joins changes that arrive close together into one, so that a burst of a thousand messages asks the
// engine a few times and not a thousand.
import type { Changed } from '../api/bindings.gen';

/** Collects changes and hands them on joined, at most once in `pause` milliseconds. */
export class Coalesce {
	#conversations = new Set<string>();
	#topics = new Set<Changed['topics'][number]>();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#pause: number;
	#then: (changed: Changed) => void;

	constructor(pause: number, then: (changed: Changed) => void) {
		this.#pause = pause;
		this.#then = then;
	}

	add(changed: Changed): void {
		for (const id of changed.conversations) this.#conversations.add(id);
		for (const topic of changed.topics) this.#topics.add(topic);
		this.#timer ??= setTimeout(() => this.#flush(), this.#pause);
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#flush(): void {
		this.#timer = undefined;
		const joined = { conversations: [...this.#conversations], topics: [...this.#topics] };
		this.#conversations.clear();
		this.#topics.clear();
		this.#then(joined);
	}
}
