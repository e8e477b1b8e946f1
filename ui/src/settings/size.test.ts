import { expect, test } from 'vitest';
import { sizeWords } from './size';

test('bytes are said in the unit one would say', () => {
	expect(sizeWords(0, 'en')).toBe('1 kB');
	expect(sizeWords(48_300_000, 'en')).toBe('48 MB');
	expect(sizeWords(1_240_000_000, 'en')).toBe('1.2 GB');
	expect(sizeWords(999_900, 'en')).toBe('1 MB');
});
