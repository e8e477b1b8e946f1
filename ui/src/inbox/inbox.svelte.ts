// What the list column shows: its sections page by page, the search, and which row is next. It asks
// the engine for order and contents; the only thing it adds is stillness under the pointer.
import { getContext, setContext } from 'svelte';
import type { Changed, InboxRow, SearchHit, View } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { unread, type Seen } from '../thread/seen';
import { settle, withTail } from './order';

/** What the filter button chooses between: the sections, everything open, or what is closed. */
export type Shown = 'mine' | 'all' | 'closed';

/** One part of the list, as far as it was read. */
export type Part = { rows: InboxRow[]; next: string | null; total: number; known: boolean };

const PAGE = 60;
/** Who goes beyond the first page goes far, so the next ones are as large as the engine gives them. */
const MORE = 200;
const SECTIONS: View[] = ['needs_person', 'mine', 'with_agent'];
const VIEWS: Record<Shown, View[]> = { mine: SECTIONS, all: ['all'], closed: ['closed'] };

export class Inbox {
	shown = $state<Shown>('mine');
	number = $state<string | null>(null);
	query = $state('');
	hits = $state.raw<SearchHit[]>();
	parts = $state.raw<Partial<Record<View, Part>>>({});
	/** Pointer or focus is in the list. */
	held = $state(false);
	#api: Client;
	#asked = 0;

	#looked: Seen;

	constructor(api: Client, looked: Seen) {
		this.#api = api;
		this.#looked = looked;
	}

	/** The views on the screen now, in order. */
	views = $derived(VIEWS[this.shown]);

	part(view: View): Part {
		return this.parts[view] ?? { rows: [], next: null, total: 0, known: false };
	}

	/** All rows on the screen, in reading order. */
	get rows(): InboxRow[] {
		return this.views.flatMap((view) => this.part(view).rows);
	}

	find(conversation: string): InboxRow | undefined {
		return this.rows.find((row) => row.conversation === conversation);
	}

	/** The row `step` after the given one; without it the first or last. */
	neighbour(conversation: string | undefined, step: 1 | -1): InboxRow | undefined {
		const rows = this.rows;
		const at = rows.findIndex((row) => row.conversation === conversation);
		if (at < 0) return step > 0 ? rows[0] : rows.at(-1);
		return rows[at + step];
	}

	/** How many of the customer's messages nobody of the business, nor this seat, has looked at. */
	unread({ conversation, unanswered, unread: unseen = unanswered }: InboxRow): number {
		return Math.min(unseen, unread(unanswered, this.#looked.get(conversation)));
	}

	/** The row `steps` away from the given one, or the outermost there is. */
	away(conversation: string, steps: number): InboxRow | undefined {
		const rows = this.rows;
		const at = rows.findIndex((row) => row.conversation === conversation);
		return rows[Math.max(0, Math.min(rows.length - 1, at + steps))];
	}

	async show(shown: Shown, number: string | null = this.number): Promise<void> {
		this.shown = shown;
		this.number = number;
		this.parts = {};
		await this.refresh();
	}

	/** Lets go: what was kept still takes the engine's order. */
	async release(): Promise<void> {
		this.held = false;
		await this.refresh();
	}

	async refresh(changed?: Changed): Promise<void> {
		const touched = new Set(changed?.conversations);
		const asked = ++this.#asked;
		const fresh = await Promise.all(this.views.map((view) => this.#refreshed(view, touched)));
		// An answer to an older question must not overwrite a newer one.
		if (asked !== this.#asked) return;
		this.parts = Object.fromEntries(this.views.map((view, i) => [view, fresh[i]]));
		if (this.query) await this.search(this.query);
	}

	/** Reads one more page of `view`. */
	async more(view: View): Promise<void> {
		const part = this.part(view);
		if (!part.next) return;
		const page = await this.#api.inbox({ view, number: this.number, after: part.next, limit: MORE });
		if (this.part(view).next !== part.next) return;
		const known = new Set(part.rows.map((row) => row.conversation));
		const rows = [...part.rows, ...page.rows.filter((row) => !known.has(row.conversation))];
		this.parts = { ...this.parts, [view]: { rows, next: page.next, total: page.total, known: true } };
	}

	async search(query: string): Promise<void> {
		this.query = query;
		const words = query.trim();
		if (!words) {
			this.hits = undefined;
			return;
		}
		const page = await this.#api.search({ text: words, limit: 60 });
		if (this.query === query) this.hits = page.hits;
	}

	async #refreshed(view: View, touched: ReadonlySet<string>): Promise<Part> {
		const page = await this.#api.inbox({ view, number: this.number, after: null, limit: PAGE });
		const before = this.part(view);
		const longer = before.rows.length > PAGE && page.next !== null;
		const gone = longer ? await this.#gone(view, before.rows, page.rows, touched) : new Set<string>();
		const rows = longer ? withTail(page.rows, before.rows, gone) : page.rows;
		return {
			rows: settle(before.rows, rows, this.held && before.known),
			next: longer ? before.next : page.next,
			total: page.total,
			known: true,
		};
	}

	/** Rows read before, beyond the first page, that changed and no longer belong to `view`. */
	async #gone(
		view: View,
		before: readonly InboxRow[],
		first: readonly InboxRow[],
		touched: ReadonlySet<string>,
	): Promise<Set<string>> {
		const fresh = new Set(first.map((row) => row.conversation));
		const doubtful = before.filter(
			(row) => touched.has(row.conversation) && !fresh.has(row.conversation),
		);
		const now = await Promise.all(
			doubtful.map(async ({ conversation }) => (await this.#api.conversation({ conversation })).row),
		);
		return new Set(now.filter((row) => !belongs(view, row)).map((row) => row.conversation));
	}
}

function belongs(view: View, row: InboxRow): boolean {
	switch (view) {
		case 'needs_person':
			return row.holder.holder === 'waiting';
		case 'mine':
			return row.holder.holder === 'operator';
		case 'with_agent':
			return row.holder.holder === 'agent' || row.holder.holder === 'operator';
		case 'all':
			return row.holder.holder !== 'closed';
		case 'closed':
			return row.holder.holder === 'closed';
	}
}

const KEY = Symbol('inbox');

/** Gives `inbox` to every component below. */
export function provideInbox(inbox: Inbox): Inbox {
	return setContext(KEY, inbox);
}

/** The list column's state. */
export function useInbox(): Inbox {
	return getContext<Inbox>(KEY);
}
