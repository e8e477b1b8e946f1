// What is being written in one conversation. The reply and the note are two texts, so that a key never
// turns words for the team into words for the customer. It lives as long as this window is open.

/** A file that is about to be sent. */
export type Attachment = { id: string; file: File };

export class Sheet {
	/** The reply to the customer. */
	text = $state('');
	/** The note for the team. */
	noteText = $state('');
	/** Which of the two the field shows. */
	note = $state(false);
	files = $state.raw<Attachment[]>([]);
	/** The reply or its files are on their way. */
	sending = $state(false);
	/** The note is being kept. */
	noting = $state(false);

	/** The words that were tried last, and the name they were given. */
	#tried: { words: string; id: string } | undefined;

	constructor(readonly conversation: string | undefined) {}

	/** What the field shows. */
	get written(): string {
		return this.note ? this.noteText : this.text;
	}

	/** There is nothing that could be sent or kept. */
	get empty(): boolean {
		return !this.written.trim() && (this.note || !this.files.length);
	}

	/** Whether it holds what the engine doesn't keep. */
	get unkept(): boolean {
		return this.sending || this.noting || this.files.length > 0 || this.noteText.trim() !== '';
	}

	attach(files: Attachment[]): void {
		this.files = [...this.files, ...files];
	}

	detach(id: string): void {
		this.files = this.files.filter((attachment) => attachment.id !== id);
	}

	/** The name under which `words` are sent: the same as before if only the answer was lost, so that they
	 * don't leave twice. */
	nameFor(words: string, newId: () => string): string {
		if (this.#tried?.words !== words) this.#tried = { words, id: newId() };
		return this.#tried.id;
	}

	/** The reply `words` left: what was typed after it stays. */
	replied(words: string): void {
		this.#tried = undefined;
		this.text = after(words, this.text);
	}

	/** The note `words` is kept: the field goes back to the reply, unless the note goes on. */
	noted(words: string): void {
		this.noteText = after(words, this.noteText);
		this.note = this.note && this.noteText !== '';
	}
}

/** What of `now` was written after `sent`; all of it if it became something else. */
function after(sent: string, now: string): string {
	return now.startsWith(sent) ? now.slice(sent.length).trimStart() : now;
}
