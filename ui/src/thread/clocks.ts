// The three clocks under the name: promise, waiting or holder, window. Pure; "now" comes in.
import type { ConversationView, EscalationView } from '../api/bindings.gen';
import type { People } from '../app/people.svelte';
import { putOff } from '../inbox/row-words';
import { shareLeft, urgency, type Urgency } from '../kit/urgency';
import { exactSpan, wholeSpan } from '../text/spans';
import type { Text } from '../text/text.svelte';

/** One clock: what it shows before the words, how it is coloured, and two lines. */
export type ClockFace = {
	key: 'promise' | 'holder' | 'window';
	sign: 'ring' | 'late' | 'kept' | 'missed' | 'alarm' | 'clock' | 'person' | 'bot' | 'hourglass' | 'closed';
	tone: 'plain' | 'soon' | 'late' | 'ok';
	ring?: { share: number; urgency: Urgency };
	title: string;
	detail: string;
};

const FOUR_HOURS = 4 * 3600_000;

/** The clocks of `view` at `now`. The promise is missing while nobody was called. */
export function clocks(text: Text, people: People, view: ConversationView, now: number): ClockFace[] {
	const promise = view.escalation && promiseClock(text, people, view, view.escalation, now);
	return [...(promise ? [promise] : []), holderClock(text, people, view, now), windowClock(text, view, now)];
}

function promiseClock(text: Text, people: People, view: ConversationView, call: EscalationView, now: number): ClockFace {
	if (call.answered_at !== null) return answered(text, call, call.answered_at);
	const taken = view.row.holder.holder === 'operator';
	// Whoever put it off is called later; for everybody else the promise goes on.
	if (!taken && call.put_off && putOff(people, call, now)) {
		const { until, operator } = call.put_off;
		return { ...base('promise', 'alarm', 'soon'), title: text.t.thread.clock.putOff(wholeSpan(until - now)), detail: text.t.thread.line.putOff(people.short(operator), text.time(until)) };
	}
	return now >= call.due_at ? late(text, people, call, taken, now) : running(text, call, now);
}

function base(key: ClockFace['key'], sign: ClockFace['sign'], tone: ClockFace['tone']) {
	return { key, sign, tone };
}

function answered(text: Text, call: EscalationView, at: number): ClockFace {
	const c = text.t.thread.clock;
	const took = exactSpan(at - call.waiting_since);
	const promised = exactSpan(call.due_at - call.waiting_since).replace(/ 00 (s|min)$/u, '');
	if (at <= call.due_at) return { ...base('promise', 'kept', 'ok'), title: c.kept, detail: c.keptIn(took, promised) };
	return { ...base('promise', 'missed', 'late'), title: c.missed, detail: c.keptIn(took, promised) };
}

/** Who was told too matters only until somebody takes it. */
function late(text: Text, people: People, call: EscalationView, taken: boolean, now: number): ClockFace {
	const c = text.t.thread.clock;
	const told = call.called.findLast((id) => !people.isMe(id));
	return {
		...base('promise', 'late', 'late'),
		title: c.late(wholeSpan(now - call.due_at)),
		detail: taken ? c.unanswered : told ? c.lateTold(people.short(told)) : c.lateNobody,
	};
}

function running(text: Text, call: EscalationView, now: number): ClockFace {
	const span = { from: call.called_at, due: call.due_at };
	const state = urgency(span, now);
	return {
		...base('promise', 'ring', state === 'last' ? 'late' : state === 'soon' ? 'soon' : 'plain'),
		ring: { share: shareLeft(span, now), urgency: state },
		title: exactSpan(call.due_at - now),
		detail: text.t.thread.clock.promise,
	};
}

function holderClock(text: Text, people: People, view: ConversationView, now: number): ClockFace {
	const c = text.t.thread.clock;
	const { holder } = view.row;
	const since = said(text, view.held_since, now, c.sinceTime, c.sinceDay);
	switch (holder.holder) {
		case 'waiting':
			return { ...base('holder', 'clock', 'plain'), title: exactSpan(now - (view.escalation?.waiting_since ?? view.held_since)), detail: c.waiting };
		case 'operator': {
			const title = people.isMe(holder.operator) ? c.you : c.has(people.short(holder.operator));
			return { ...base('holder', 'person', 'plain'), title, detail: since };
		}
		case 'agent':
			return { ...base('holder', 'bot', 'plain'), title: c.agentHas, detail: c.answersAlone };
		case 'closed':
			return { ...base('holder', 'closed', 'plain'), title: c.closed, detail: c.closedHint };
	}
}

/** A moment in words: by its time today, with its day before. */
function said(text: Text, at: number, now: number, today: (time: string) => string, before: (day: string, time: string) => string): string {
	return text.daysAgo(at, now) > 0 ? before(text.shortDay(at), text.time(at)) : today(text.time(at));
}

function windowClock(text: Text, view: ConversationView, now: number): ClockFace {
	const c = text.t.thread.clock;
	const ends = view.row.window_ends;
	if (ends === null) return { ...base('window', 'hourglass', 'plain'), title: c.windowNone, detail: c.windowNoneHint };
	if (ends <= now) {
		return { ...base('window', 'hourglass', 'late'), title: c.windowClosed, detail: said(text, ends, now, c.windowClosedAt, c.windowClosedOn) };
	}
	const tone = ends - now < FOUR_HOURS ? 'soon' : 'plain';
	return { ...base('window', 'hourglass', tone), title: exactSpan(ends - now), detail: c.windowOpen };
}
