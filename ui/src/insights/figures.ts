// What the figures say: totals, the headline's fraction, bars for days or weeks. Pure; the drawing is
// the components', the words are the dictionary's.
import type { InsightDay } from '../api/bindings.gen';

/** Sums over some days. */
export type Totals = { conversations: number; alone: number; people: number; open: number; kept: number; broken: number };

/** One bar: a day, or a week that begins on `date`. */
export type Bar = { date: string; alone: number; people: number; open: number };

/** The sums of `days`. */
export function totals(days: readonly InsightDay[]): Totals {
	const sum = (of: (day: InsightDay) => number) => days.reduce((all, day) => all + of(day), 0);
	const conversations = sum((day) => day.conversations);
	const alone = sum((day) => day.ended_by_agent);
	const people = sum((day) => day.escalated);
	return {
		conversations,
		alone,
		people,
		open: Math.max(0, conversations - alone - people),
		kept: sum((day) => day.kept),
		broken: sum((day) => day.broken),
	};
}

/** The share the agent finished alone, of those that are over; nothing where none is. */
export function aloneShare({ alone, people }: Totals): number | undefined {
	return alone + people > 0 ? alone / (alone + people) : undefined;
}

/** A whole share `part` in `whole`, as one would say it. */
export type Fraction = { part: number; whole: number };

const WHOLES = [2, 3, 4, 5, 6, 8, 10, 20, 50, 100];

/** The simplest fraction within two points of `share`. It never says all or none by rounding. */
export function fraction(share: number): Fraction {
	let best: Fraction = { part: 1, whole: 2 };
	for (const whole of WHOLES) {
		const part = Math.min(whole - 1, Math.max(1, Math.round(share * whole)));
		if (Math.abs(part / whole - share) <= 0.0201) return { part, whole };
		if (Math.abs(part / whole - share) < Math.abs(best.part / best.whole - share)) best = { part, whole };
	}
	return best;
}

/** Percent points more than before, rounded as the percentages on the screen are. */
export function points(share: number, before: number): number {
	return Math.round(share * 100) - Math.round(before * 100);
}

/** A bar for each day; for each week, Monday first, where days would be too narrow to read. */
export function bars(days: readonly InsightDay[]): Bar[] {
	if (days.length <= 31) return days.map(bar);
	const weeks = new Map<string, Bar>();
	for (const day of days) {
		const one = bar(day);
		const week = monday(day.date);
		const sum = weeks.get(week);
		weeks.set(week, {
			date: week,
			alone: one.alone + (sum?.alone ?? 0),
			people: one.people + (sum?.people ?? 0),
			open: one.open + (sum?.open ?? 0),
		});
	}
	return [...weeks.values()];
}

function bar(day: InsightDay): Bar {
	const { conversations, ended_by_agent: alone, escalated: people } = day;
	return { date: day.date, alone, people, open: Math.max(0, conversations - alone - people) };
}

/** The Monday of the week of a local date. */
export function monday(date: string): string {
	const at = new Date(`${date}T12:00:00Z`);
	at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
	return at.toISOString().slice(0, 10);
}

/** A local date as a moment of this computer, for writing it. Noon is the same day everywhere. */
export function moment(date: string): number {
	return new Date(`${date}T12:00:00`).getTime();
}

/** Which of `count` labels fit when at most `most` do: evenly, the first always. */
export function labelled(count: number, most: number): Set<number> {
	const step = Math.max(1, Math.ceil(count / most));
	return new Set(Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step));
}

/** The days as lines of tab-separated cells, for a spreadsheet. */
export function asTable(head: readonly string[], days: readonly InsightDay[]): string {
	const rows = days.map((day) =>
		[day.date, day.conversations, day.ended_by_agent, day.escalated, day.kept, day.broken].join('\t'),
	);
	return [head.join('\t'), ...rows].join('\n');
}
