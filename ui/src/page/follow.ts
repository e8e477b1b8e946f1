// Keeps a page fresh: asks now, and again when the engine says that something it shows changed. It
// never shows anything; the page's state class does the asking.
import { onMount } from 'svelte';
import { useApi } from '../api/client';
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
	const { conversations = false, pause = 150 } = how;
	const api = useApi();
	onMount(() => {
		const coalesce = new Coalesce(pause, () => void ask());
		const stop = api.onChange(
			(changed) => {
				if (concerns(changed, topics, conversations)) coalesce.add(changed);
			},
			() => undefined,
		);
		void ask();
		return () => {
			stop();
			coalesce.stop();
		};
	});
}

/** Whether a change touches one of `topics`. */
export function concerns(changed: Changed, topics: readonly Topic[], conversations: boolean): boolean {
	return changed.topics.some((topic) => topics.includes(topic)) || (conversations && changed.conversations.length > 0);
}
