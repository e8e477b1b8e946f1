// What the version in force would have done in a trial, as one sentence. Pure.
import type { TryOutcome, TryResult } from '../api/bindings.gen';
import type { Dictionary } from '../text/en';

/** "With version 14: out of scope, 90 min." Empty where nothing is published. */
export function publishedWords(t: Dictionary, result: TryResult, version: number): string {
	const { draft, published } = result;
	const p = t.playbook.try;
	if (!published || !version) return '';
	if (alike(draft, published)) return p.publishedSame(version);
	return `${p.published(version)}: ${outcomeWords(t, published)}`;
}

function outcomeWords(t: Dictionary, outcome: TryOutcome): string {
	const p = t.playbook.try;
	switch (outcome.outcome) {
		case 'answers':
			return p.publishedAnswers(outcome.text);
		case 'hands_over':
			return p.publishedHands(
				t.common.trigger[outcome.trigger].toLocaleLowerCase(),
				t.playbook.minutesShort(outcome.promise),
			);
		case 'fails':
			return p.publishedFails;
	}
}

/** Whether a customer would notice no difference. */
function alike(a: TryOutcome, b: TryOutcome): boolean {
	if (a.outcome === 'answers' && b.outcome === 'answers') return a.text === b.text;
	if (a.outcome === 'hands_over' && b.outcome === 'hands_over') {
		return a.trigger === b.trigger && a.promise === b.promise && a.sentence === b.sentence;
	}
	return a.outcome === 'fails' && b.outcome === 'fails';
}
