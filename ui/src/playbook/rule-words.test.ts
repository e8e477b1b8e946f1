import { expect, test } from 'vitest';
import type { OwnerRule } from '../api/bindings.gen';
import { en } from '../text/en';
import { decides, ruleWords } from './rule-words';

const rule = (verdict: OwnerRule['verdict']): OwnerRule => ({ trigger: 'compliance', verdict, pattern: { form: 'words', text: 'fever, swelling' } });

test('words that are looked for are quoted', () => {
	expect(ruleWords(en, rule('always'))).toBe('“fever”, “swelling”');
});

test('a rule that was turned around doesn’t read like the one it was', () => {
	expect(decides(en, rule('always'))).toBe('Compliance');
	expect(decides(en, rule('never'))).toBe('Compliance · never');
});
