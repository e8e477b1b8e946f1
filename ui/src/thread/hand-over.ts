// Says a hand-over line in two lines of words, and which colour its hair and knot have. Pure.
import type { HandOver } from '../api/bindings.gen';
import type { People } from '../app/people.svelte';
import { exactSpan } from '../text/spans';
import type { Text } from '../text/text.svelte';
import { triggerWords } from '../text/why';

/** Amber while nobody has it, blue for a person, grey when it goes back, none without a knot. */
export type Tone = 'waiting' | 'person' | 'grey' | 'none';

export function tone(line: HandOver): Tone {
	switch (line.line) {
		case 'needs_person':
		case 'raised':
			return 'waiting';
		case 'taken_over':
		case 'passed':
			return 'person';
		case 'handed_back':
		case 'closed':
		case 'reopened':
			return 'grey';
		case 'draft_dropped':
		case 'taken_back':
			return 'none';
	}
}

/** The title and the detail of a line. */
export function handOverWords(
	text: Text,
	people: People,
	line: HandOver,
	at: number,
): { title: string; detail: string } {
	const { title, detail } = words(text, people, line, at);
	return { title, detail: [detail, text.time(at)].filter(Boolean).join(' · ') };
}

function words(text: Text, people: People, line: HandOver, at: number): { title: string; detail: string } {
	const l = text.t.thread.line;
	switch (line.line) {
		case 'needs_person':
			return { title: l.needsPerson, detail: triggerWords(text.t, line.trigger, line.reason) };
		case 'raised':
			return { title: l.raised(line.level), detail: line.operators.length ? l.raisedTo(line.operators.length, text.list(line.operators.map((id) => people.short(id)))) : '' };
		case 'taken_over':
			return { title: takenBy(text, people, line), detail: waited(text, line, at) };
		case 'passed':
			return { title: l.passed(people.short(line.from), people.short(line.to)), detail: '' };
		case 'handed_back':
			return handedBack(text, people, line);
		case 'draft_dropped':
			return { title: l.dropped, detail: l.dropWhy[line.why.why] };
		case 'taken_back':
			return { title: l.takenBack(people.short(line.operator)), detail: '' };
		case 'closed':
			return {
				title: l.closed,
				detail: line.by.closer === 'quiet' ? l.closedQuiet : l.closedBy(people.short(line.by.operator)),
			};
		case 'reopened':
			return { title: l.reopened, detail: line.by ? l.reopenedBy(people.short(line.by)) : l.reopenedCustomer };
	}
}

function takenBy(text: Text, people: People, line: Extract<HandOver, { line: 'taken_over' }>): string {
	if (line.how === 'phone') return text.t.thread.line.phone;
	return text.t.thread.line.took(people.short(line.operator));
}

function waited(text: Text, line: Extract<HandOver, { line: 'taken_over' }>, at: number): string {
	if (line.waiting_since === null) return line.how === 'wrote' ? text.t.thread.line.byWriting : text.t.thread.line.fromAgent;
	return text.t.thread.line.waited(exactSpan(at - line.waiting_since));
}

function handedBack(text: Text, people: People, line: Extract<HandOver, { line: 'handed_back' }>) {
	const l = text.t.thread.line;
	const { facts, promises, avoid } = line.briefing;
	const count = facts.length + promises.length + avoid.length;
	return {
		title: line.operator ? l.handedBack(people.short(line.operator)) : l.turnEnded,
		detail: count ? l.instructions(count) : l.noInstructions,
	};
}
