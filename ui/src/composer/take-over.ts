// Taking a conversation from the screen: whoever is faster gets it, the other is told who.
import type { Thread } from '../thread/thread.svelte';
import type { Composer } from './composer.svelte';

/** Takes the open conversation and puts the cursor into the composer. */
export async function takeOver(thread: Thread, composer: Composer, withSuggestion: boolean): Promise<void> {
	if (!thread.view) return;
	const { conversation, epoch } = thread.view.row;
	await thread.act((api, ref) => api.takeOver({ ...ref, epoch, how: 'button' }), conversation);
	// Whoever opened another one meanwhile finds the suggestion when they come back, not there.
	if (thread.id !== conversation) return;
	composer.note = false;
	if (withSuggestion) composer.useSuggestion();
	composer.wanted = conversation;
}
