// Builders with good defaults for thread items: for tests and for the made-up business of `dev.html`.
// Never part of what is delivered.
import type { Bubble, ThreadItem } from '../api/bindings.gen';

/** A customer's text message at `place`, changed by `parts`. */
export function bubble(place: number, parts: Partial<Bubble> = {}, item: Partial<ThreadItem> = {}): ThreadItem {
	return {
		key: `m${place}`,
		place,
		at: Date.UTC(2026, 10, 22, 16, 0) + place * 60_000,
		rail: { rail: 'agent' },
		...item,
		body: {
			item: 'bubble',
			author: { author: 'customer' },
			content: { kind: 'text', body: 'hola' },
			segments: [{ text: 'hola', marked: false }],
			progress: { progress: 'arrived' },
			first: true,
			last: true,
			wamid: `wamid.${place}`,
			reply_to: null,
			sources: [],
			edited: false,
			revoked: false,
			forwarded: false,
			reactions: [],
			media: { state: 'pending' },
			referral: null,
			...parts,
		},
	};
}

/** The line above the first item of `date`. */
export function aDay(place: number, date: string, at?: number): ThreadItem {
	const base = bubble(place);
	return { ...base, key: `day-${date}-${place}`, at: at ?? base.at, body: { item: 'day', date } };
}
