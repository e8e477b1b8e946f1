import { expect, test } from 'vitest';
import { orderLine } from './order';

test('a line of an order says how many of what, and the price of one', () => {
	const line = { product: 'SKU1', quantity: '40', price: '1200', currency: 'MXN' };
	expect(orderLine(line)).toBe('40 × SKU1 · 1200 MXN');
	expect(orderLine({ ...line, quantity: null, currency: null })).toBe('SKU1 · 1200');
	expect(orderLine({ ...line, price: null })).toBe('40 × SKU1');
});
