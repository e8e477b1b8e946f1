// Keeps the list still while somebody is about to press on it. Pure.

/** Anything with a stable key. */
type Keyed = { conversation: string };

/** The `fresh` rows; while `held`, those known before keep their order and new ones come last. */
export function settle<R extends Keyed>(shown: readonly R[], fresh: readonly R[], held: boolean): R[] {
	if (!held) return [...fresh];
	const byKey = new Map(fresh.map((row) => [row.conversation, row]));
	const kept: R[] = [];
	for (const row of shown) {
		const now = byKey.get(row.conversation);
		if (now) kept.push(now);
		byKey.delete(row.conversation);
	}
	return [...kept, ...byKey.values()];
}

/** A first page asked again, with the pages after it that were read before. */
export function withTail<R extends Keyed>(
	first: readonly R[],
	shown: readonly R[],
	gone: ReadonlySet<string>,
): R[] {
	const known = new Set(first.map((row) => row.conversation));
	const last = first.at(-1);
	const cut = last ? shown.findIndex((row) => row.conversation === last.conversation) : -1;
	const tail = shown.slice(cut < 0 ? first.length : cut + 1);
	return [...first, ...tail.filter((row) => !known.has(row.conversation) && !gone.has(row.conversation))];
}
