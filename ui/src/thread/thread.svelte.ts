// One open conversation: its state, the part of its thread that was read, and what can be done with
// it. It asks and shows; whether something is allowed is the engine's decision.
import { getContext, setContext } from 'svelte';
import type { Changed, ConversationView, Mark, ThreadItem } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { refusal } from '../api/refusal';
import { join, refreshed, unseen } from './join';
import type { Seen } from './seen';
import { withdrawn, type Withdrawn } from './withdrawn';

const PAGE = 60;

/** How the screen scrolls; set by the component that can. */
export type Scroller = { to(key: string): void; end(): void };

export class Thread {
	/** The conversation that is open; its view and items follow as soon as they are read. */
	id = $state<string>();
	view = $state.raw<ConversationView>();
	items = $state.raw<ThreadItem[]>([]);
	older = $state.raw<number | null>(null);
	newer = $state.raw<number | null>(null);
	missing = $state(false);
	/** It couldn't be read, because nobody answers; it is read again as soon as somebody does. */
	failed = $state(false);
	/** How many this seat had not seen when it was opened, and where they begin. */
	unread = $state(0);
	firstUnread = $state<string>();
	/** What was taken back here before it left. */
	withdrawn = $state.raw<readonly Withdrawn[]>([]);
	/** The photo that is shown large. */
	zoomed = $state<string>();
	/** The message the next one answers. */
	answering = $state.raw<ThreadItem>();
	scroller: Scroller | undefined;
	#api: Client;
	#me: () => string | undefined;
	#reading = false;
	/** What was taken back, by conversation, for as long as this window is open. */
	#kept = new Map<string, readonly Withdrawn[]>();
	#cancelled = new Set<string>();
	/** The message up to which the engine was told that it is seen. */
	#told: string | undefined;

	#seen: Seen;
	#looked: Seen;

	constructor(api: Client, me: () => string | undefined, seen: Seen, looked: Seen) {
		this.#api = api;
		this.#me = me;
		this.#seen = seen;
		this.#looked = looked;
	}

	/** The end of the thread was on the screen. */
	saw(): void {
		const last = this.items.at(-1);
		if (!this.id || !last || this.newer !== null) return;
		this.#seen.set(this.id, last.place);
		const row = this.view?.row;
		if (!row) return;
		this.#looked.set(this.id, row.unanswered);
		// What arrives while it is open is seen too, and the colleagues' lists say so.
		if (!this.mine || !row.unread || this.#told === last.key) return;
		this.#told = last.key;
		void this.#api.opened(this.ref).catch(() => undefined);
	}

	/** Whether the operator of this seat holds it. */
	mine = $derived.by(() => {
		const holder = this.view?.row.holder;
		return holder?.holder === 'operator' && holder.operator === this.#me();
	});

	get ref(): { conversation: string } {
		return { conversation: this.id ?? '' };
	}

	/** Opens `id`, at `message` if one is named. */
	async open(id: string, message?: string): Promise<void> {
		if (this.id === id && !this.failed) return message ? this.goTo(message) : undefined;
		this.#forget(id);
		try {
			const [view, page] = await Promise.all([
				this.#api.conversation({ conversation: id }),
				this.#page(message ? { around: message } : {}),
			]);
			if (this.id !== id) return;
			this.view = view;
			this.items = page.items;
			this.older = page.older;
			this.newer = page.newer;
			this.unread = unseen(page.items, this.#seen.get(id)).length;
			this.firstUnread = unseen(page.items, this.#seen.get(id))[0];
			void this.#api.opened(this.ref).catch(() => undefined);
		} catch (error) {
			if (this.id === id) this.missing = refusal(error).code === 'not_found';
			if (this.missing) return;
			if (this.id === id) this.failed = true;
			throw error;
		}
	}

	close(): void {
		this.#forget(undefined);
	}

	/** Asks again what `changed` touches. */
	async refresh(changed?: Changed): Promise<void> {
		const id = this.id;
		if (id && this.failed) return this.open(id);
		if (!id || this.missing || (changed && !changed.conversations.includes(id))) return;
		const [view, latest] = await Promise.all([
			this.#api.conversation({ conversation: id }),
			this.newer === null ? this.#page({}) : undefined,
		]);
		if (this.id !== id) return;
		this.view = view;
		if (!latest) return;
		const reaches = latest.older === null || (this.items.at(-1)?.place ?? 0) >= (latest.items[0]?.place ?? 0);
		this.#keep([...this.withdrawn, ...withdrawn(this.items, latest.items, this.#cancelled)]);
		// After a long sleep the newest part may not reach the part that was read before.
		this.items = reaches ? refreshed(this.items, latest.items) : latest.items;
		if (!reaches || this.items[0]?.key === latest.items[0]?.key) this.older = latest.older;
	}

	async readOlder(): Promise<void> {
		if (this.older === null || this.#reading) return;
		await this.#read({ before: this.older }, (page) => (this.older = page.older));
	}

	async readNewer(): Promise<void> {
		if (this.newer === null || this.#reading) return;
		await this.#read({ after: this.newer }, (page) => (this.newer = page.newer));
	}

	/** Shows the newest part, whatever was shown before. */
	async toEnd(): Promise<void> {
		if (this.newer !== null) {
			const page = await this.#page({});
			this.items = page.items;
			this.older = page.older;
			this.newer = null;
		}
		this.scroller?.end();
	}

	/** Scrolls to the item called `key`, reading its surroundings if they aren't there. */
	async goTo(key: string): Promise<void> {
		const known = this.items.some((item) => item.key === key) ? key : this.byMessage(key)?.key;
		if (!known) {
			const page = await this.#page({ around: key });
			this.items = page.items;
			this.older = page.older;
			this.newer = page.newer;
		}
		this.scroller?.to(known ?? key);
	}

	byMessage(wamid: string): ThreadItem | undefined {
		return this.items.find(({ body }) => body.item === 'bubble' && body.wamid === wamid);
	}

	zoom(key: string | undefined): void {
		this.zoomed = key;
	}

	answer(item: ThreadItem | undefined): void {
		this.answering = item;
	}

	async raw(key: string): Promise<string> {
		return (await this.#api.rawItem({ ...this.ref, outgoing: key })).json;
	}

	async react(message: string, emoji: string | null): Promise<void> {
		await this.#api.react({ ...this.ref, message, emoji });
	}

	/** Does `work` in the open conversation, or in the one that is named, and shows it as it is
	 * afterwards if it is still the open one. */
	async act(work: (api: Client, ref: { conversation: string }) => Promise<ConversationView>, conversation = this.ref.conversation): Promise<void> {
		const view = await work(this.#api, { conversation });
		if (this.id !== conversation) return;
		this.view = view;
		await this.refresh();
	}

	cancel(key: string): Promise<void> {
		this.#cancelled.add(key);
		return this.act((api, ref) => api.cancel({ ...ref, outgoing: key }));
	}

	/** Forgets a message that was taken back. */
	forget(key: string): void {
		this.#keep(this.withdrawn.filter(({ item }) => item.key !== key));
	}

	sendAgain(key: string): Promise<void> {
		return this.act((api, ref) => api.sendAgain({ ...ref, outgoing: key }));
	}

	mark(mark: Mark): Promise<void> {
		return this.act((api, ref) => api.mark({ ...ref, mark }));
	}

	#page(part: { before?: number; after?: number; around?: string }) {
		return this.#api.thread({ ...this.ref, before: null, after: null, around: null, limit: PAGE, ...part });
	}

	async #read(
		part: { before?: number; after?: number },
		then: (page: { older: number | null; newer: number | null }) => void,
	): Promise<void> {
		const id = this.id;
		this.#reading = true;
		try {
			const page = await this.#page(part);
			if (this.id !== id) return;
			this.items = join(this.items, page.items);
			then(page);
		} finally {
			this.#reading = false;
		}
	}

	#keep(gone: readonly Withdrawn[]): void {
		this.withdrawn = gone;
		if (this.id) this.#kept.set(this.id, gone);
	}

	#forget(id: string | undefined): void {
		this.id = id;
		this.view = undefined;
		this.items = [];
		this.withdrawn = (id && this.#kept.get(id)) || [];
		this.older = this.newer = null;
		this.missing = this.failed = false;
		this.unread = 0;
		this.firstUnread = this.zoomed = undefined;
		this.answering = undefined;
	}
}

const KEY = Symbol('thread');

/** Gives `thread` to every component below. */
export function provideThread(thread: Thread): Thread {
	return setContext(KEY, thread);
}

/** The open conversation. */
export function useThread(): Thread {
	return getContext<Thread>(KEY);
}
