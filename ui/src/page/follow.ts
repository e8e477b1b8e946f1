// Keeps a page fresh: asks again when the engine says that one of its topics changed. It never shows
// anything; the page's state class does the asking.
import { onMount } from 'svelte';
import { useApi } from '../api/client';
import type { Changed, Topic } from '../api/bindings.gen';

/** Runs `ask` now and whenever one of `topics` (or any conversation, if `conversations`) changes. */
export function follow(topics: readonly Topic[], ask: () => Promise<unknown>, conversations = false): void {
	const api = useApi();
	onMount(() => {
		void ask();
		return api.onChange(
			(changed) => void (concerns(changed, topics, conversations) && ask()),
			() => undefined,
		);
	});
}

/** Whether a change touches one of `topics`. */
export function concerns(changed: Changed, topics: readonly Topic[], conversations: boolean): boolean {
	return changed.topics.some((topic) => topics.includes(topic)) || (conversations && changed.conversations.length > 0);
}
