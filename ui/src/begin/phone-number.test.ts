import { expect, test } from 'vitest';
import { beginning, read } from './phone-number';

test('a number is read however it is spaced', () => {
	expect(['+52 81 2047 3316', '0052 (81) 2047-3316', ' +528120473316 '].map(read)).toEqual(Array(3).fill('+528120473316'));
});

test('without its country code, or not whole, it is no number', () => {
	expect(['81 2047 3316', '+52 81', '+52 81 2047 3316 99 88 77', 'Mariela', '+52 81 2047 331x'].map(read)).toEqual(Array(5).fill(undefined));
});

test('the field begins with the country of the number that writes', () => {
	expect([beginning('+52 81 8335 2210'), beginning('+447700900418'), beginning('+4930123456')]).toEqual(['+52 ', '+44 ', '+']);
});
