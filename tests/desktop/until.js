// Waiting for something to be so, instead of hoping that it is after a while.
import { setTimeout as pause } from 'node:timers/promises';

/** Comes back with what `look` finds once it finds something; fails with `what` after `seconds`. */
export async function until(what, look, seconds = 30) {
	const end = Date.now() + seconds * 1000;
	let last;
	for (;;) {
		try {
			const found = await look();
			if (found) return found;
			last = undefined;
		} catch (error) {
			last = error;
		}
		if (Date.now() > end) throw new Error(`not so after ${seconds} s: ${what}${last ? ` (${last.message})` : ''}`);
		await pause(50);
	}
}
