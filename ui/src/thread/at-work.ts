// Whether a person is at work, by their hours. Only for showing: who is called is the engine's.
import type { Operator } from '../api/bindings.gen';
import { minuteOfDay, weekday, type Zone } from '../text/zone';

/** Whether `person` works at `now` in the business's zone. No hours at all mean always. */
export function atWork(person: Pick<Operator, 'hours'>, now: number, zone?: Zone): boolean {
	const { days } = person.hours;
	if (days.every((spans) => spans.length === 0)) return true;
	const minute = minuteOfDay(now, zone);
	const today = days[weekday(now, zone)] ?? [];
	return today.some(({ from, to }) =>
		from <= to ? minute >= from && minute < to : minute >= from || minute < to,
	);
}
