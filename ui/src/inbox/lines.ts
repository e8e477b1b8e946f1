// The list column as lines of one virtual list: headings, rows, and what stands where a section is
// empty. Pure.
import type { InboxRow, View } from '../api/bindings.gen';
import type { Part } from './inbox.svelte';

export type Line =
	| { kind: 'head'; key: string; view: View; total: number; first: boolean }
	| { kind: 'waiting'; key: string; row: InboxRow; view: View; last: boolean }
	| { kind: 'plain'; key: string; row: InboxRow; view: View }
	| { kind: 'empty'; key: string; view: View };

/** The height of a line before it is measured, so that the scroll bar doesn't jump. */
export const HEIGHT: Record<Line['kind'], number> = { head: 38, waiting: 78, plain: 52, empty: 60 };

/** All lines for `views`. A row that waits looks the same in every view. */
export function lines(views: readonly View[], part: (view: View) => Part): Line[] {
	return views.flatMap((view, index): Line[] => {
		const { rows, total, known } = part(view);
		const head: Line = { kind: 'head', key: `head-${view}`, view, total, first: index === 0 };
		// Who works alone has no colleagues to look after.
		if (view === 'with_colleagues' && !rows.length) return [];
		if (!rows.length) return known ? [head, { kind: 'empty', key: `empty-${view}`, view }] : [head];
		return [head, ...rows.map((row, at) => line(view, row, at === rows.length - 1))];
	});
}

function line(view: View, row: InboxRow, last: boolean): Line {
	// Numbered by view, because while a row travels it may stand in two sections for one answer.
	const key = `${view}-${row.conversation}`;
	if (row.holder.holder === 'waiting' && row.escalation) return { kind: 'waiting', key, row, view, last };
	return { kind: 'plain', key, row, view };
}

/** The view whose next page should be read when line `index` is about to come into sight. */
export function nextPage(list: readonly Line[], index: number, part: (view: View) => Part): View | undefined {
	const line = list[index];
	if (!line) return undefined;
	const following = list[index + 1];
	const ends = !following || following.kind === 'head';
	return ends && part(line.view).next ? line.view : undefined;
}
