// Joins changes that arrive close together into one, so that a burst of a thousand messages asks the
// engine a few times and not a thousand. One is asked about at a time: where answers take longer than
// changes come, each answer is still shown, and the next question asks for all that came meanwhile.
import type { Changed } from '../api/bindings.gen';

/** So long, in milliseconds, an answer is waited for: one that never comes must not stop the rest. */
const PATIENCE = 10_000;

export class Coalesce {
	#waiting: Changed | 'everything' | undefined;
	#resting: ReturnType<typeof setTimeout> | undefined;
	#stopped = false;
	#pause: number;
	#then: (changed?: Changed) => unknown;

	/** Hands changes on to `then`, one after another and at most once in `pause` milliseconds. */
	constructor(pause: number, then: (changed?: Changed) => unknown) {
		this.#pause = pause;
		this.#then = then;
	}

	/** Hands `changed` on, everything without it: at once where nothing was lately. */
	add(changed?: Changed): void {
		this.#waiting = this.#waiting ? joined(this.#waiting, changed) : (changed ?? 'everything');
		if (this.#resting === undefined) void this.#handOn();
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#resting);
	}

	async #handOn(): Promise<void> {
		const waiting = this.#waiting;
		this.#waiting = undefined;
		const rested = this.#rest(this.#pause);
		const done = (async () => this.#then(waiting === 'everything' ? undefined : waiting))().catch(() => undefined);
		await rested;
		await Promise.race([done, this.#rest(PATIENCE - this.#pause)]);
		clearTimeout(this.#resting);
		this.#resting = undefined;
		if (this.#waiting && !this.#stopped) void this.#handOn();
	}

	#rest(milliseconds: number): Promise<void> {
		return new Promise((rested) => (this.#resting = setTimeout(rested, milliseconds)));
	}
}

function joined(a: Changed | 'everything', b: Changed | undefined): Changed | 'everything' {
	if (a === 'everything' || !b) return 'everything';
	return {
		conversations: [...new Set([...a.conversations, ...b.conversations])],
		topics: [...new Set([...a.topics, ...b.topics])],
	};
}
