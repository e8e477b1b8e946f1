// What a row says: beside the ring, under the name, and to a screen reader. Pure; "now" comes in.
import type { InboxRow, RowEscalation, Segment } from '../api/bindings.gen';
import type { People } from '../app/people.svelte';
import { wholeSpan, windowSpan } from '../text/spans';
import { named } from '../text/phone';
import type { Text } from '../text/text.svelte';
import { contentWords, reasonWords, triggerWords } from '../text/why';

const FOUR_HOURS = 4 * 3600_000;

/** "waits 4 min", "since yesterday", or when it calls again after having been put off. */
export function waited(text: Text, people: People, escalation: RowEscalation, now: number): string {
	const i = text.t.inbox;
	if (putOff(people, escalation, now)) return i.callsYou(wholeSpan(escalation.put_off!.until - now));
	if (text.daysAgo(escalation.waiting_since, now) > 0) return i.since(text.moment(escalation.waiting_since, now));
	return i.waits(wholeSpan(now - escalation.waiting_since));
}

/** Whether the operator of this seat said "in 5 minutes" and they aren't over; for others it still waits. */
export function putOff(people: People, { put_off }: Pick<RowEscalation, 'put_off'>, now: number): boolean {
	return put_off !== null && people.isMe(put_off.operator) && put_off.until > now;
}

/** The 24-hour window, once it matters: under four hours. */
export function windowWords(text: Text, ends: number | null, now: number): { words: string; short: string; closed: boolean } | undefined {
	if (ends === null || ends - now >= FOUR_HOURS) return undefined;
	const { windowClosed, windowClosedShort, window } = text.t.inbox;
	if (ends <= now) return { words: windowClosed, short: windowClosedShort, closed: true };
	const span = windowSpan(ends - now);
	return { words: window(span), short: span, closed: false };
}

/** The second line of a row that doesn't wait: what was said last, and by whom. */
export function lastWords(text: Text, people: People, row: InboxRow): string {
	if (!row.last) return '';
	if (row.last.revoked) return row.last.speaker.speaker === 'customer' ? text.t.thread.deleted : text.t.thread.deletedOnPhone;
	const words = contentWords(text.t, row.last.content).replace(/\s+/gu, ' ');
	const { speaker } = row.last;
	if (speaker.speaker !== 'operator') return words;
	// Written from the phone app: the app doesn't say by whom.
	if (speaker.operator === null) return text.t.inbox.saidBy(text.t.thread.author.phone, words);
	if (people.isMe(speaker.operator)) return text.t.inbox.youSaid(words);
	return text.t.inbox.saidBy(people.short(speaker.operator), words);
}

/** Whole seconds until the agent answers, if it waits for the rest of a burst. */
export function answersIn(row: Pick<InboxRow, 'answering'>, now: number): number | undefined {
	if (row.answering.state !== 'soon') return undefined;
	return Math.max(1, Math.ceil((row.answering.at - now) / 1000));
}

/** The name of a waiting row for screen readers. */
export function waitingLabel(text: Text, people: People, row: InboxRow, escalation: RowEscalation, now: number): string {
	const r = text.t.inbox.row;
	const late = now >= escalation.due_at;
	const clock = putOff(people, escalation, now)
		? r.putOff(wholeSpan(escalation.put_off!.until - now))
		: late
			? r.late(wholeSpan(now - escalation.due_at))
			: r.within(wholeSpan(escalation.due_at - now));
	const words = escalation.excerpt.map((segment) => segment.text).join('');
	return [
		`${named(row.name)}, ${triggerWords(text.t, escalation.trigger, escalation.reason).replace(' · ', ', ')}.`,
		clock,
		r.waiting(wholeSpan(now - escalation.waiting_since)),
		words && r.wrote(words),
	]
		.filter(Boolean)
		.join(' ');
}

/** The third line: the customer's words, or the reason where there are none, as for a photo. */
export function because(text: Text, escalation: RowEscalation): Segment[] {
	const wordless = escalation.excerpt.every((segment) => segment.text.trim() === '');
	return wordless ? [{ text: reasonWords(text.t, escalation.reason), marked: false }] : escalation.excerpt;
}

/** An excerpt that begins with its first evidence, for a column too small to lead up to it. */
export function fromEvidence(excerpt: readonly Segment[]): Segment[] {
	const first = excerpt.findIndex((segment) => segment.marked);
	return first <= 0 ? [...excerpt] : [{ text: '…', marked: false }, ...excerpt.slice(first)];
}
