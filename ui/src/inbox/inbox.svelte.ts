// What the list column shows: its sections page by page, the search, and which row is next. It asks
// the engine for order and contents; the only thing it adds is stillness under the pointer.
import { getContext, setContext } from 'svelte';
import type { Changed, InboxPage, InboxRow, SearchHit, View } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { unread, type Seen } from '../thread/seen';
import { belongs } from './belongs';
import { settle, withTail } from './order';

/** What the filter button chooses between: the sections, everything open, or what is closed. */
export type Shown = 'mine' | 'all' | 'closed';

/** One part of the list, as far as it was read. */
export type Part = { rows: InboxRow[]; next: string | null; total: number; known: boolean };

/** A first page, asked again, and what lies beyond it and is gone from the view. */
type Answer = { page: InboxPage; gone: ReadonlySet<string> };

const UNKNOWN: Part = { rows: [], next: null, total: 0, known: false };
const PAGE = 60;
/** Who goes beyond the first page goes far, so the next ones are as large as the engine gives them. */
const MORE = 200;
const SECTIONS: View[] = ['needs_person', 'mine', 'with_colleagues', 'with_agent'];
const VIEWS: Record<Shown, View[]> = { mine: SECTIONS, all: ['all'], closed: ['closed'] };

export class Inbox {
	shown = $state<Shown>('mine');
	number = $state<string | null>(null);
	query = $state('');
	hits = $state.raw<SearchHit[]>();
	parts = $state.raw<Partial<Record<View, Part>>>({});
	/** Who waits for a person, on any number and whatever the list shows. */
	waiting = $state.raw<Part>(UNKNOWN);
	/** Pointer or focus is in the list. */
	held = $state(false);
	#api: Client;
	#me: () => string | undefined;
	#looked: Seen;
	/** How often it was asked, and the latest question whose answer is shown. */
	#asked = 0;
	#shown = 0;

	constructor(api: Client, me: () => string | undefined, looked: Seen) {
		this.#api = api;
		this.#me = me;
		this.#looked = looked;
	}

	/** The views on the screen now, in order. */
	views = $derived(VIEWS[this.shown]);

	part(view: View): Part {
		return this.parts[view] ?? UNKNOWN;
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
		// What was asked before was asked about other rows.
		this.#shown = this.#asked + 1;
		await this.refresh();
	}

	/** Lets go: what was kept still takes the engine's order. */
	async release(): Promise<void> {
		this.held = false;
		await this.refresh();
	}

	/** Asks again what `changed` touches. What couldn't be read keeps its last known state. */
	async refresh(changed?: Changed): Promise<void> {
		if (changed && !changed.conversations.length && !changed.topics.includes('inbox')) return;
		const asked = ++this.#asked;
		const { views } = this;
		const touched = new Set(changed?.conversations);
		const [waiting, ...answers] = await Promise.allSettled([
			this.#waitingApart(),
			...views.map((view) => this.#ask(view, touched)),
		]);
		// Only what is older than what is shown is dropped. Were it enough that a newer question is on its
		// way, a list that changes faster than it is read would never be shown.
		if (asked < this.#shown) return;
		this.#shown = asked;
		const read = views.flatMap((view, i) => {
			const answer = answers[i];
			return answer?.status === 'fulfilled' ? [[view, this.#refreshed(view, answer.value)] as const] : [];
		});
		this.parts = { ...this.parts, ...Object.fromEntries(read) };
		if (waiting.status === 'fulfilled') this.waiting = waiting.value ?? this.part('needs_person');
		const failed = [waiting, ...answers].find((answer) => answer.status === 'rejected');
		if (failed) throw failed.reason;
		if (this.query) await this.search(this.query);
	}

	/** Reads one more page of `view`. */
	async more(view: View): Promise<void> {
		const part = this.part(view);
		if (!part.next) return;
		const page = await this.#api.inbox({ view, number: this.number, after: part.next, limit: MORE });
		const { rows: before, next } = this.part(view);
		if (next !== part.next) return;
		const known = new Set(before.map((row) => row.conversation));
		const rows = [...before, ...page.rows.filter((row) => !known.has(row.conversation))];
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

	/** Who waits, where the list on the screen doesn't have all of them anyway. */
	async #waitingApart(): Promise<Part | undefined> {
		if (this.number === null && this.views.includes('needs_person')) return undefined;
		const page = await this.#api.inbox({ view: 'needs_person', number: null, after: null, limit: MORE });
		return { ...page, known: true };
	}

	async #ask(view: View, touched: ReadonlySet<string>): Promise<Answer> {
		const page = await this.#api.inbox({ view, number: this.number, after: null, limit: PAGE });
		const before = this.part(view).rows;
		const longer = before.length > PAGE && page.next !== null;
		return { page, gone: longer ? await this.#gone(view, before, page.rows, touched) : new Set() };
	}

	#refreshed(view: View, { page, gone }: Answer): Part {
		const before = this.part(view);
		const longer = before.rows.length > PAGE && page.next !== null;
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
		return new Set(now.filter((row) => !belongs(view, row, this.#me())).map((row) => row.conversation));
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
