// A briefing as lines of text, and back. Pure.

export function toLines(items: readonly string[]): string {
	return items.join('\n');
}

/** One item a line; empty lines and bullets at the beginning don't count. */
export function fromLines(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.replace(/^\s*[-–•*]\s+/u, '').trim())
		.filter(Boolean);
}
