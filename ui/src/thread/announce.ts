// What a screen reader is told when something arrives in the open thread. Pure.
import type { ThreadItem } from '../api/bindings.gen';
import type { Text } from '../text/text.svelte';
import { contentWords } from '../text/why';

/** The items after the one called `last`; nothing if it is unknown, for then everything is new. */
export function arrived(items: readonly ThreadItem[], last: string | undefined): ThreadItem[] {
	const at = items.findIndex((item) => item.key === last);
	return at < 0 ? [] : items.slice(at + 1).filter((item) => item.body.item === 'bubble');
}

/** The customer's new words, politely. What we said ourselves is not read back to us. */
export function announcement(text: Text, name: string, items: readonly ThreadItem[]): string {
	return items
		.flatMap(({ body }) =>
			body.item === 'bubble' && body.author.author === 'customer' ? [contentWords(text.t, body.content)] : [],
		)
		.map((words) => `${name}: ${words}`)
		.join('. ');
}
