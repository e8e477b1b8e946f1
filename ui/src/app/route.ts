// Where in the app we are, as the part of the address after `#`. Pure; the listening is in
// `router.svelte.ts`.

/** The pages of the nav rail. */
export const PAGES = ['inbox', 'playbook', 'numbers', 'team', 'insights', 'settings'] as const;

export type Page = (typeof PAGES)[number];

/** A page; in the inbox with the conversation that is open and the message to scroll to. */
export type Route =
	| { page: 'inbox'; conversation?: string; message?: string }
	| { page: Exclude<Page, 'inbox'>; rest: string };

/** Reads `#/c/<conversation>[/<message>]`, `#/playbook[/…]`; anything else is the inbox. */
export function parse(hash: string): Route {
	const [first = '', ...rest] = hash.replace(/^#?\/?/u, '').split('/');
	if (first === 'c' && rest[0]) {
		const [conversation, message] = rest.map(decode);
		return { page: 'inbox', conversation: conversation ?? '', ...(message ? { message } : {}) };
	}
	const page = PAGES.find((name) => name === first);
	if (!page || page === 'inbox') return { page: 'inbox' };
	return { page, rest: rest.map(decode).join('/') };
}

/** The address of a route. */
export function format(route: Route): string {
	if (route.page !== 'inbox') return `#/${route.page}${route.rest ? `/${route.rest}` : ''}`;
	if (!route.conversation) return '#/inbox';
	const tail = route.message ? `/${encodeURIComponent(route.message)}` : '';
	return `#/c/${encodeURIComponent(route.conversation)}${tail}`;
}

function decode(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
