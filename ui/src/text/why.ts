// Says triggers, reasons and the like in the reader's language. Pure look-ups in the dictionary;
// every variant is named, so a new one fails the type check here.
import type { Content, Reason, SendFailure, Signal, Trigger } from '../api/bindings.gen';
import type { Dictionary } from './en';
import { agentWords, refusedWords } from './trouble';

/** `Compliance · symptoms`, `High value · company`, else the trigger alone. */
export function triggerWords(t: Dictionary, trigger: Trigger, reason?: Reason | null): string {
	const kind = reason && kindWords(t, reason);
	return kind ? `${t.common.trigger[trigger]} · ${kind}` : t.common.trigger[trigger];
}

/** The kind within a trigger, where its reason has one. */
export function kindWords(t: Dictionary, reason: Reason): string | undefined {
	if (reason.because === 'compliance') return t.common.compliance[reason.kind];
	if (reason.because === 'opportunity') return t.common.opportunity[reason.kind];
	return undefined;
}

/** A reason as a short sentence. */
export function reasonWords(t: Dictionary, reason: Reason): string {
	const r = t.brief.reason;
	switch (reason.because) {
		case 'repeated':
			return r.repeated(reason.times, reason.minutes);
		case 'not_in_playbook':
			return r.not_in_playbook(reason.topic);
		case 'opportunity':
		case 'compliance':
			return kindWords(t, reason) ?? '';
		case 'owner_rule':
			return r.owner_rule(reason.rule);
		case 'agent_says_so':
			return r.agent_says_so(reason.why);
		case 'agent_failed':
			return reason.cause ? agentWords(t, reason.cause) : r.agent_failed(reason.what);
		case 'too_many_turns':
			return r.too_many_turns(reason.turns);
		case 'unreadable':
			return r.unreadable(unreadableWords(t, reason.what));
		default:
			return r[reason.because];
	}
}

function unreadableWords(t: Dictionary, what: string): string {
	const names: Record<string, string> = t.inbox.content;
	return (names[what] ?? what).toLocaleLowerCase();
}

/** "Strong signal · the rule and the agent agree". */
export function certainty(t: Dictionary, signals: readonly Signal[]): string {
	const [deciding] = signals;
	if (!deciding) return '';
	const by = new Set(signals.filter((s) => s.trigger === deciding.trigger).map((s) => s.source.by));
	return `${strengthWords(t, deciding)} · ${sourceWords(t, deciding, by)}`;
}

function strengthWords(t: Dictionary, signal: Signal): string {
	if (signal.strength >= 800) return t.brief.strength.strong;
	return signal.strength >= 500 ? t.brief.strength.clear : t.brief.strength.weak;
}

function sourceWords(t: Dictionary, deciding: Signal, by: Set<Signal['source']['by']>): string {
	const a = t.brief.agree;
	if (by.has('rule') && by.has('agent')) return a.ruleAndAgent;
	if (by.has('rule') && by.has('model')) return a.ruleAndModel;
	if (by.has('model') && by.has('agent')) return a.modelAndAgent;
	const source = deciding.source;
	return source.by === 'owner_rule' ? a.owner_rule(source.rule) : a[source.by];
}

/** Why a message was not sent, and what to do. */
export function failureWords(t: Dictionary, failure: SendFailure): string {
	if (failure.failure === 'refused') return failure.cause ? t.thread.failure.notSent(refusedWords(t, failure.cause, failure.text)) : t.thread.failure.refused(failure.text);
	return t.thread.failure[failure.failure];
}

/** The words of a content, or what it is where it has none. */
export function contentWords(t: Dictionary, content: Content): string {
	const names = t.inbox.content;
	switch (content.kind) {
		case 'text':
		case 'offer':
		case 'template':
			return content.body;
		case 'media':
			return content.caption || content.filename || names[content.media];
		case 'location':
			return content.name || names.location;
		case 'contacts':
			return content.cards.map((card) => card.name).join(', ') || names.contacts;
		case 'choice':
			return content.title;
		case 'order':
			return content.text || names.order;
		case 'unsupported':
			return names.unsupported;
	}
}
