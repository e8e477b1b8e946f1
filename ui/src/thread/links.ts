// Finds addresses in a customer's words, so that they can be opened. Only http and https: an address
// from a stranger must not start anything else.

/** A piece of text, with an address if it is one. */
export type Part = { text: string; href?: string };

const ADDRESS = /\bhttps?:\/\/[^\s<>"“”«»]+/giu;

/** Cuts `text` at its addresses. */
export function linked(text: string): Part[] {
	const parts: Part[] = [];
	let done = 0;
	for (const match of text.matchAll(ADDRESS)) {
		const address = trimEnd(match[0]);
		if (match.index > done) parts.push({ text: text.slice(done, match.index) });
		parts.push({ text: address, href: address });
		done = match.index + address.length;
	}
	if (done < text.length) parts.push({ text: text.slice(done) });
	return parts;
}

/** A full stop, comma or bracket at the end belongs to the sentence. */
function trimEnd(address: string): string {
	return address.replace(/[.,;:!?)\]}'…]+$/u, '');
}
