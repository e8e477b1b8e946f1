// The price of a sensitivity as one sentence. Pure look-up and counting.
import type { SensitivityPrice } from '../api/bindings.gen';
import type { Dictionary } from '../text/en';

/** "On your last 500 conversations: 12 more calls, 3 of them marked needless." */
export function priceWords(t: Dictionary, price: SensitivityPrice): string {
	const p = t.playbook.price;
	const { conversations: all, more, fewer } = price;
	if (!all) return p.none;
	const parts: string[] = [];
	if (more) parts.push(p.more(more) + (price.marked_needless ? p.moreNeedless(price.marked_needless) : ''));
	if (fewer) parts.push(p.fewer(fewer) + (price.marked_right ? p.fewerRight(price.marked_right) : ''));
	return `${p.on(all)}: ${parts.join('; ') || p.same}.`;
}
