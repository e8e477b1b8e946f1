// One open conversation: its state, the part of its thread that was read, and what can be done with
// it. It asks and shows; whether something is allowed is the engine's decision.
import { getContext, setContext } from 'svelte';
import type { Changed, ConversationView, Mark, ThreadItem, ThreadPage } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { refusal } from '../api/refusal';
import { join, refreshed, unseen } from './join';
import type { Told } from './marking';
import type { Seen } from './seen';
import { TakenBack } from './taken-back.svelte';

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
	readonly takenBack = new TakenBack();
	/** The photo that is shown large. */
	zoomed = $state<string>();
	/** The message the next one answers. */
	answering = $state.raw<ThreadItem>();
	/** What came of the last judgement, for as long as it is said. */
	told = $state.raw<Told>();
	scroller: Scroller | undefined;
	#api: Client;
	#me: () => string | undefined;
	#reading = false;
	/** How often the newest state was asked for, and the latest question whose answer is shown. */
	#asked = 0;
	#shown = 0;
	/** How often another part of the thread was asked for, and how often one took the shown one's place. */
	#moves = 0;
	#part = 0;
	/** The message it was opened at. */
	#at: string | undefined;
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
		if (this.id === id && !this.failed) {
			if (this.view) return message ? this.goTo(message) : undefined;
			// It is being read already, and nothing else is wanted of it than then.
			if (this.missing || !message || message === this.#at) return;
		}
		this.#forget(id);
		this.#at = message;
		const asked = ++this.#asked;
		const move = ++this.#moves;
		try {
			const [view, page] = await Promise.all([
				this.#api.conversation({ conversation: id }),
				this.#page(message ? { around: message } : {}),
			]);
			if (this.id !== id || move !== this.#moves) return;
			this.view = view;
			this.#show(page);
			this.unread = unseen(page.items, this.#seen.get(id)).length;
			this.firstUnread = unseen(page.items, this.#seen.get(id))[0];
			void this.#api.opened(this.ref).catch(() => undefined);
		} catch (error) {
			if (this.id !== id || move !== this.#moves) return;
			this.missing = refusal(error).code === 'not_found';
			if (this.missing) return;
			this.failed = true;
			throw error;
		}
		// Something changed while it was read, and what changed is older than what was shown already.
		if (asked < this.#shown) await this.refresh();
	}

	close(): void {
		this.#forget(undefined);
	}

	/** Asks again what `changed` touches. */
	async refresh(changed?: Changed): Promise<void> {
		const id = this.id;
		if (id && this.failed) return this.open(id);
		if (!id || this.missing || (changed && !changed.conversations.includes(id))) return;
		const asked = ++this.#asked;
		const part = this.#part;
		const [view, latest] = await Promise.all([
			this.#api.conversation({ conversation: id }),
			this.newer === null ? this.#page({}) : undefined,
		]);
		// An older answer would take back what a newer one showed: a message that was just written, say.
		if (this.id !== id || asked < this.#shown) return;
		this.#shown = asked;
		this.view = view;
		// Somebody went to another part meanwhile: what was read continues the part that was left.
		if (part !== this.#part) return this.refresh();
		if (latest) this.#continue(latest);
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
		if (this.newer === null || (await this.#move({}))) this.scroller?.end();
	}

	/** Scrolls to the item called `key`, reading its surroundings if they aren't there. */
	async goTo(key: string): Promise<void> {
		const known = this.items.some((item) => item.key === key) ? key : this.byMessage(key)?.key;
		if (known || (await this.#move({ around: key }))) this.scroller?.to(known ?? key);
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
		// Nothing that was asked before knows of it.
		this.#shown = ++this.#asked;
		this.view = view;
		// It is done, whether or not it can be looked at once more.
		await this.refresh().catch(() => undefined);
	}

	cancel(key: string): Promise<void> {
		this.takenBack.cancel(key);
		return this.act((api, ref) => api.cancel({ ...ref, outgoing: key }));
	}

	sendAgain(key: string): Promise<void> {
		return this.act((api, ref) => api.sendAgain({ ...ref, outgoing: key }));
	}

	async mark(mark: Mark): Promise<void> {
		const { id } = this;
		await this.act((api, ref) => api.mark({ ...ref, mark }));
		if (this.id === id) this.told = mark;
	}

	#page(part: { before?: number; after?: number; around?: string }) {
		return this.#api.thread({ ...this.ref, before: null, after: null, around: null, limit: PAGE, ...part });
	}

	async #read(
		part: { before?: number; after?: number },
		then: (page: { older: number | null; newer: number | null }) => void,
	): Promise<void> {
		const shown = this.#part;
		this.#reading = true;
		try {
			const page = await this.#page(part);
			if (shown !== this.#part) return;
			this.items = join(this.items, page.items);
			then(page);
		} finally {
			this.#reading = false;
		}
	}

	/** Reads another part and shows it, unless somebody went elsewhere meanwhile. Returns whether it is shown. */
	async #move(to: { around?: string }): Promise<boolean> {
		const { id } = this;
		const move = ++this.#moves;
		const page = await this.#page(to);
		if (this.id !== id || move !== this.#moves) return false;
		this.#show(page);
		return true;
	}

	#show({ items, older, newer }: ThreadPage): void {
		this.#part++;
		this.items = items;
		this.older = older;
		this.newer = newer;
	}

	/** The newest part was read again. */
	#continue(latest: ThreadPage): void {
		const reaches = latest.older === null || (this.items.at(-1)?.place ?? 0) >= (latest.items[0]?.place ?? 0);
		this.takenBack.compare(this.items, latest.items);
		// After a long sleep the newest part may not reach the part that was read before.
		if (!reaches) return this.#show({ ...latest, newer: null });
		this.items = refreshed(this.items, latest.items);
		if (this.items[0]?.key === latest.items[0]?.key) this.older = latest.older;
	}

	#forget(id: string | undefined): void {
		this.id = id;
		this.view = undefined;
		this.items = [];
		this.#part++;
		this.takenBack.open(id);
		this.older = this.newer = null;
		this.missing = this.failed = false;
		this.unread = 0;
		this.firstUnread = this.zoomed = undefined;
		this.answering = this.told = undefined;
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
