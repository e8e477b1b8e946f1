// Days and hours in the business's time zone, wherever the seat is. Pure.

const formats = new Map<string, Intl.DateTimeFormat>();

/** `undefined` is the zone of this computer. */
export type Zone = string | undefined;

/** The local date as days since 1970, so that dates can be subtracted. */
export function dayNumber(at: number, zone: Zone): number {
	const { year, month, day } = parts(at, zone);
	return Date.UTC(year, month - 1, day) / 86_400_000;
}

/** Monday is 0. */
export function weekday(at: number, zone: Zone): number {
	// 1 January 1970 was a Thursday.
	return (((dayNumber(at, zone) + 3) % 7) + 7) % 7;
}

/** Minutes after local midnight. */
export function minuteOfDay(at: number, zone: Zone): number {
	const { hour, minute } = parts(at, zone);
	return hour * 60 + minute;
}

function parts(at: number, zone: Zone): Record<'year' | 'month' | 'day' | 'hour' | 'minute', number> {
	const read = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
	for (const { type, value } of format(zone).formatToParts(at)) {
		if (type in read) read[type as keyof typeof read] = Number(value);
	}
	return read;
}

function format(zone: Zone): Intl.DateTimeFormat {
	const name = zone ?? '';
	let made = formats.get(name);
	if (!made) {
		made = new Intl.DateTimeFormat('en-GB', {
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			hourCycle: 'h23',
			...(zone ? { timeZone: zone } : {}),
		});
		formats.set(name, made);
	}
	return made;
}
