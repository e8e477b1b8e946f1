// Who is told next and when, while a conversation waits. Every waiting state ends with who is next.
import type { EscalationView } from '../api/bindings.gen';
import type { People } from '../app/people.svelte';
import type { Text } from '../text/text.svelte';

export function nextStep(text: Text, people: People, call: EscalationView, now: number): string {
	const c = text.t.composer;
	if (call.opens_at !== null && call.opens_at > now) return openAgain(text, call.opens_at, now);
	if (call.next_at > now) {
		const time = text.time(call.next_at);
		return call.next ? c.nextTold(time, people.short(call.next)) : c.nextLouder(time);
	}
	const told = call.called.filter((id) => !people.isMe(id)).at(-1);
	return told ? c.toldLast(people.short(told)) : c.nobodyTold;
}

function openAgain(text: Text, at: number, now: number): string {
	const { opensAt, opensOn } = text.t.composer;
	return text.daysAgo(at, now) === 0 ? opensAt(text.time(at)) : opensOn(text.shortDay(at), text.time(at));
}
