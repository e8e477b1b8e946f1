// Messages that were taken back before they left. The engine forgets them; a person who wrote one wants
// to see what became of it, so this window keeps them in their place until it is closed. Pure.
import type { Bubble, ThreadItem } from '../api/bindings.gen';

/** Why it never left: an operator took it back, or the conversation changed hands. */
export type WithdrawnWhy = 'cancelled' | 'changed_hands';

/** A message that was taken back, as it stood last. */
export type Withdrawn = { item: ThreadItem; bubble: Bubble; why: WithdrawnWhy };

/** What an operator had queued among `known` and is no longer among `latest`. */
export function withdrawn(
	known: readonly ThreadItem[],
	latest: readonly ThreadItem[],
	cancelled: ReadonlySet<string>,
): Withdrawn[] {
	const first = latest[0]?.place ?? Infinity;
	const still = new Set(latest.map((item) => item.key));
	return known.flatMap((item) => {
		const { body, key, place } = item;
		const gone = place >= first && !still.has(key);
		if (!gone || body.item !== 'bubble' || body.author.author !== 'operator' || body.progress.progress !== 'queued') return [];
		return [{ item, bubble: { ...body, first: true, last: true }, why: cancelled.has(key) ? 'cancelled' : 'changed_hands' }];
	});
}

/** The words that can be written once more; a file has to be chosen again. */
export function recallable({ bubble }: Withdrawn): string | undefined {
	return bubble.content.kind === 'text' ? bubble.content.body : undefined;
}
