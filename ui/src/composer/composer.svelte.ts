// What is being written in the open conversation: text, files, note or reply, and the briefing for a
// hand-back. Drafts are kept by the engine, so they outlive the window.
import { getContext, setContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Briefing, Canned } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { base64 } from '../api/media';
import { kindOf } from '../thread/file-size';
import type { Thread } from '../thread/thread.svelte';

const KEEP_AFTER = 400;

/** A file that is about to be sent. */
export type Attachment = { id: string; file: File };

/** What a dialog of the composer shows. */
export type OpenDialog = 'handBack' | 'templates' | undefined;

export class Composer {
	text = $state('');
	note = $state(false);
	files = $state.raw<Attachment[]>([]);
	dialog = $state<OpenDialog>();
	sending = $state(false);
	canned = $state.raw<Canned[]>([]);
	/** The suggestions that were used or passed over, by conversation; a newer one is shown again. */
	#spent = new SvelteMap<string, string>();
	/** The briefing as the operator changed it; `undefined` as long as nobody did. */
	briefing = $state.raw<Briefing>();
	/** The conversation whose text field gets the cursor as soon as this seat may write there. */
	wanted = $state<string>();
	/** Puts the cursor into the text field; set by the component that has it. */
	focus: () => void = () => undefined;
	/** Puts words where the cursor is; set by the same component. */
	insert: (words: string) => void = () => undefined;
	#api: Client;
	#thread: Thread;
	#conversation: string | undefined;
	#keeping: ReturnType<typeof setTimeout> | undefined;
	#newId: () => string;
	/** Drafts the engine couldn't be given yet, by conversation. */
	#unkept = new Map<string, string>();

	constructor(api: Client, thread: Thread, newId: () => string) {
		this.#api = api;
		this.#thread = thread;
		this.#newId = newId;
	}

	/** What the agent would be told on hand-back. */
	proposed = $derived.by(() => this.briefing ?? this.#thread.view?.proposed_briefing ?? EMPTY);

	/** A reply the operator can use with one key. */
	suggestion = $derived.by(() => {
		const view = this.#thread.view;
		if (!view) return undefined;
		const { escalation } = view;
		// The brief's reply greets: it has no place once a person has spoken.
		const greeting = escalation?.answered_at === null ? escalation.brief?.suggested_reply : undefined;
		const offered = view.suggestion ?? greeting ?? undefined;
		return offered === this.#spent.get(view.row.conversation) ? undefined : offered;
	});

	/** Begins with the kept draft of the conversation that was opened. */
	begin(conversation: string | undefined, draft: string): void {
		if (conversation === this.#conversation) return;
		this.#keepNow();
		this.#conversation = conversation;
		if (conversation !== this.wanted) this.wanted = undefined;
		this.text = this.#unkept.get(conversation ?? '') ?? draft;
		this.note = false;
		this.files = [];
		this.briefing = undefined;
		this.dialog = undefined;
	}

	async readCanned(): Promise<void> {
		this.canned = await this.#api.canned();
	}

	write(text: string): void {
		this.text = text;
		if (this.note) return;
		clearTimeout(this.#keeping);
		this.#keeping = setTimeout(() => this.#keepNow(), KEEP_AFTER);
	}

	useSuggestion(): boolean {
		const suggestion = this.suggestion;
		if (!suggestion) return false;
		this.recall(suggestion);
		this.#pass(suggestion);
		return true;
	}

	/** Puts words after what is written already: nobody's words are thrown away by a key. */
	recall(words: string): void {
		this.write([this.text.trimEnd(), words].filter(Boolean).join(' '));
		this.focus();
	}

	attach(files: Iterable<File>): void {
		this.files = [...this.files, ...Array.from(files, (file) => ({ id: this.#newId(), file }))];
	}

	detach(id: string): void {
		this.files = this.files.filter((attachment) => attachment.id !== id);
	}

	/** Sends what is written, or keeps the note. What was refused stays in the field. */
	async send(): Promise<void> {
		const text = this.text.trim();
		if (this.sending || (!text && !this.files.length)) return;
		this.sending = true;
		try {
			if (this.note) await this.#thread.act((api, ref) => api.note({ ...ref, text }));
			else if (this.files.length) await this.#sendFiles(text);
			else await this.#sendText(text);
			// What was said instead of the suggestion has answered the customer too.
			if (!this.note) this.#pass(this.suggestion);
			this.note = false;
			this.#thread.answer(undefined);
			this.#clear();
		} finally {
			this.sending = false;
		}
		this.#thread.scroller?.end();
	}

	async handBack(briefing: Briefing): Promise<void> {
		await this.#thread.act((api, ref) => api.handBack({ ...ref, briefing }));
		this.briefing = undefined;
		this.dialog = undefined;
	}

	async sendTemplate(template: string, language: string, values: string[]): Promise<void> {
		const id = this.#newId();
		await this.#thread.act((api, ref) => api.writeTemplate({ ...ref, id, template, language, values }));
		this.dialog = undefined;
		this.#thread.scroller?.end();
	}

	#pass(suggestion: string | undefined): void {
		if (suggestion && this.#conversation) this.#spent.set(this.#conversation, suggestion);
	}

	#sendText(text: string): Promise<void> {
		const { answering } = this.#thread;
		const reply_to = answering?.body.item === 'bubble' ? answering.body.wamid : null;
		const id = this.#newId();
		return this.#thread.act((api, ref) => api.write({ ...ref, id, text, reply_to }));
	}

	/** The text becomes the caption of the first file. */
	async #sendFiles(caption: string): Promise<void> {
		let first = true;
		for (const { id, file } of this.files) {
			const mime = file.type || 'application/octet-stream';
			const { media } = await this.#api.upload({ base64: await base64(file), mime });
			const kind = kindOf(mime);
			const words = first && caption ? caption : null;
			// WhatsApp shows a name for documents only, and refuses it elsewhere.
			const filename = kind === 'document' ? file.name : null;
			await this.#thread.act((api, ref) =>
				api.writeMedia({ ...ref, id, media, kind, mime, filename, caption: words }),
			);
			first = false;
		}
	}

	#clear(): void {
		this.files = [];
		this.text = '';
		this.#keepNow();
	}

	#keepNow(): void {
		clearTimeout(this.#keeping);
		const conversation = this.#conversation;
		if (!conversation || this.note) return;
		const { text } = this;
		this.#unkept.set(conversation, text);
		void this.#api.saveDraft({ conversation, text }).then(
			() => this.#unkept.get(conversation) === text && this.#unkept.delete(conversation),
			() => undefined,
		);
	}
}

const EMPTY: Briefing = { facts: [], promises: [], avoid: [] };
const KEY = Symbol('composer');

/** Gives `composer` to every component below. */
export function provideComposer(composer: Composer): Composer {
	return setContext(KEY, composer);
}

/** What is being written. */
export function useComposer(): Composer {
	return getContext<Composer>(KEY);
}
