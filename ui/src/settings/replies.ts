// Quick replies while they are edited. Pure: what is wrong with one, and which may be kept.
import type { Canned } from '../api/bindings.gen';

/** A reply on the screen; its key stays while its words change. */
export type Reply = Canned & { key: number };

/** What is wrong with a reply. */
export type Problem = 'bad' | 'twice' | 'empty';

/** What is wrong with `reply` among `all`, the first thing to be mended; nothing if it may be kept. */
export function problem(reply: Reply, all: readonly Reply[]): Problem | undefined {
	const shortcut = named(reply.shortcut);
	if (!/^[^\s/]+$/u.test(shortcut)) return 'bad';
	if (all.some((other) => other.key !== reply.key && named(other.shortcut) === shortcut)) return 'twice';
	return reply.text.trim() ? undefined : 'empty';
}

/** The replies as they are kept; nothing as long as one of them has a problem. */
export function keepable(all: readonly Reply[]): Canned[] | undefined {
	if (all.some((reply) => problem(reply, all))) return undefined;
	return all.map(({ shortcut, text }) => ({ shortcut: named(shortcut), text: text.trim() }));
}

/** A shortcut without the slash that one types before it. */
function named(shortcut: string): string {
	return shortcut.trim().replace(/^\//u, '');
}
