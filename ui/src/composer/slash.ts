// Quick replies: what is typed after a slash, and what matches it. Pure.
import type { Canned } from '../api/bindings.gen';
import { folded } from '../text/fold';

/** The word after a slash right before the cursor: at the beginning or after a space. */
export function slash(text: string, cursor: number): { start: number; query: string } | undefined {
	const match = /(?:^|\s)\/([^\s/]*)$/u.exec(text.slice(0, cursor));
	if (!match) return undefined;
	const query = match[1] ?? '';
	return { start: cursor - query.length - 1, query };
}

/** The replies whose shortcut begins with `query`, then those that contain it; accents don't matter. */
export function matching(canned: readonly Canned[], query: string): Canned[] {
	const wanted = plain(query);
	const begins = canned.filter((reply) => plain(reply.shortcut).startsWith(wanted));
	const contains = canned.filter((reply) => !begins.includes(reply) && plain(reply.shortcut).includes(wanted));
	return [...begins, ...contains];
}

/** Puts `reply` where the slash and its word stood. Returns the text and where the cursor goes. */
export function put(text: string, found: { start: number; query: string }, reply: string): { text: string; cursor: number } {
	const before = text.slice(0, found.start);
	const after = text.slice(found.start + found.query.length + 1);
	return { text: before + reply + after, cursor: before.length + reply.length };
}

function plain(shortcut: string): string {
	return folded(shortcut.replace(/^\//u, ''));
}
