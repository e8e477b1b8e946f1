import { expect, test } from 'vitest';
import { dialled, named } from './phone';

test('numbers are spaced as people say them', () => {
	expect(['+528120473316', '5218120473316', '+5511987654321', '+14155550123', '+447700900418'].map(dialled)).toEqual([
		'+52 81 2047 3316',
		'+52 81 2047 3316',
		'+55 11 98765 4321',
		'+1 415 555 0123',
		'+44 7700 900418',
	]);
});

test('an unknown habit stays as it came', () => {
	expect(dialled('+4930123456')).toBe('+4930123456');
});

test('what is spaced already is left alone', () => {
	expect(dialled('+44 117 496 0123')).toBe('+44 117 496 0123');
});

test('who has no name is called by the number', () => {
	expect([named('+528120473316'), named('Mariela Cantú')]).toEqual(['+52 81 2047 3316', 'Mariela Cantú']);
});
