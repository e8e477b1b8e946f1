import { expect, test } from 'vitest';
import { isTaken, topics, toggled } from './person';

test('topics are the words between commas, each once', () => {
	expect(topics(' citas, facturas ,, citas')).toEqual(['citas', 'facturas']);
	expect(topics('  ')).toEqual([]);
});

test('toggling takes out what is in and puts in what is not', () => {
	expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
	expect(toggled(['b'], 'a')).toEqual(['b', 'a']);
});

test('two people can be told apart by their names', () => {
	const team = [{ id: '1', name: 'Lucía Peña' }];
	expect(isTaken({ id: '2', name: ' lucia  peña' }, team)).toBe(true);
	expect(isTaken({ id: '1', name: 'Lucía Peña' }, team)).toBe(false);
	expect(isTaken({ id: '2', name: 'Lucía Gil' }, team)).toBe(false);
	expect(isTaken({ id: '2', name: '' }, [{ id: '1', name: '' }])).toBe(false);
});
