import { describe, expect, test } from 'vitest';
import type { OwnerRule, Playbook } from '../api/bindings.gen';
import { changesBetween, routeOf, textChanges } from './changes';

const playbook = (change: Partial<Playbook> = {}): Playbook => ({
	id: 'p',
	version: 1,
	business: 'Lumbre',
	language: 'es',
	time_zone: 'America/Monterrey',
	prompt: 'Abrimos a las 9.\n\nLimpieza: $850.',
	rules: [],
	routes: {},
	sensitivity: {},
	autonomy: 'answer_sure',
	pace: { pause_ms: 4000, longest_pause_ms: 15000, most_agent_turns: 12, close_after: 60, turn_ends_after: null },
	...change,
});
const rule: OwnerRule = { trigger: 'compliance', verdict: 'always', pattern: { form: 'sentence', text: 'manda una foto' } };

test('an untouched draft changes nothing', () => {
	expect(changesBetween(playbook(), playbook())).toEqual([]);
});

test('without a published version there is nothing to compare with', () => {
	expect(changesBetween(null, playbook({ prompt: 'x' }))).toEqual([]);
});

describe('text', () => {
	test('a changed price is one change that shows the two prices', () => {
		const [change, ...more] = changesBetween(playbook(), playbook({ prompt: 'Abrimos a las 9.\n\nLimpieza: $900.' }));
		expect(more).toEqual([]);
		expect(change).toMatchObject({ what: 'text' });
		const words = change?.what === 'text' ? change.words : [];
		expect(words.filter((word) => word.how === 'removed').map((word) => word.text)).toEqual(['850']);
		expect(words.filter((word) => word.how === 'added').map((word) => word.text)).toEqual(['900']);
	});
	test('two places far apart are two changes', () => {
		expect(textChanges('a\nb\nc\nd', 'A\nb\nc\nD')).toHaveLength(2);
	});
	test('a blank line more is no change', () => {
		expect(textChanges('a\nb', 'a\n\nb')).toEqual([]);
	});
	test('a deleted line is a change', () => {
		expect(textChanges('a\nb\nc', 'a\nc')).toEqual([{ what: 'text', words: [{ text: 'b', how: 'removed' }] }]);
	});
});

test('a route written out as it usually is changes nothing', () => {
	const routes = { compliance: routeOf(playbook(), 'compliance') };
	expect(changesBetween(playbook(), playbook({ routes }))).toEqual([]);
});

test('another promise and another sensitivity are two changes of the same trigger', () => {
	const draft = playbook({
		routes: { frustration: { ...routeOf(playbook(), 'frustration'), promise: 3 } },
		sensitivity: { frustration: 'high' },
	});
	expect(changesBetween(playbook(), draft).map((change) => change.what)).toEqual(['route', 'sensitivity']);
});

test('a rule that was edited is one taken out and one added', () => {
	const edited: OwnerRule = { ...rule, pattern: { form: 'sentence', text: 'manda una foto de su boca' } };
	expect(changesBetween(playbook({ rules: [rule] }), playbook({ rules: [edited] }))).toEqual([
		{ what: 'rule', rule, how: 'removed' },
		{ what: 'rule', rule: edited, how: 'added' },
	]);
});

test('name, pace and autonomy are named', () => {
	const draft = playbook({ business: 'Otra', autonomy: 'answer_all', pace: { ...playbook().pace, pause_ms: 1 } });
	expect(changesBetween(playbook(), draft).map((change) => change.what)).toEqual(['autonomy', 'pace', 'business']);
});
