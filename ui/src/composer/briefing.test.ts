import { expect, test } from 'vitest';
import { fromLines, toLines } from './briefing';

test('lines become items; bullets and empty lines don’t count', () => {
	expect(fromLines(' - El doctor ya sabe \n\n• Falta la factura\n2 dosis')).toEqual(['El doctor ya sabe', 'Falta la factura', '2 dosis']);
});

test('what was read is what was written', () => {
	const items = ['a', 'b'];
	expect(fromLines(toLines(items))).toEqual(items);
});
