// The items of a thread as rows of a virtual list: each with the rail above it and the space before
// it. Pure.
import type { Rail, ThreadItem } from '../api/bindings.gen';

/** One row: an item, who held the conversation just above it, and the gap before it. */
export type Row = { key: string; item: ThreadItem; above: Rail; gap: number; unreadAbove: boolean };

const IN_GROUP = 3;
const BETWEEN = 13;
const AROUND_LINE = 18;

/** Rows for `items`, oldest first; the line "unread" stands before the item with key `firstUnread`. */
export function rows(items: readonly ThreadItem[], firstUnread?: string): Row[] {
	return items.map((item, index) => {
		const previous = items[index - 1];
		return {
			key: item.key,
			item,
			above: previous?.rail ?? railBefore(item),
			gap: gap(previous, item),
			unreadAbove: item.key === firstUnread,
		};
	});
}

/** A line at the very beginning of a page changes the rail; above it stood the agent. */
function railBefore(item: ThreadItem): Rail {
	return item.body.item === 'hand_over' ? { rail: 'agent' } : item.rail;
}

function gap(previous: ThreadItem | undefined, item: ThreadItem): number {
	if (!previous) return BETWEEN;
	if (item.body.item === 'bubble') {
		if (previous.body.item === 'bubble' && !item.body.first) return IN_GROUP;
		return previous.body.item === 'hand_over' ? AROUND_LINE : BETWEEN;
	}
	return item.body.item === 'hand_over' || item.body.item === 'day' ? AROUND_LINE : BETWEEN;
}

/** Whether two rails look the same. */
export function sameRail(a: Rail, b: Rail): boolean {
	return a.rail === b.rail;
}
