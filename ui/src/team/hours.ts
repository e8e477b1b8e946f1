// Working hours: reading and writing times of day, who is at work, and the bars of a week. Pure; "now"
// and the time zone come in as data. Days count from Monday, minutes from midnight.
import type { DaySpan, WorkHours } from '../api/bindings.gen';

const DAY = 1440;

/** A part of one day, end exclusive, never past midnight. */
export type Stretch = { from: number; to: number };

/** `09:30`, as a time field shows it; midnight at the end of a day is `00:00`. */
export function clock(minute: number): string {
	const within = ((minute % DAY) + DAY) % DAY;
	return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
}

/** The minute somebody means by `9`, `930`, `9:30`, `9.30` or `21 h`; nothing if it is no time. */
export function minute(text: string): number | undefined {
	const match = /^(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*h?$/iu.exec(text.trim());
	if (!match) return undefined;
	const [hour, rest] = [Number(match[1]), Number(match[2] ?? 0)];
	if (rest > 59 || hour > 24 || (hour === 24 && rest)) return undefined;
	return (hour * 60 + rest) % DAY;
}

/** A span from two time fields; `00:00` as its end is midnight, not the morning. */
export function span(from: number, to: number): DaySpan {
	return { from, to: to === 0 ? DAY : to };
}

/** `9:00–17:00`, for reading. */
export function spanWords({ from, to }: DaySpan): string {
	return `${short(from)}–${to === DAY ? '24:00' : short(to)}`;
}

function short(at: number): string {
	return clock(at).replace(/^0/u, '');
}

/** All seven days, also where the list is shorter. */
export function week(hours: WorkHours): DaySpan[][] {
	return Array.from({ length: 7 }, (_, day) => hours.days[day] ?? []);
}

/** Whether somebody without any span is meant: always at work. */
export function always(hours: WorkHours): boolean {
	return hours.days.every((day) => !day.length);
}

/** What of each day is worked, with what runs past midnight on the day it falls on. */
export function stretches(hours: WorkHours): Stretch[][] {
	if (always(hours)) return Array.from({ length: 7 }, () => [{ from: 0, to: DAY }]);
	const days: Stretch[][] = Array.from({ length: 7 }, () => []);
	week(hours).forEach((spans, day) => {
		for (const { from, to } of spans) {
			if (to > from) days[day]?.push({ from, to });
			else {
				days[day]?.push({ from, to: DAY });
				if (to > 0) days[(day + 1) % 7]?.push({ from: 0, to });
			}
		}
	});
	return days.map(joined);
}

/** Overlapping stretches as one. */
export function joined(all: readonly Stretch[]): Stretch[] {
	const result: Stretch[] = [];
	for (const next of all.toSorted((a, b) => a.from - b.from)) {
		const last = result.at(-1);
		if (last && next.from <= last.to) last.to = Math.max(last.to, next.to);
		else result.push({ ...next });
	}
	return result;
}

/** When at least one of several people works. */
export function covered(everyone: readonly WorkHours[]): Stretch[][] {
	const each = everyone.map(stretches);
	return Array.from({ length: 7 }, (_, day) => joined(each.flatMap((days) => days[day] ?? [])));
}

/** The day and minute it is at `now` in `zone`. */
export function localNow(now: number, zone: string): { day: number; minute: number } {
	const parts = new Intl.DateTimeFormat('en-GB', {
		timeZone: zone,
		weekday: 'short',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).formatToParts(now);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
	const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday'));
	return { day, minute: Number(part('hour')) * 60 + Number(part('minute')) };
}

/** Whether somebody with these hours works at that time. */
export function atWork(hours: WorkHours, at: { day: number; minute: number }): boolean {
	return (stretches(hours)[at.day] ?? []).some(({ from, to }) => from <= at.minute && at.minute < to);
}

/** The same spans on Monday to Friday as on Monday. */
export function likeMonday(hours: WorkHours): WorkHours {
	const days = week(hours);
	return { days: days.map((spans, day) => (day < 5 ? (days[0] ?? []).map((one) => ({ ...one })) : spans)) };
}

/** With one span more on `day`: the afternoon after a morning, else a usual day. */
export function withSpan(hours: WorkHours, day: number): WorkHours {
	const spans = week(hours)[day] ?? [];
	const last = spans.at(-1);
	const free = last && last.to > last.from && last.to <= DAY - 120;
	const next = free ? span(last.to + 60, Math.min(last.to + 300, DAY - 1)) : span(540, 1020);
	return changed(hours, day, last && !free ? spans : [...spans, next]);
}

/** With other spans on `day`. */
export function changed(hours: WorkHours, day: number, spans: readonly DaySpan[]): WorkHours {
	return { days: week(hours).with(day, [...spans]) };
}
