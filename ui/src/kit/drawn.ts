// Waits for something a virtual list is about to draw.
import { tick } from 'svelte';

/** So many frames after a jump everything in sight has been drawn and measured. */
const FRAMES = 30;

/** The element that `find` finds, as soon as it is there; nothing if it never comes. */
export async function drawn(find: () => HTMLElement | null): Promise<HTMLElement | null> {
	await tick();
	for (let frame = 0; frame < FRAMES; frame++) {
		const element = find();
		// What is not measured yet is there but hidden, and takes no focus.
		if (element && getComputedStyle(element).visibility !== 'hidden') return element;
		await new Promise(requestAnimationFrame);
	}
	return null;
}
