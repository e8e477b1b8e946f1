import { expect, test } from 'vitest';
import { byLabel } from './facts';

test('two facts of one kind stand under one label', () => {
	const facts = [
		{ label: 'when', value: 'a Friday in May' },
		{ label: 'quantity', value: '25 riders' },
		{ label: 'when', value: 'at 10' },
	] as const;
	expect(byLabel(facts)).toEqual([
		{ label: 'when', values: ['a Friday in May', 'at 10'] },
		{ label: 'quantity', values: ['25 riders'] },
	]);
});
