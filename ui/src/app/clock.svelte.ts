// The one clock of the interface. Everything that shows time left reads `now`; nothing else asks the
// system for the time, so a test or a picture can set it.
import { getContext, setContext } from 'svelte';

export class Clock {
	/** The moment now, renewed each second. */
	now = $state(0);
	#read: () => number;
	#ahead = 0;

	constructor(read: () => number = Date.now) {
		this.#read = read;
		this.now = read();
	}

	/** Goes by the engine's clock, which promises are measured against, where the two differ. */
	follow(engine: number): void {
		const ahead = engine - this.#read();
		if (Math.abs(ahead - this.#ahead) > 1500) this.#ahead = ahead;
	}

	/** Begins to tick; returns how to stop. */
	start(): () => void {
		const timer = setInterval(() => (this.now = this.#read() + this.#ahead), 1000);
		return () => clearInterval(timer);
	}
}

const KEY = Symbol('clock');

/** Gives `clock` to every component below. */
export function provideClock(clock: Clock): Clock {
	return setContext(KEY, clock);
}

/** The clock of the interface. */
export function useClock(): Clock {
	return getContext<Clock>(KEY);
}
