// Gives drafts to the engine, so that they outlive the window: a while after the last letter, at once
// when it matters. It knows nothing of what a draft is for.

/** So long after the last letter, in milliseconds. */
const KEEP_AFTER = 400;

export type Draft = { conversation: string; text: string };

export class Drafts {
	/** What the engine doesn't have yet, by conversation. */
	#unkept = new Map<string, string>();
	#waiting: Draft | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#save: (draft: Draft) => Promise<unknown>;

	constructor(save: (draft: Draft) => Promise<unknown>) {
		this.#save = save;
	}

	/** The draft as far as only this window has it. */
	unkept(conversation: string): string | undefined {
		return this.#unkept.get(conversation);
	}

	/** Keeps `draft` as soon as nobody types any more. */
	soon(draft: Draft): void {
		clearTimeout(this.#timer);
		this.#waiting = draft;
		this.#timer = setTimeout(() => this.flush(), KEEP_AFTER);
	}

	/** Keeps what waits at once. */
	flush(): void {
		if (this.#waiting) this.now(this.#waiting);
	}

	/** Keeps `draft` at once. */
	now(draft: Draft): void {
		const { conversation, text } = draft;
		this.drop(conversation);
		this.#unkept.set(conversation, text);
		void this.#save(draft).then(
			() => this.#unkept.get(conversation) === text && this.#unkept.delete(conversation),
			() => undefined,
		);
	}

	/** What waits in `conversation` needn't be kept any more: it is being sent. */
	drop(conversation: string): void {
		if (this.#waiting?.conversation !== conversation) return;
		clearTimeout(this.#timer);
		this.#waiting = undefined;
	}
}
