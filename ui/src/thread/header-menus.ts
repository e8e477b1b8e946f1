// What the menus in a conversation's header offer. Pure, but for the work each entry does.
import type { ConversationView, Holder, Operator, Trigger } from '../api/bindings.gen';
import type { Client } from '../api/client';
import type { MenuEntry } from '../kit/menu';
import type { Text } from '../text/text.svelte';
import { atWork } from './at-work';

/** What an operator may say of a call, with the key that says it. */
export const JUDGEMENTS = [
	{ mark: 'right', key: 'R' },
	{ mark: 'needless', key: 'X' },
] as const;

/** Does something to the open conversation and shows what came of it. */
export type Act = (
	work: (api: Client, ref: { conversation: string }) => Promise<ConversationView>,
) => void;

/** To whom the conversation can be passed, with whether they are there. */
export function passEntries(text: Text, team: readonly Operator[], holder: Holder, act: Act, now: number): MenuEntry[] {
	const t = text.t.thread;
	const others = team.filter((person) => holder.holder !== 'operator' || person.id !== holder.operator);
	const label: MenuEntry = { kind: 'label', key: 'pass', label: others.length ? t.pass : t.passNobody };
	return [
		label,
		...others.map((person) => ({
			kind: 'do' as const,
			key: `pass-${person.id}`,
			label: person.name,
			hint: [person.role, person.presence === 'away' ? t.passAway : atWork(person, now, text.zone) ? t.passAtWork : t.passOff]
				.filter(Boolean)
				.join(' · '),
			run: () => act((api, ref) => api.pass({ ...ref, to: person.id })),
		})),
		{ kind: 'line', key: 'pass-line' },
	];
}

/** Close or open again, and the operator's judgement of the call; `missed` asks which reason it was. */
export function moreEntries(text: Text, view: ConversationView, act: Act, missed: () => void): MenuEntry[] {
	const t = text.t.thread;
	const closed = view.row.holder.holder === 'closed';
	return [
		...(view.escalation ? judgements(text, view, view.escalation.id, act) : [missedEntry(text, view, missed)]),
		{ kind: 'line', key: 'mark-line' },
		closed
			? { kind: 'do', key: 'reopen', label: t.reopen, run: () => act((api, ref) => api.reopen(ref)) }
			: { kind: 'do', key: 'close', label: t.closeConversation, run: () => act((api, ref) => api.close(ref)) },
	];
}

/** The reason that an operator said was overlooked, the latest word counting. */
export function missedTrigger(view: ConversationView): Trigger | undefined {
	const last = view.marks.findLast((mark) => mark.mark === 'missed');
	return last?.mark === 'missed' ? last.trigger : undefined;
}

function missedEntry(text: Text, view: ConversationView, run: () => void): MenuEntry {
	const trigger = missedTrigger(view);
	const said = trigger ? { checked: true, hint: text.t.common.trigger[trigger] } : {};
	return { kind: 'do', key: 'missed', label: text.t.thread.markMissed, run, keys: 'M', ...said };
}

function judgements(text: Text, view: ConversationView, escalation: string, act: Act): MenuEntry[] {
	const t = text.t.thread;
	const given = view.marks.findLast((mark) => 'escalation' in mark && mark.escalation === escalation)?.mark;
	return JUDGEMENTS.map(({ mark, key }) => ({
		kind: 'do' as const,
		key: mark,
		label: mark === 'right' ? t.markRight : t.markNeedless,
		keys: key,
		checked: given === mark,
		run: () => judge(view, mark, act),
	}));
}

/** Says whether the call was right. Returns `false` where nobody was called. */
export function judge(view: ConversationView, mark: 'right' | 'needless', act: Act): boolean {
	const escalation = view.escalation?.id;
	if (!escalation) return false;
	act((api, ref) => api.mark({ ...ref, mark: { mark, escalation } }));
	return true;
}
