// The customer's words on which a call rests, each once. Pure.
import type { Evidence, Signal } from '../api/bindings.gen';

/** Words to show, under a key that no others have. */
export type Words = { key: string; words: Evidence };

/** The evidence of all signals: two may rest on the same words, or on others that begin at the same
 * letter. Of a message that was edited since, the words that were read before may be among them. */
export function evidenceOf(signals: readonly Signal[]): Words[] {
	const all = signals.flatMap((signal) => signal.evidence);
	return [...new Map(all.map((words) => [`${words.message} ${words.quote}`, words]))].map(([key, words]) => ({ key, words }));
}
