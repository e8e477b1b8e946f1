// The id under which a message is asked for: the same as long as what is asked for is, so that pressing
// again after an answer that was lost is not a second message.

export class AttemptName {
	#tried: { what: string; id: string } | undefined;
	#newId: () => string;

	constructor(newId: () => string) {
		this.#newId = newId;
	}

	/** The id for `what`, which stands for all that will be sent. */
	of(...what: string[]): string {
		const key = JSON.stringify(what);
		if (this.#tried?.what !== key) this.#tried = { what: key, id: this.#newId() };
		return this.#tried.id;
	}

	/** It was taken: the same words are another message now. */
	taken(): void {
		this.#tried = undefined;
	}
}
