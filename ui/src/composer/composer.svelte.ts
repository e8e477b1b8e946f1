// What is being written in the open conversation: text, files, note or reply, and the briefing for a
// hand-back. Drafts are kept by the engine, so they outlive the window.
import { getContext, setContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Briefing, Canned, SeenRow } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { base64 } from '../api/media';
import { kindOf, takesCaption } from '../thread/file-size';
import { seenIn } from '../thread/seen-row';
import type { Thread } from '../thread/thread.svelte';
import { AttemptName } from './attempt-name';
import { Drafts } from './drafts';
import { Sheet } from './sheet.svelte';

/** What a dialog of the composer shows. */
export type OpenDialog = 'handBack' | 'templates' | undefined;

export class Composer {
	/** What is written in the conversation that was opened last. */
	sheet = $state.raw(new Sheet(undefined));
	dialog = $state<OpenDialog>();
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
	#newId: () => string;
	#template: AttemptName;
	#drafts: Drafts;
	/** What was begun in other conversations and the engine doesn't keep. */
	#left = new Map<string, Sheet>();

	constructor(api: Client, thread: Thread, newId: () => string) {
		this.#api = api;
		this.#thread = thread;
		this.#newId = newId;
		this.#template = new AttemptName(newId);
		this.#drafts = new Drafts((draft) => api.saveDraft(draft));
	}

	/** Whether the field shows the note for the team instead of the reply. */
	get note(): boolean {
		return this.sheet.note;
	}

	set note(on: boolean) {
		this.sheet.note = on;
	}

	/** Files are on their way, which may take a while. */
	get uploading(): boolean {
		return this.sheet.sending && this.sheet.files.length > 0;
	}

	/** What the field shows. */
	get written(): string {
		return this.sheet.written;
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

	/** Begins with what was left in the conversation that was opened, or with its kept draft. */
	begin(conversation: string, draft: string): void {
		const before = this.sheet;
		if (conversation === before.conversation) return;
		this.#drafts.flush();
		if (before.conversation && before.unkept) this.#left.set(before.conversation, before);
		const sheet = this.#left.get(conversation) ?? new Sheet(conversation);
		this.#left.delete(conversation);
		// What is on its way is no draft any more, whatever the engine still has.
		if (!sheet.sending) sheet.text = this.#drafts.unkept(conversation) ?? draft;
		this.sheet = sheet;
		if (conversation !== this.wanted) this.wanted = undefined;
		this.briefing = undefined;
		this.dialog = undefined;
	}

	/** Keeps at once what waits to be kept: the window may close. */
	flush(): void {
		this.#drafts.flush();
	}

	async readCanned(): Promise<void> {
		this.canned = await this.#api.canned();
	}

	/** The field was changed to `words`. */
	write(words: string): void {
		if (this.sheet.note) this.sheet.noteText = words;
		else this.#reply(words);
	}

	useSuggestion(): boolean {
		const suggestion = this.suggestion;
		if (!suggestion) return false;
		this.recall(suggestion);
		this.#pass(this.sheet.conversation, suggestion);
		return true;
	}

	/** Puts words after the reply that is written already: nobody's words are thrown away by a key. */
	recall(words: string): void {
		this.note = false;
		this.#reply([this.sheet.text.trimEnd(), words].filter(Boolean).join(' '));
		this.focus();
	}

	attach(files: Iterable<File>): void {
		this.sheet.attach(Array.from(files, (file) => ({ id: this.#newId(), file })));
	}

	detach(id: string): void {
		this.sheet.detach(id);
	}

	/** Sends what is written, or keeps the note. What was refused stays. Whoever opens another
	 * conversation meanwhile takes nothing along: all of it belongs to the one it was written in. */
	async send(): Promise<void> {
		const { sheet, suggestion } = this;
		const { conversation, text } = sheet;
		if (!conversation || sheet.empty || (sheet.sending && !sheet.note)) return;
		if (sheet.note) await this.keepNote();
		else await this.#sendReply(sheet, conversation, text, suggestion);
		if (this.sheet === sheet) this.#thread.scroller?.end();
	}

	/** Keeps the note for the team. What was refused stays. */
	async keepNote(): Promise<void> {
		const { sheet } = this;
		const { conversation, noteText } = sheet;
		if (!conversation || sheet.noting || !noteText.trim()) return;
		sheet.noting = true;
		try {
			await this.#thread.act((api, ref) => api.note({ ...ref, text: noteText.trim() }), conversation);
			sheet.noted(noteText);
		} finally {
			sheet.noting = false;
		}
	}

	/** What the operator sees of the conversation now; a hand-back says it of the moment it was begun. */
	get sees(): SeenRow | undefined {
		return this.#thread.view && seenIn(this.#thread.view);
	}

	async handBack(briefing: Briefing, seen: SeenRow | undefined): Promise<void> {
		const { sheet } = this;
		await this.#thread.act((api, ref) => api.handBack({ ...ref, briefing, ...(seen && { seen }) }));
		if (this.sheet !== sheet) return;
		this.briefing = undefined;
		this.dialog = undefined;
	}

	async sendTemplate(template: string, language: string, values: string[]): Promise<void> {
		const { sheet } = this;
		const id = this.#template.of(sheet.conversation ?? '', template, language, ...values);
		await this.#thread.act((api, ref) => api.writeTemplate({ ...ref, id, template, language, values }));
		this.#template.taken();
		if (this.sheet !== sheet) return;
		this.dialog = undefined;
		this.#thread.scroller?.end();
	}

	#reply(text: string): void {
		this.sheet.text = text;
		const { conversation } = this.sheet;
		if (conversation) this.#drafts.soon({ conversation, text });
	}

	#pass(conversation: string | undefined, suggestion: string | undefined): void {
		if (suggestion && conversation) this.#spent.set(conversation, suggestion);
	}

	async #sendReply(sheet: Sheet, conversation: string, words: string, suggestion: string | undefined): Promise<void> {
		this.#drafts.drop(conversation);
		sheet.sending = true;
		try {
			if (sheet.files.length) await this.#sendFiles(sheet, conversation, words);
			else await this.#sendText(sheet, conversation, words);
			// What was said instead of the suggestion has answered the customer too.
			this.#pass(conversation, suggestion);
		} finally {
			sheet.sending = false;
			// What was refused is a draft again, and what left is none any more.
			this.#drafts.now({ conversation, text: sheet.text });
		}
		if (this.#thread.id === conversation) this.#thread.answer(undefined);
	}

	async #sendText(sheet: Sheet, conversation: string, words: string): Promise<void> {
		const { answering } = this.#thread;
		const reply_to = answering?.body.item === 'bubble' ? answering.body.wamid : null;
		const id = sheet.nameFor(words, this.#newId);
		await this.#thread.act((api, ref) => api.write({ ...ref, id, text: words.trim(), reply_to }), conversation);
		sheet.replied(words);
	}

	/** The text becomes the caption of the first file, or a message of its own before it where the file can't
	 * have it. What has left is gone, even if the next is refused. */
	async #sendFiles(sheet: Sheet, conversation: string, words: string): Promise<void> {
		let caption = words.trim() || null;
		const first = sheet.files[0];
		if (caption && first && !takesCaption(kindOf(first.file.type), caption)) {
			await this.#sendText(sheet, conversation, words);
			caption = null;
		}
		for (const { id, file } of sheet.files) {
			const mime = file.type || 'application/octet-stream';
			const { media } = await this.#api.upload({ base64: await base64(file), mime });
			const kind = kindOf(mime);
			// WhatsApp shows a name for documents only, and refuses it elsewhere.
			const filename = kind === 'document' ? file.name : null;
			const said = { id, media, kind, mime, filename, caption };
			await this.#thread.act((api, ref) => api.writeMedia({ ...ref, ...said }), conversation);
			if (caption) sheet.replied(words);
			caption = null;
			sheet.detach(id);
		}
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
