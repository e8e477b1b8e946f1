// Taking a conversation from the screen: whoever is faster gets it, the other is told who.
import type { Thread } from '../thread/thread.svelte';
import type { Composer } from './composer.svelte';

/** Takes the open conversation and puts the cursor into the composer. */
export async function takeOver(thread: Thread, composer: Composer, withSuggestion: boolean): Promise<void> {
	const epoch = thread.view?.row.epoch;
	if (epoch === undefined) return;
	await thread.act((api, ref) => api.takeOver({ ...ref, epoch, how: 'button' }));
	composer.note = false;
	if (withSuggestion) composer.useSuggestion();
	composer.wanted = thread.id;
}
