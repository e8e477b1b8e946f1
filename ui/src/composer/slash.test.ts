import { describe, expect, test } from 'vitest';
import { matching, put, slash } from './slash';

describe('slash', () => {
	test('is found at the beginning and after a space', () => {
		expect(slash('/u', 2)).toEqual({ start: 0, query: 'u' });
		expect(slash('Claro. /ub', 10)).toEqual({ start: 7, query: 'ub' });
	});
	test('is none within a word, an address or a date', () => {
		expect(slash('y/o', 3)).toBeUndefined();
		expect(slash('https://x', 9)).toBeUndefined();
		expect(slash('el 3/4', 6)).toBeUndefined();
	});
	test('is over after a space', () => {
		expect(slash('/ubicación ', 11)).toBeUndefined();
	});
});

const canned = ['ubicación', 'urgencias', 'ultrasonido', 'ayuda'].map((shortcut) => ({ shortcut, text: shortcut }));

describe('matching', () => {
	test('finds without accents and puts beginnings first', () => {
		expect(matching(canned, 'UBICACION').map((c) => c.shortcut)).toEqual(['ubicación']);
		expect(matching(canned, 'u').map((c) => c.shortcut)).toEqual(['ubicación', 'urgencias', 'ultrasonido', 'ayuda']);
	});
});

test('a quick reply takes the place of what was typed and leaves the rest', () => {
	const text = 'Claro. /ub gracias';
	expect(put(text, { start: 7, query: 'ub' }, 'Av. Vasconcelos 345')).toEqual({
		text: 'Claro. Av. Vasconcelos 345 gracias',
		cursor: 26,
	});
});
