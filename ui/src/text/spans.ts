// Spans of time and moments, as the interface writes them. Pure: "now" comes in as a number of
// milliseconds, so that every form can be tested. Language-specific words come from the dictionaries.
import { dayNumber, type Zone } from './zone';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What fits into a ring of 40: `4′`, `2 h`, and counting up once late: `+2′`. */
export function ringNumber(due: number, now: number): string {
	const late = now >= due;
	const span = Math.abs(due - now);
	// "0′" would read as broken, before as after.
	const minutes = Math.max(1, Math.round(span / MINUTE));
	const text = minutes < 100 ? `${minutes}′` : hoursOrDays(minutes);
	return late ? `+${text}` : text;
}

function hoursOrDays(minutes: number): string {
	const hours = Math.round(minutes / 60);
	return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

/** Whole minutes, hours or days: `4 min`, `2 h`, `3 d`. For lists. */
export function wholeSpan(span: number): string {
	const minutes = Math.max(1, Math.round(span / MINUTE));
	if (minutes < 60) return `${minutes} min`;
	const hours = Math.floor(minutes / 60);
	return hours < 24 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** Hours and minutes without unit after the minutes, for the window in a row: `52 min`, `1 h 40`. */
export function windowSpan(span: number): string {
	const minutes = Math.max(1, Math.floor(span / MINUTE));
	if (minutes < 60) return `${minutes} min`;
	const rest = minutes % 60;
	return `${Math.floor(minutes / 60)} h${rest ? ` ${String(rest).padStart(2, '0')}` : ''}`;
}

/** To the second under an hour, to the minute above: `1 min 05 s`, `23 h 58 min`. For the thread. */
export function exactSpan(span: number): string {
	const seconds = Math.max(0, Math.floor(span / SECOND));
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
	if (span < DAY) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
	return `${Math.floor(span / DAY)} d ${Math.floor((span % DAY) / HOUR)} h`;
}

/** Playing time of a voice note: `0:14`. */
export function playingTime(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** How many calendar days `at` lies before `now` in the business's zone: 0 today, 1 yesterday. */
export function daysAgo(at: number, now: number, zone?: Zone): number {
	return dayNumber(now, zone) - dayNumber(at, zone);
}
