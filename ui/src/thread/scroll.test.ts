import { describe, expect, test } from 'vitest';
import { ThreadScroll } from './scroll.svelte';
import type { Thread } from './thread.svelte';

/** A box that scrolls as a browser's does: never beyond its content. */
class Box {
	#top = 0;
	constructor(public clientHeight: number, public scrollHeight: number) {}
	get scrollTop() {
		return Math.min(this.#top, this.scrollHeight - this.clientHeight);
	}
	set scrollTop(top: number) {
		this.#top = Math.min(top, this.scrollHeight - this.clientHeight);
	}
	/** The browser lays out anew: the place is held inside the content. */
	becomes(clientHeight: number, scrollHeight: number) {
		this.clientHeight = clientHeight;
		this.#top = Math.min(this.#top, this.scrollHeight - clientHeight);
		this.scrollHeight = scrollHeight;
	}
}

function scrolling() {
	const box = new Box(400, 1000);
	const scroll = new ThreadScroll({ newer: null, saw: () => undefined } as unknown as Thread, () => []);
	scroll.box = box as unknown as HTMLElement;
	scroll.list = { getScrollOffset: () => box.scrollTop, findItemIndex: () => 0 } as unknown as NonNullable<typeof scroll.list>;
	scroll.toEnd();
	scroll.scrolled();
	return { box, scroll };
}

describe('the thread', () => {
	test('stays at its end when the composer shrinks while a line comes in', () => {
		const { box, scroll } = scrolling();
		box.becomes(500, 1080);
		scroll.scrolled();
		scroll.grew();
		expect([scroll.atEnd, box.scrollTop]).toEqual([true, 580]);
	});

	test('leaves its end when a person scrolls up', () => {
		const { box, scroll } = scrolling();
		box.scrollTop = 300;
		scroll.scrolled();
		scroll.arrived(1);
		scroll.grew();
		expect([scroll.atEnd, scroll.fresh, box.scrollTop]).toEqual([false, 1, 300]);
	});
});
