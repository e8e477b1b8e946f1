import { expect, test } from 'vitest';
import { topics, toggled } from './person';

test('topics are the words between commas, each once', () => {
	expect(topics(' citas, facturas ,, citas')).toEqual(['citas', 'facturas']);
	expect(topics('  ')).toEqual([]);
});

test('toggling takes out what is in and puts in what is not', () => {
	expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
	expect(toggled(['b'], 'a')).toEqual(['b', 'a']);
});
