// Which part of the list a conversation stands in, as the engine's own lists have it. Pure.
import type { InboxRow, View } from '../api/bindings.gen';

/** Whether a conversation held like `row` stands in `view` for operator `me`. */
export function belongs(view: View, { holder }: InboxRow, me: string | undefined): boolean {
	switch (view) {
		case 'needs_person':
			return holder.holder === 'waiting';
		case 'mine':
			return holder.holder === 'operator' && holder.operator === me;
		case 'with_colleagues':
			return holder.holder === 'operator' && holder.operator !== me;
		case 'with_agent':
			return holder.holder === 'agent';
		case 'all':
			return true;
		case 'closed':
			return holder.holder === 'closed';
	}
}
