// Words of a customer inside a sentence of ours. Pure.

/** The letters that are written from right to left. */
const FROM_RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** `words`, so that they don't turn the sentence around them; unchanged where they couldn't. */
export function isolated(words: string): string {
	return FROM_RIGHT.test(words) ? `\u2068${words}\u2069` : words;
}
