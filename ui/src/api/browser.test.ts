import { expect, test } from 'vitest';
import { readToken } from './browser';

test('a token leaves the address', () => {
	expect(readToken('#token=abc')).toEqual({ token: 'abc', rest: '' });
});

test('a deep link beside the token stays', () => {
	expect(readToken('#/c/x&token=a%2Bb')).toEqual({ token: 'a+b', rest: '#/c/x' });
	expect(readToken('#token=abc&/c/x')).toEqual({ token: 'abc', rest: '#/c/x' });
});

test('an address without a token is left alone', () => {
	expect(readToken('#/c/token')).toBeUndefined();
	expect(readToken('')).toBeUndefined();
});
