// The prompt as lines with lit sentences and changed marks. Pure: it turns the engine's byte offsets
// into places of the text on the screen; drawing is `PromptPaper.svelte`.
import { diffLines } from 'diff';
import type { DraftSource } from '../api/bindings.gen';

/** A stretch of the prompt, in UTF-16 units, end exclusive. */
export type Stretch = { start: number; end: number };

/** A piece of one line. */
export type Piece = { text: string; lit: boolean };

/** One line of the prompt as it is drawn. */
export type Line = { pieces: Piece[]; changed: boolean };

/**
 * Where a source stands in `prompt`. The prompt may have been edited since it was asked, so the
 * words decide and the bytes are only where to look first.
 */
export function locate(prompt: string, source: DraftSource): Stretch | undefined {
	const start = unitsBefore(prompt, source.start);
	const words = source.text;
	if (prompt.startsWith(words, start)) return { start, end: start + words.length };
	const elsewhere = prompt.indexOf(words);
	return elsewhere < 0 ? undefined : { start: elsewhere, end: elsewhere + words.length };
}

/** How many UTF-16 units the first `bytes` bytes of `text` are. */
export function unitsBefore(text: string, bytes: number): number {
	let units = 0;
	let left = bytes;
	for (const letter of text) {
		if (left <= 0) break;
		left -= byteLength(letter);
		units += letter.length;
	}
	return units;
}

function byteLength(letter: string): number {
	const point = letter.codePointAt(0) ?? 0;
	if (point < 0x80) return 1;
	if (point < 0x800) return 2;
	return point < 0x10000 ? 3 : 4;
}

/** Numbers of the lines of `draft` that `published` doesn't have. */
export function changedLines(published: string, draft: string): Set<number> {
	const changed = new Set<number>();
	let line = 0;
	for (const part of diffLines(`${published}\n`, `${draft}\n`)) {
		if (part.removed) continue;
		for (let i = 0; i < part.count; i++, line++) if (part.added) changed.add(line);
	}
	return withoutEdges(changed, draft.split('\n'));
}

/** Without blank lines at the ends of a run: a bar beside nothing marks nothing. */
function withoutEdges(changed: ReadonlySet<number>, texts: readonly string[]): Set<number> {
	const within = (line: number) => {
		const ends = [-1, 1].map((step) => {
			let at = line;
			while (changed.has(at) && !texts[at]?.trim()) at += step;
			return changed.has(at);
		});
		return ends.every(Boolean);
	};
	return new Set([...changed].filter(within));
}

/** The lines of `prompt`, cut where `lit` stretches begin and end. */
export function lines(prompt: string, lit: readonly Stretch[], changed: ReadonlySet<number>): Line[] {
	const ordered = lit.toSorted((a, b) => a.start - b.start);
	let at = 0;
	return prompt.split('\n').map((text, number) => {
		const line = { pieces: pieces(text, at, ordered), changed: changed.has(number) };
		at += text.length + 1;
		return line;
	});
}

function pieces(text: string, offset: number, lit: readonly Stretch[]): Piece[] {
	const cut: Piece[] = [];
	let from = 0;
	for (const stretch of lit) {
		const start = Math.max(from, stretch.start - offset);
		const end = Math.min(text.length, stretch.end - offset);
		if (end <= start) continue;
		if (start > from) cut.push({ text: text.slice(from, start), lit: false });
		cut.push({ text: text.slice(start, end), lit: true });
		from = end;
	}
	if (from < text.length || !cut.length) cut.push({ text: text.slice(from), lit: false });
	return cut;
}
