// Keeps a page fresh: asks now, and again when the engine says that something it shows changed. It
// never shows anything; the page's state class does the asking.
import { onMount } from 'svelte';
import { useApi, type Client } from '../api/client';
import type { Changed, Topic } from '../api/bindings.gen';
import { Coalesce } from '../app/coalesce';

type How = {
	/** Whether any conversation's change concerns the page too. */
	conversations?: boolean;
	/** Changes closer together than this, in milliseconds, are asked about once. */
	pause?: number;
};

/** Runs `ask` now and whenever one of `topics` changes, as long as the component is on the screen. */
export function follow(topics: readonly Topic[], ask: () => Promise<unknown>, how: How = {}): void {
	const api = useApi();
	onMount(() => following(api, topics, ask, how));
}

/** The same, until the returned function is called. */
export function following(api: Pick<Client, 'onChange'>, topics: readonly Topic[], ask: () => Promise<unknown>, how: How = {}): () => void {
	const { conversations = false, pause = 150 } = how;
	const changes = new Coalesce(pause, ask);
	let begun = false;
	const stop = api.onChange(
		(changed) => {
			if (concerns(changed, topics, conversations)) changes.add(changed);
		},
		// What changed while nobody could tell is asked for now; what is asked anyway only once.
		(is) => {
			if (is && begun) changes.add();
		},
	);
	begun = true;
	changes.add();
	return () => {
		stop();
		changes.stop();
	};
}

/** Whether a change touches one of `topics`. */
export function concerns(changed: Changed, topics: readonly Topic[], conversations: boolean): boolean {
	return changed.topics.some((topic) => topics.includes(topic)) || (conversations && changed.conversations.length > 0);
}
