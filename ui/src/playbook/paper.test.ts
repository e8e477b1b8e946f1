import { expect, test } from 'vitest';
import { changedLines, lines, locate, unitsBefore } from './paper';

const source = (text: string, start: number) => ({ section: '', text, start, end: start + text.length });

test('byte offsets count accents twice and emojis four times', () => {
	expect(unitsBefore('niños', 4)).toBe(3);
	expect(unitsBefore('🦷 sí', 5)).toBe(3);
	expect(unitsBefore('abc', 99)).toBe(3);
});

test('a source is found at its bytes', () => {
	const prompt = 'Sí. Los domingos cerramos. Los domingos cerramos.';
	expect(locate(prompt, source('Los domingos cerramos.', 28))).toEqual({ start: 27, end: 49 });
});

test('a source that moved since is found by its words', () => {
	expect(locate('Nuevo. Los domingos cerramos.', source('Los domingos cerramos.', 0))).toEqual({ start: 7, end: 29 });
});

test('a source that is gone lights nothing', () => {
	expect(locate('Abrimos siempre.', source('Los domingos cerramos.', 0))).toBeUndefined();
});

test('only the lines that differ from the published text are changed', () => {
	expect(changedLines('a\nb\nc', 'a\nB\nc\nd')).toEqual(new Set([1, 3]));
	expect(changedLines('a\nb', 'a\nb')).toEqual(new Set());
	expect(changedLines('a\nb\nc', 'a\nc')).toEqual(new Set());
});

test('a blank line is changed only between changed ones', () => {
	expect(changedLines('a\nz', 'a\n\nb\n\nc\n\nz')).toEqual(new Set([2, 3, 4]));
});

test('a lit sentence that runs over a line end is lit on both lines', () => {
	const drawn = lines('uno dos\ntres cuatro', [{ start: 4, end: 12 }], new Set([1]));
	expect(drawn).toEqual([
		{ pieces: [{ text: 'uno ', lit: false }, { text: 'dos', lit: true }], changed: false },
		{ pieces: [{ text: 'tres', lit: true }, { text: ' cuatro', lit: false }], changed: true },
	]);
});

test('an empty line is one empty piece', () => {
	expect(lines('', [], new Set())).toEqual([{ pieces: [{ text: '', lit: false }], changed: false }]);
});
