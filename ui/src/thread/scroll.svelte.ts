// How the thread scrolls: it follows its end until somebody scrolls away, keeps its place while older
// messages come in above, and counts what arrived out of sight. Created by `ThreadLog.svelte`.
import { tick } from 'svelte';
import type { VirtualizerHandle } from 'virtua/svelte';
import { drawn } from '../kit/drawn';
import type { Row } from './rows';
import type { Thread } from './thread.svelte';

/** So near the end, in pixels, one is at the end. */
const NEAR = 40;
/** So early, in pixels, the next part is read. */
const EARLY = 600;

export class ThreadScroll {
	box = $state<HTMLElement>();
	list = $state<VirtualizerHandle>();
	/** The end is in sight. */
	atEnd = $state(true);
	/** How many messages arrived below what is in sight. */
	fresh = $state(0);
	/** The first unread message lies above what is in sight. */
	unreadAbove = $state(false);
	/** Older messages come in, so the list must hold on to its end and not to its beginning. */
	prepending = $state(false);
	/** The item that Tab reaches. */
	active = $state<string>();
	#stuck = true;
	/** Where the box stood and how high it was when it last scrolled. */
	#top = 0;
	#height = 0;
	#thread: Thread;
	#rows: () => readonly Row[];

	constructor(thread: Thread, rows: () => readonly Row[]) {
		this.#thread = thread;
		this.#rows = rows;
	}

	/** Another conversation was opened. */
	begin(): void {
		this.fresh = 0;
		this.active = undefined;
		this.#stuck = this.#thread.newer === null;
		this.unreadAbove = this.#thread.firstUnread !== undefined;
		if (this.#stuck) void tick().then(() => this.toEnd());
	}

	/** So many messages arrived at the end. */
	arrived(count: number): void {
		if (this.#stuck) void tick().then(() => this.toEnd());
		else this.fresh += count;
	}

	/** Messages are measured after they are drawn, and photos arrive later still. */
	grew(): void {
		if (this.#stuck) this.toEnd();
	}

	toEnd(): void {
		this.#stuck = true;
		// To the very end, with the space below the last message.
		if (this.box) {
			this.box.scrollTop = this.box.scrollHeight;
			this.#stands(this.box);
		}
		this.#settled();
	}

	/** Shows the item called `key` in the middle and lets it light up once. */
	async show(key: string): Promise<void> {
		await tick();
		this.#stuck = false;
		this.list?.scrollToIndex(this.#index(key), { align: 'center' });
		this.active = key;
		const item = await drawn(() => this.element(key));
		if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
		item?.animate([{ background: 'var(--accent-tint)' }, { background: 'transparent' }], { duration: 1600 });
	}

	/** Focuses the item `step` away from the one called `key`. */
	async walk(key: string, step: number): Promise<void> {
		const rows = this.#rows();
		const next = rows[Math.min(rows.length - 1, Math.max(0, this.#index(key) + step))];
		if (!next) return;
		this.list?.scrollToIndex(this.#index(next.key), { align: 'nearest' });
		const item = await drawn(() => this.element(next.key));
		// Only now: until the next one is there, the one that has the focus must stay drawn.
		this.active = next.key;
		item?.focus();
	}

	/** The box scrolled, by itself or by hand. Says what should be read next. */
	scrolled(): 'older' | 'newer' | undefined {
		const { box, list } = this;
		if (!list || !box) return undefined;
		const below = box.scrollHeight - box.scrollTop - box.clientHeight;
		// Growing content moves the end away, never the place. A box of another height moves the place
		// too, as when the composer shrinks; else only a person moves it up.
		if (box.scrollTop < this.#top - 1 && box.clientHeight === this.#height) this.#stuck = false;
		if (below < NEAR) this.#stuck = true;
		this.#stands(box);
		this.#settled();
		this.#lookUp(list);
		if (list.getScrollOffset() < EARLY && !this.#stuck) return 'older';
		return below < EARLY ? 'newer' : undefined;
	}

	element(key: string): HTMLElement | null {
		return this.box?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;
	}

	#index(key: string): number {
		return this.#rows().findIndex((row) => row.key === key);
	}

	#stands(box: HTMLElement): void {
		this.#top = box.scrollTop;
		this.#height = box.clientHeight;
	}

	#settled(): void {
		this.atEnd = this.#stuck && this.#thread.newer === null;
		if (!this.atEnd) return;
		this.fresh = 0;
		this.#thread.saw();
	}

	#lookUp(list: VirtualizerHandle): void {
		if (!this.unreadAbove) return;
		const at = this.#index(this.#thread.firstUnread ?? '');
		if (at < 0 || at >= list.findItemIndex(list.getScrollOffset())) this.unreadAbove = false;
	}
}
