// Joins the engine's "this changed, ask again" to the state of the screens. It asks once at the
// beginning and once more whenever the engine was out of reach.
import type { Client } from '../api/client';
import type { Changed } from '../api/bindings.gen';
import type { Composer } from '../composer/composer.svelte';
import type { Inbox } from '../inbox/inbox.svelte';
import type { Thread } from '../thread/thread.svelte';
import { Coalesce } from './coalesce';
import type { Router } from './router.svelte';
import type { Session } from './session.svelte';

const PAUSE = 120;
const AGAIN = 60_000;

type Screens = { api: Client; session: Session; inbox: Inbox; thread: Thread; composer: Composer; router: Router };

/** Begins to follow; returns how to stop. */
export function follow({ api, session, inbox, thread, composer, router }: Screens): () => void {
	// Each by itself, so that a long list never keeps a new message out of the open thread. What can't be
	// read keeps its last known state, and `Session` says that nobody answers.
	const gates = [session, inbox, thread].map((screen) => new Coalesce(PAUSE, (changed) => screen.refresh(changed)));
	const refresh = (changed?: Changed) => gates.forEach((gate) => gate.add(changed));
	const stopChanges = api.onChange(
		(changed) => refresh(isEverything(changed) ? undefined : changed),
		(is) => {
			session.reachable = is;
			// Whoever was answered meanwhile still doesn't know what changed while nobody told.
			if (is) refresh();
		},
	);
	session.back = () => refresh();
	const stopOpen = api.onOpen((conversation) => {
		composer.wanted = conversation;
		router.go({ page: 'inbox', conversation });
	});
	// A computer that slept may have missed changes; asking now and then costs little.
	const timer = setInterval(() => refresh(), AGAIN);
	refresh();
	return () => {
		stopChanges();
		stopOpen();
		gates.forEach((gate) => gate.stop());
		clearInterval(timer);
	};
}

/** The list changed, and nobody can say which conversations: the window fell behind. */
function isEverything({ conversations, topics }: Changed): boolean {
	return conversations.length === 0 && topics.includes('inbox');
}
