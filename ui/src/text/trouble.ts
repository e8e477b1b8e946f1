// Says what went wrong, from the data the engine gives. Pure look-ups in the dictionary; every variant
// is named, so a new one fails the type check here. The engine's own English is for logs.
import type { AgentFailure, CheckFinding, MediaLoss, MetaTrouble, Problem, RuleCheck, RuleProblem, TryFailure } from '../api/bindings.gen';
import type { Dictionary } from './en';
import { exactSpan } from './spans';

/** What is wrong with a request. `count` writes a number the reader's way. */
export function problemWords(t: Dictionary, problem: Problem, count: (value: number) => string = String): string {
	const p = t.trouble.problem;
	switch (problem.problem) {
		case 'too_long':
			return p.too_long(count(problem.most));
		case 'rule_unusable':
			return p.rule_unusable(problem.rule, ruleWords(t, problem.why));
		case 'canned_incomplete':
			return p.canned_incomplete(problem.shortcut);
		case 'secret_elsewhere':
			return p.secret_elsewhere(problem.variable);
		case 'meta':
			return metaWords(t, problem.trouble);
		default:
			return p[problem.problem];
	}
}

/** Why Meta didn't do what was asked. */
export function metaWords(t: Dictionary, trouble: MetaTrouble): string {
	const m = t.trouble.meta;
	switch (trouble.trouble) {
		case 'too_fast':
			return m.too_fast(exactSpan(trouble.seconds * 1000));
		case 'refused':
			return refusedWords(t, trouble.cause, trouble.said);
		case 'stopped':
			return m.stopped[trouble.stop];
		default:
			return m[trouble.trouble];
	}
}

/** What is wrong with something Meta won't take; its own words only where nothing better is known. */
export function refusedWords(t: Dictionary, cause: Extract<MetaTrouble, { trouble: 'refused' }>['cause'], said: string): string {
	const refused = t.trouble.meta.refused;
	return cause === 'unknown' ? refused.unknown(said) : refused[cause];
}

/** What a step of a number's check found. */
export function findingWords(t: Dictionary, finding: CheckFinding): string {
	const f = t.trouble.finding;
	switch (finding.finding) {
		case 'permissions_missing':
			return f.permissions_missing(finding.permissions.join(', '));
		case 'number_found':
			return f.number_found(finding.phone, finding.name);
		case 'delivers_elsewhere':
			return f.delivers_elsewhere(finding.address);
		case 'trouble':
			return metaWords(t, finding.trouble);
		default:
			return f[finding.finding];
	}
}

/** Whether it is nobody's key and nobody's setting that failed: WhatsApp wasn't reached, or had no answer. */
export function isPassing(finding: CheckFinding | null | undefined): boolean {
	if (finding?.finding !== 'trouble') return false;
	const { trouble } = finding.trouble;
	return trouble === 'no_connection' || trouble === 'busy' || trouble === 'too_fast';
}

/** What is wrong with a rule that was looked at, if anything. */
export function issueWords(t: Dictionary, { issue, problem }: Pick<RuleCheck, 'issue' | 'problem'>): string | undefined {
	return issue ? ruleWords(t, issue) : (problem ?? undefined);
}

/** What is wrong with a rule of the owner's. */
export function ruleWords(t: Dictionary, problem: RuleProblem): string {
	const r = t.trouble.rule;
	switch (problem.issue) {
		case 'empty':
		case 'finds_anything':
		case 'says_nothing':
		case 'too_large':
			return r[problem.issue];
		case 'unpaired':
			return r.unpaired(problem.bracket, problem.at);
		default:
			return r[problem.issue](problem.at);
	}
}

/** Why the agent gave no answer. */
export function agentWords(t: Dictionary, failure: AgentFailure): string {
	const a = t.trouble.agent;
	switch (failure.why) {
		case 'took_too_long':
			return a.took_too_long(failure.seconds);
		case 'refused':
			return a.refused(failure.said);
		default:
			return a[failure.why];
	}
}

/** Why a try gave neither an answer nor a hand-over. */
export function attemptWords(t: Dictionary, failure: TryFailure): string {
	return failure.failure === 'no_answer' ? agentWords(t, failure.why) : t.trouble.attempt[failure.failure];
}

/** Why the bytes of a file aren't there. */
export function lossWords(t: Dictionary, loss: MediaLoss): string {
	return t.trouble.media[loss.why];
}
