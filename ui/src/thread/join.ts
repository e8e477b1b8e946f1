// Joins parts of a thread that were read at different times. Pure.
import type { ThreadItem } from '../api/bindings.gen';

/** `fresh` over `known`, in order of place, each item once; what is fresh wins. */
export function join(known: readonly ThreadItem[], fresh: readonly ThreadItem[]): ThreadItem[] {
	const byKey = new Map<string, ThreadItem>();
	for (const item of known) byKey.set(item.key, item);
	for (const item of fresh) byKey.set(item.key, item);
	return onceADay([...byKey.values()].sort(inOrder));
}

/** The newest part asked again: what lies within it but is no longer in it is gone. */
export function refreshed(known: readonly ThreadItem[], latest: readonly ThreadItem[]): ThreadItem[] {
	const first = latest[0];
	if (!first) return [];
	return join(
		known.filter((item) => item.place < first.place),
		latest,
	);
}

function inOrder(a: ThreadItem, b: ThreadItem): number {
	return a.place - b.place || Number(b.body.item === 'day') - Number(a.body.item === 'day');
}

/** Every part begins with the line of its day; where parts meet, the second one is too much. */
function onceADay(items: ThreadItem[]): ThreadItem[] {
	let date: string | undefined;
	return items.filter(({ body }) => {
		if (body.item !== 'day') return true;
		const again = body.date === date;
		date = body.date;
		return !again;
	});
}

/** The customer's messages after the place that was seen last; none where nothing was ever seen,
 * for then the whole conversation is new and a line would say nothing. */
export function unseen(items: readonly ThreadItem[], seen: number | undefined): string[] {
	if (seen === undefined) return [];
	return items
		.filter(({ place, body }) => place > seen && body.item === 'bubble' && body.author.author === 'customer')
		.map((item) => item.key);
}
