import { expect, test } from 'vitest';
import type { SensitivityPrice } from '../api/bindings.gen';
import { en } from '../text/en';
import { priceWords } from './price';

const price = (change: Partial<SensitivityPrice>): SensitivityPrice => ({
	conversations: 500,
	more: 0,
	fewer: 0,
	marked_needless: 0,
	marked_right: 0,
	...change,
});

test('more calls say how many were needless', () => {
	expect(priceWords(en, price({ more: 12, marked_needless: 3 }))).toBe(
		'On your last 500 conversations: 12 more calls, 3 of them marked needless.',
	);
});

test('fewer calls say how many right ones would be lost', () => {
	expect(priceWords(en, price({ fewer: 1, marked_right: 1 }))).toBe(
		'On your last 500 conversations: 1 fewer call, 1 of them marked right.',
	);
});

test('no difference and no conversations are said as such', () => {
	expect(priceWords(en, price({}))).toBe('On your last 500 conversations: no difference.');
	expect(priceWords(en, price({ conversations: 1 }))).toBe('On your last conversation: no difference.');
	expect(priceWords(en, price({ conversations: 0 }))).toBe(en.playbook.price.none);
});
