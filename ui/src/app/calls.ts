// Tells which calls are new since the last look. Pure; what is done about them is `Announcer.svelte`.
import type { InboxRow } from '../api/bindings.gen';

/** What was known of the calls at the last look. */
export type Known = { open: ReadonlySet<string>; late: ReadonlySet<string> };

/** The calls at `now`, and which of them are new or newly late. The first look finds nothing new. */
export function look(rows: readonly InboxRow[], now: number, before: Known | undefined) {
	const calls = rows.flatMap((row) => (row.escalation ? [{ row, call: row.escalation }] : []));
	const known: Known = {
		open: new Set(calls.map(({ call }) => call.id)),
		late: new Set(calls.filter(({ call }) => call.due_at <= now).map(({ call }) => call.id)),
	};
	const fresh = before ? calls.filter(({ call }) => !before.open.has(call.id)) : [];
	const late = before ? calls.filter(({ call }) => known.late.has(call.id) && !before.late.has(call.id)) : [];
	return { known, fresh, late };
}
