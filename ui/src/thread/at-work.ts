// Whether a person is at work, by their hours. Only for showing: who is called is the engine's.
import type { Operator } from '../api/bindings.gen';

/** Whether `person` works at `now`, in the time zone of this computer. No hours at all mean always. */
export function atWork(person: Pick<Operator, 'hours'>, now: Date): boolean {
	const { days } = person.hours;
	if (days.every((spans) => spans.length === 0)) return true;
	const minute = now.getHours() * 60 + now.getMinutes();
	const today = days[(now.getDay() + 6) % 7] ?? [];
	return today.some(({ from, to }) => (from <= to ? minute >= from && minute < to : minute >= from || minute < to));
}
