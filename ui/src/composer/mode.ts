// Which form the composer has. Pure: it follows from who holds the conversation and the window.
import type { ConversationView } from '../api/bindings.gen';

export type Mode =
	| { mode: 'agent' }
	| { mode: 'waiting' }
	| { mode: 'open' }
	| { mode: 'other'; operator: string }
	| { mode: 'template' }
	| { mode: 'closed' };

/** The form for operator `me` at `now`. The window matters only to who may speak at all. */
export function mode(view: ConversationView, me: string | undefined, now: number): Mode {
	const { holder, window_ends } = view.row;
	switch (holder.holder) {
		case 'closed':
			return { mode: 'closed' };
		case 'agent':
			return { mode: 'agent' };
		case 'waiting':
			return { mode: 'waiting' };
		case 'operator':
			if (holder.operator !== me) return { mode: 'other', operator: holder.operator };
			return { mode: window_ends === null || window_ends <= now ? 'template' : 'open' };
	}
}
