/** The lines of an order: how many of what, and the price of one. Figures stay as Meta wrote them. */
import type { OrderedProduct } from '../api/bindings.gen';

/** One line, with what is known of it. */
export function orderLine({ product, quantity, price, currency }: OrderedProduct): string {
	const what = [quantity, product].filter(Boolean).join(' × ');
	const each = price ? [price, currency].filter(Boolean).join(' ') : '';
	return [what, each].filter(Boolean).join(' · ');
}
