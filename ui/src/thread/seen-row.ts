// What a screen shows of a conversation as its operator decides, for the engine to compare. Pure.
import type { ConversationView, SeenRow } from '../api/bindings.gen';

/** Nothing that comes later is closed or handed back with it. */
export function seenIn({ row }: ConversationView): SeenRow {
	return { epoch: row.epoch, owed: row.owed ?? null };
}
