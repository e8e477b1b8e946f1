import { expect, test } from 'vitest';
import { linked } from './links';

test('an address becomes a link without the full stop of its sentence', () => {
	expect(linked('see https://lumbre.mx/citas. ok')).toEqual([
		{ text: 'see ' },
		{ text: 'https://lumbre.mx/citas', href: 'https://lumbre.mx/citas' },
		{ text: '. ok' },
	]);
});

test('other schemes are plain text', () => {
	expect(linked('javascript:alert(1) file:///etc')).toEqual([{ text: 'javascript:alert(1) file:///etc' }]);
});

test('text without addresses stays whole', () => {
	expect(linked('hola')).toEqual([{ text: 'hola' }]);
	expect(linked('')).toEqual([]);
});
