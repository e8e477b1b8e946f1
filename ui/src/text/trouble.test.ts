import { describe, expect, test } from 'vitest';
import type { CheckFinding, MetaTrouble, Problem, RuleProblem } from '../api/bindings.gen';
import { en } from './en';
import { es } from './es';
import { pt } from './pt';
import { agentWords, findingWords, isPassing, metaWords, problemWords, ruleWords } from './trouble';

const problems: Problem[] = [
	{ problem: 'number_gone' },
	{ problem: 'too_long', most: 4096 },
	{ problem: 'rule_unusable', rule: 'pedido (', why: { issue: 'unpaired', bracket: '(', at: 8 } },
	{ problem: 'canned_incomplete', shortcut: 'hola' },
	{ problem: 'meta', trouble: { trouble: 'no_connection' } },
];
const troubles: MetaTrouble[] = [
	{ trouble: 'too_fast', seconds: 90 },
	{ trouble: 'refused', code: 131026, cause: 'undeliverable', said: 'Message undeliverable' },
	{ trouble: 'stopped', code: 190, stop: 'token', said: 'Error validating access token' },
	{ trouble: 'unclear' },
];
const findings: CheckFinding[] = [{ finding: 'token_accepted' }, { finding: 'permissions_missing', permissions: ['a', 'b'] }, { finding: 'delivers_elsewhere', address: 'https://old.example/webhook' }, { finding: 'trouble', trouble: troubles[2]! }];
const rules: RuleProblem[] = [{ issue: 'empty' }, { issue: 'malformed', at: 3, said: 'unexpected token' }];

const english = [...problems.map((one) => problemWords(en, one)), ...troubles.map((one) => metaWords(en, one)), ...findings.map((one) => findingWords(en, one)), ...rules.map((one) => ruleWords(en, one))];

describe.each([
	['Spanish', es],
	['Portuguese', pt],
])('in %s', (_, t) => {
	const words = [...problems.map((one) => problemWords(t, one)), ...troubles.map((one) => metaWords(t, one)), ...findings.map((one) => findingWords(t, one)), ...rules.map((one) => ruleWords(t, one))];
	test('every trouble has its own words, and none of the engine’s English', () => {
		expect(words.filter((one) => english.includes(one))).toEqual([]);
		expect(words.join(' ')).not.toMatch(/undeliverable|validating|unexpected/u);
	});
});

test('a rule says where its fault is', () => {
	expect(problemWords(es, problems[2]!)).toBe('La regla «pedido (» no se puede usar. «(» no tiene pareja, en la letra 8.');
});

test('where nothing better is known, the provider’s own words help', () => {
	expect(agentWords(pt, { why: 'refused', said: 'invalid api key' })).toContain('invalid api key');
	expect(metaWords(en, { trouble: 'refused', code: 1, cause: 'unknown', said: 'Odd' })).toBe('WhatsApp refused it: “Odd”.');
});

test('where WhatsApp wasn’t reached, no key and no setting is to blame', () => {
	const found = (trouble: MetaTrouble): CheckFinding => ({ finding: 'trouble', trouble });
	expect(isPassing(found({ trouble: 'no_connection' }))).toBe(true);
	expect(isPassing(found({ trouble: 'stopped', code: 190, stop: 'token', said: '' }))).toBe(false);
	expect(isPassing(null)).toBe(false);
});
