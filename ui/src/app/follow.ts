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
	const refresh = (changed?: Changed) =>
		Promise.all([
			session.refresh(changed),
			quietly(() => inbox.refresh(changed)),
			quietly(() => thread.refresh(changed)),
		]);
	const changes = new Coalesce(PAUSE, refresh);
	const stopChanges = api.onChange(
		(changed) => changes.add(isEverything(changed) ? undefined : changed),
		(is) => {
			session.reachable = is;
			// Whoever was answered meanwhile still doesn't know what changed while nobody told.
			if (is) changes.add();
		},
	);
	session.back = () => changes.add();
	const stopOpen = api.onOpen((conversation) => {
		composer.wanted = conversation;
		router.go({ page: 'inbox', conversation });
	});
	// A computer that slept may have missed changes; asking now and then costs little.
	const timer = setInterval(() => changes.add(), AGAIN);
	changes.add();
	return () => {
		stopChanges();
		stopOpen();
		changes.stop();
		clearInterval(timer);
	};
}

/** The last known state stays on the screen; `Session` says that nobody answers. */
function quietly(work: () => Promise<void>): Promise<void> {
	return work().catch(() => undefined);
}

/** The list changed, and nobody can say which conversations: the window fell behind. */
function isEverything({ conversations, topics }: Changed): boolean {
	return conversations.length === 0 && topics.includes('inbox');
}
