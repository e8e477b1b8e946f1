// The one clock of the interface. Everything that shows time left reads `now`; nothing else asks the
// system for the time, so a test or a picture can set it.
import { getContext, setContext } from 'svelte';

export class Clock {
	/** The moment now, renewed each second. */
	now = $state(0);
	#read: () => number;

	constructor(read: () => number = Date.now) {
		this.#read = read;
		this.now = read();
	}

	/** Begins to tick; returns how to stop. */
	start(): () => void {
		const timer = setInterval(() => (this.now = this.#read()), 1000);
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
