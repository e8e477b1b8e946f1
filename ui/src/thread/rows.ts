// The items of a thread as rows of a virtual list: each with the rail above it and the space before
// it. Pure.
import type { Rail, ThreadItem } from '../api/bindings.gen';
import type { Withdrawn } from './withdrawn';

/** One row: an item, who held the conversation just above it, and the gap before it; or a message that
 * was taken back, in the place it had. */
export type Row = { key: string; item: ThreadItem; above: Rail; gap: number; unreadAbove: boolean; withdrawn?: Withdrawn };

const IN_GROUP = 3;
const BETWEEN = 13;
const AROUND_LINE = 18;

/** Rows for `items`, oldest first; the line "unread" stands before the item with key `firstUnread`. */
export function rows(known: readonly ThreadItem[], firstUnread?: string, gone: readonly Withdrawn[] = []): Row[] {
	const items = calledOnce(withGone(known, gone));
	return items.map((item, index) => {
		const previous = items[index - 1];
		const withdrawn = gone.find((one) => one.item === item);
		return {
			...(withdrawn && { withdrawn }),
			key: item.key,
			item,
			above: previous?.rail ?? railBefore(item),
			gap: gap(previous, item),
			unreadAbove: item.key === firstUnread,
		};
	});
}

/** The messages that were taken back among the others, where the part that was read reaches. */
function withGone(items: readonly ThreadItem[], gone: readonly Withdrawn[]): readonly ThreadItem[] {
	const first = items[0]?.place;
	if (!gone.length || first === undefined) return items;
	// What is there again was not taken back after all, and a list can't hold one key twice.
	const again = new Set(items.map(({ key }) => key));
	const there = gone.filter(({ item }) => item.place >= first && !again.has(item.key));
	const untold = withoutLines(items, there);
	return [...untold, ...there.map(({ item }) => item)].sort((a, b) => a.place - b.place);
}

/** Where the message itself still stands, the line that says it was taken back would say it twice. */
function withoutLines(items: readonly ThreadItem[], gone: readonly Withdrawn[]): readonly ThreadItem[] {
	const told = new Set<string>();
	for (const { item, why } of gone) {
		if (why !== 'cancelled') continue;
		const line = items.find(({ key, place, body }) => place >= item.place && body.item === 'hand_over' && body.line === 'taken_back' && !told.has(key));
		if (line) told.add(line.key);
	}
	return items.filter(({ key }) => !told.has(key));
}

/** Nobody came, so it was called again and again: the last line says how often, and one is enough. */
function calledOnce(items: readonly ThreadItem[]): readonly ThreadItem[] {
	const raised = (item: ThreadItem | undefined) => item?.body.item === 'hand_over' && item.body.line === 'raised';
	return items.filter((item, index) => !(raised(item) && raised(items[index + 1])));
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
