// What the menus in a conversation's header offer. Pure, but for the work each entry does.
import type { ConversationView, Holder, Operator } from '../api/bindings.gen';
import type { Client } from '../api/client';
import type { MenuEntry } from '../kit/menu';
import type { Text } from '../text/text.svelte';
import { atWork } from './at-work';
import { seenIn } from './seen-row';
import { canBeMissed, given, judgedCall, JUDGEMENTS, missedTrigger, type Judgement } from './marking';

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
export function moreEntries(text: Text, view: ConversationView, act: Act, say: { judge: (mark: Judgement) => void; missed: () => void }): MenuEntry[] {
	const t = text.t.thread;
	const closed = view.row.holder.holder === 'closed';
	return [
		...(judgedCall(view) ? judgements(text, view, say.judge) : []),
		...(canBeMissed(view) ? [missedEntry(text, view, say.missed)] : []),
		{ kind: 'line', key: 'mark-line' },
		closed
			? { kind: 'do', key: 'reopen', label: t.reopen, run: () => act((api, ref) => api.reopen(ref)) }
			: { kind: 'do', key: 'close', label: t.closeConversation, run: () => act((api, ref) => api.close({ ...ref, seen: seenIn(view) })) },
	];
}

function missedEntry(text: Text, view: ConversationView, run: () => void): MenuEntry {
	const trigger = missedTrigger(view);
	const hint = trigger ? { hint: text.t.common.trigger[trigger] } : {};
	return { kind: 'do', key: 'missed', label: text.t.thread.markMissed, run, keys: 'M', checked: !!trigger, alone: true, ...hint };
}

function judgements(text: Text, view: ConversationView, judge: (mark: Judgement) => void): MenuEntry[] {
	const t = text.t.thread;
	const said = given(view);
	return JUDGEMENTS.map(({ mark, key }) => ({
		kind: 'do' as const,
		key: mark,
		label: mark === 'right' ? t.markRight : t.markNeedless,
		keys: key,
		checked: said === mark,
		run: () => judge(mark),
	}));
}
