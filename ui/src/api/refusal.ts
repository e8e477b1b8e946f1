// A request that was not done. A screen branches on the code; the words are the last resort.

/** The engine's codes, and two of the bridge itself: nobody answers, or the key is missing. */
export type RefusalCode =
	| 'already_taken'
	| 'not_holder'
	| 'window_closed'
	| 'not_found'
	| 'invalid'
	| 'no_keyring'
	| 'whats_app'
	| 'model'
	| 'stale'
	| 'internal'
	| 'unreachable'
	| 'locked';

export class Refusal extends Error {
	override readonly name = 'Refusal';

	constructor(
		readonly code: RefusalCode,
		text: string,
		/** Who or what it is about, e.g. the operator who was faster. */
		readonly about: string | null = null,
	) {
		super(text);
	}
}

/** Reads an error as a bridge delivers it. */
export function refusal(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	if (typeof error === 'object' && error !== null && 'code' in error && 'text' in error) {
		const { code, text, about } = error as { code: RefusalCode; text: string; about?: string | null };
		return new Refusal(code, text, about ?? null);
	}
	return new Refusal('internal', String(error));
}
