// An operator's judgement of a call, now or afterwards: by a key, in the menu and in the brief it is the same, and is told
// the same way.
import type { ConversationView, EscalationView, Mark, Trigger } from '../api/bindings.gen';
import type { Dictionary } from '../text/en';

/** What an operator may say of a call, with the key that says it. */
export const JUDGEMENTS = [
	{ mark: 'right', key: 'R' },
	{ mark: 'needless', key: 'X' },
] as const;

export type Judgement = (typeof JUDGEMENTS)[number]['mark'];

/** What came of a judgement: a mark that is kept or taken back, or why nothing can be said. */
export type Told = Mark | 'no_call' | 'is_called';

/** Where a judgement is kept and told. */
type Judged = { view: ConversationView | undefined; told: Told | undefined; mark(mark: Mark): Promise<void> };

/** The call that can be judged: the open one, else the last one, because afterwards one knows. */
export function judgedCall(view: ConversationView): EscalationView | undefined {
	return view.escalation ?? view.past_escalation ?? undefined;
}

/** Whether a call can have been missing: nobody is called, and the agent had it since the last call. */
export function canBeMissed(view: ConversationView): boolean {
	if (view.escalation) return false;
	const last = view.past_escalation;
	return !last || view.history.some(({ holder, from }) => holder.holder === 'agent' && from > last.called_at);
}

/** What was said last of the call that can be judged. */
export function given(view: ConversationView): Judgement | undefined {
	const call = judgedCall(view)?.id;
	const last = view.marks.findLast((mark) => 'escalation' in mark && mark.escalation === call)?.mark;
	return JUDGEMENTS.find(({ mark }) => mark === last)?.mark;
}

/** Says that the call was right or needless. Saying it again takes it back. */
export async function judge(thread: Judged, mark: Judgement): Promise<void> {
	const { view } = thread;
	const escalation = view && judgedCall(view)?.id;
	if (!escalation) thread.told = 'no_call';
	else await thread.mark({ mark: given(view) === mark ? 'withdrawn' : mark, escalation });
}

/** What takes back `told`; nothing if there is nothing to take back. */
export function undone(told: Told): Mark | undefined {
	if (typeof told === 'string' || told.mark === 'withdrawn') return undefined;
	return { mark: 'withdrawn', escalation: told.mark === 'missed' ? null : told.escalation };
}

/** The reason that an operator said was overlooked, the latest word counting. */
export function missedTrigger(view: ConversationView): Trigger | undefined {
	const last = view.marks.findLast((mark) => mark.mark === 'missed');
	return last?.mark === 'missed' ? last.trigger : undefined;
}

/** What came of a judgement, in words. */
export function toldWords(t: Dictionary, told: Told): string {
	const words = t.thread.marked;
	if (told === 'no_call') return words.noCall;
	if (told === 'is_called') return words.isCalled;
	return told.mark === 'missed' ? words.missed(t.common.trigger[told.trigger]) : words[told.mark];
}
