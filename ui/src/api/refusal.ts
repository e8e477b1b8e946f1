// A request that was not done. A screen branches on the code and words the problem in its own language;
// the text is English and for logs.
import type { ApiError, ErrorCode, Problem } from './bindings.gen';

/** The engine's codes, and two of the bridge itself: nobody answers, or the key is missing. */
export type RefusalCode = ErrorCode | 'unreachable' | 'locked';

export class Refusal extends Error {
	override readonly name = 'Refusal';

	constructor(
		readonly code: RefusalCode,
		text: string,
		/** Who or what it is about, e.g. the operator who was faster. */
		readonly about: string | null = null,
		/** What is wrong, as data, where the code doesn't say it all. */
		readonly problem: Problem | undefined = undefined,
	) {
		super(text);
	}
}

/** Reads an error as a bridge delivers it. */
export function refusal(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	if (typeof error === 'object' && error !== null && 'code' in error && 'text' in error) {
		const { code, text, about, problem } = error as ApiError;
		return new Refusal(code, text, about ?? null, problem);
	}
	return new Refusal('internal', String(error));
}
