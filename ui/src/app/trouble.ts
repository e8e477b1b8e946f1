// Says a refusal: what happened and what to do. Pure. What is wrong comes as data, else the code says
// it; the engine's own words are English and for logs.
import type { Refusal } from '../api/refusal';
import type { Dictionary } from '../text/en';
import { problemWords } from '../text/trouble';
import type { People } from './people.svelte';

export function troubleWords(t: Dictionary, people: People, refusal: Refusal): string {
	if (refusal.problem) return problemWords(t, refusal.problem);
	const e = t.common.error;
	switch (refusal.code) {
		case 'already_taken':
			return t.composer.takenBy(refusal.about ? people.short(refusal.about) : t.common.someone);
		case 'not_holder':
			return e.notHolder;
		case 'window_closed':
			return e.windowClosed;
		case 'not_found':
			return e.notFound;
		case 'stale':
			return e.stale;
		case 'no_keyring':
			return e.noKeyring;
		case 'unreachable':
			return e.unreachable;
		case 'locked':
			return e.locked;
		case 'whats_app':
			return e.whatsApp;
		case 'model':
			return e.model;
		case 'invalid':
			return e.invalid;
		case 'internal':
			return e.internal;
	}
}
