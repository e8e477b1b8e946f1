import { expect, test } from 'vitest';
import type { OwnerRule } from '../api/bindings.gen';
import { withoutRule, withRule } from './own-rules';

const rule = (text: string): OwnerRule => ({ trigger: 'compliance', verdict: 'always', pattern: { form: 'sentence', text } });
const [fever, discount, invoice] = [rule('fiebre'), rule('descuento'), rule('factura')];

test('a rule is changed where it stands now', () => {
	expect(withRule([fever, discount], discount, invoice)).toEqual([fever, invoice]);
	expect(withRule([discount], discount, invoice)).toEqual([invoice]);
});

test('a new rule, and one that was taken out meanwhile, comes last', () => {
	expect(withRule([fever], undefined, invoice)).toEqual([fever, invoice]);
	expect(withRule([fever], discount, invoice)).toEqual([fever, invoice]);
});

test('what a colleague added meanwhile is not added twice', () => {
	expect(withRule([fever, invoice], undefined, invoice)).toEqual([fever, invoice]);
});

test('only the rule that was opened is taken out', () => {
	expect(withoutRule([discount, invoice], discount)).toEqual([invoice]);
	expect(withoutRule([fever, invoice], discount)).toEqual([fever, invoice]);
});
