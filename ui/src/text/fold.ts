// Compares words as people do who don't type accents and capitals. Pure.

/** `text` without accents and capitals. */
export function folded(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
