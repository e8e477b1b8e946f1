import { expect, test } from 'vitest';
import { entrance } from './browser';

test('a token leaves the address', () => {
	expect(entrance('#token=abc')).toEqual({ token: 'abc', seat: null, rest: '' });
});

test('a deep link beside the token stays', () => {
	expect(entrance('#/c/x&token=a%2Bb')).toEqual({ token: 'a+b', seat: null, rest: '#/c/x' });
	expect(entrance('#token=abc&/c/x')).toEqual({ token: 'abc', seat: null, rest: '#/c/x' });
});

test('a second person on one hub has a seat of their own', () => {
	expect(entrance('#token=abc&seat=rosa')).toEqual({ token: 'abc', seat: 'rosa', rest: '' });
});

test('an address without a token is left alone', () => {
	expect(entrance('#/c/token')).toBeUndefined();
	expect(entrance('')).toBeUndefined();
});
