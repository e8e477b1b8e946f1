// An operator's judgement of a call: by a key, in the menu and in the brief it is the same, and is told
// the same way.
import type { ConversationView, Mark, Trigger } from '../api/bindings.gen';
import type { Dictionary } from '../text/en';

/** What an operator may say of a call, with the key that says it. */
export const JUDGEMENTS = [
	{ mark: 'right', key: 'R' },
	{ mark: 'needless', key: 'X' },
] as const;

export type Judgement = (typeof JUDGEMENTS)[number]['mark'];

/** What came of a judgement: a mark that is kept, or no call that could be judged. */
export type Told = Mark | 'no_call';

/** Where a judgement is kept and told. */
type Judged = { view: ConversationView | undefined; told: Told | undefined; mark(mark: Mark): Promise<void> };

/** What was said last of the call that is open. */
export function given(view: ConversationView): Judgement | undefined {
	const call = view.escalation?.id;
	const last = view.marks.findLast((mark) => 'escalation' in mark && mark.escalation === call)?.mark;
	return last === 'missed' ? undefined : last;
}

/** Says that the call was right or needless. Saying it again changes nothing and is told again. */
export async function judge(thread: Judged, mark: Judgement): Promise<void> {
	const { view } = thread;
	const escalation = view?.escalation?.id;
	if (!view || !escalation) thread.told = 'no_call';
	else if (given(view) === mark) thread.told = { mark, escalation };
	else await thread.mark({ mark, escalation });
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
	return told.mark === 'missed' ? words.missed(t.common.trigger[told.trigger]) : words[told.mark];
}
