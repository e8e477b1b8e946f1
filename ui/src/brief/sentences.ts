// The sentences of a brief in the reader's language, around the words it quotes. Pure. A brief without
// those words says its sentences as they were written.
import type { Brief, EscalationView, Signal } from '../api/bindings.gen';
import { isolated } from '../text/bidi';
import type { Dictionary } from '../text/en';

/** What the customer wants: a lead for why a person was called, and the customer's own words. */
export function wantsWords(t: Dictionary, { brief, signals }: Pick<EscalationView, 'brief' | 'signals'>): string {
	if (!brief?.said) return brief?.wants ?? '';
	const lead = leadWords(t, signals[0]);
	const { asked } = brief.said;
	return asked ? `${lead}: ${t.brief.quoted(isolated(asked))}` : lead;
}

/** What the agent tried; empty if nothing. */
export function triedWords(t: Dictionary, brief: Brief): string {
	if (!brief.said) return brief.tried;
	const { answers, answered } = brief.said;
	return answers ? t.brief.answered(answers, t.brief.quoted(isolated(answered))) : '';
}

function leadWords(t: Dictionary, deciding: Signal | undefined): string {
	const { lead } = t.brief;
	if (!deciding) return lead.writes;
	switch (deciding.reason.because) {
		case 'asked_for_call':
		case 'asked_for_manager':
		case 'asks_for_decision':
		case 'own_matter':
		case 'gives_up':
		case 'threatens_to_leave':
		case 'unreadable':
			return lead[deciding.reason.because];
		default:
			return lead[deciding.trigger];
	}
}
