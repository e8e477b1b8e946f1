// What a message's progress looks like and is called. Pure.
import type { Progress } from '../api/bindings.gen';
import type { Dictionary } from '../text/en';

export type Mark = 'queued' | 'sent' | 'delivered' | 'read' | 'unclear' | 'failed';

/** The mark of a progress; a customer's message has none. */
export function mark(progress: Progress): Mark | undefined {
	switch (progress.progress) {
		case 'arrived':
			return undefined;
		case 'queued':
		case 'unclear':
		case 'failed':
			return progress.progress;
		case 'accepted':
			return 'sent';
		case 'reported':
			return progress.delivery === 'played' ? 'read' : progress.delivery;
	}
}

/** The progress in words, for screen readers. */
export function progressWords(t: Dictionary, progress: Progress): string | undefined {
	if (progress.progress === 'reported') return t.thread.delivery[progress.delivery];
	const shown = mark(progress);
	return shown && t.thread.delivery[shown];
}

/** Whether the message never left or may not have: then no time is shown, but what to do. */
export function needsWords(progress: Progress): boolean {
	return ['queued', 'unclear', 'failed'].includes(progress.progress);
}
