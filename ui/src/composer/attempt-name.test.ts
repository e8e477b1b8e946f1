import { expect, test } from 'vitest';
import { AttemptName } from './attempt-name';

test('what is asked for again has the same id, until it was taken', () => {
	let drawn = 0;
	const name = new AttemptName(() => `m-${++drawn}`);
	expect(name.of('reminder', 'es', 'Lucía')).toBe('m-1');
	expect(name.of('reminder', 'es', 'Lucía')).toBe('m-1');
	expect(name.of('reminder', 'es', 'Ana')).toBe('m-2');
	name.taken();
	expect(name.of('reminder', 'es', 'Ana')).toBe('m-3');
});
