import { describe, expect, test } from 'vitest';
import { always, atWork, clock, covered, likeMonday, localNow, minute, span, spanWords, stretches, withSpan } from './hours';

const nine = span(540, 1020);

test('times go through a time field and back', () => {
	expect(clock(545)).toBe('09:05');
	expect(minute('09:05')).toBe(545);
});

test('a time is understood however it is written', () => {
	for (const text of ['9:30', '09:30', '930', '9.30', '9 30', '9h30']) expect(minute(text)).toBe(570);
	expect(minute('9')).toBe(540);
	expect(minute('21 h')).toBe(1260);
	expect(minute('24:00')).toBe(0);
	for (const text of ['', '9:0', '25', '24:30', '9:75', 'nueve']) expect(minute(text)).toBeUndefined();
});

test('midnight as an end is the end of the day', () => {
	expect(span(960, 0)).toEqual({ from: 960, to: 1440 });
	expect(clock(1440)).toBe('00:00');
	expect(spanWords({ from: 960, to: 1440 })).toBe('16:00–24:00');
});

test('no spans at all means always', () => {
	expect(always({ days: [] })).toBe(true);
	expect(always({ days: [[], [], []] })).toBe(true);
	expect(atWork({ days: [] }, { day: 6, minute: 3 })).toBe(true);
});

test('days that are missing are free', () => {
	expect(atWork({ days: [[nine]] }, { day: 0, minute: 540 })).toBe(true);
	expect(atWork({ days: [[nine]] }, { day: 0, minute: 1020 })).toBe(false);
	expect(atWork({ days: [[nine]] }, { day: 1, minute: 600 })).toBe(false);
});

test('a night shift goes on into the next day, and from Sunday into Monday', () => {
	const sunday = { days: [[], [], [], [], [], [], [{ from: 1320, to: 360 }]] };
	expect(stretches(sunday)[6]).toEqual([{ from: 1320, to: 1440 }]);
	expect(stretches(sunday)[0]).toEqual([{ from: 0, to: 360 }]);
	expect(atWork(sunday, { day: 0, minute: 359 })).toBe(true);
});

test('what several people cover is joined', () => {
	expect(covered([{ days: [[nine]] }, { days: [[span(900, 1200)]] }])[0]).toEqual([{ from: 540, to: 1200 }]);
	expect(covered([{ days: [[nine]] }])[1]).toEqual([]);
});

test('the day and minute are those of the business, not of this computer', () => {
	const sundayNightUtc = Date.UTC(2026, 10, 23, 1, 30);
	expect(localNow(sundayNightUtc, 'America/Monterrey')).toEqual({ day: 6, minute: 19 * 60 + 30 });
	expect(localNow(sundayNightUtc, 'UTC')).toEqual({ day: 0, minute: 90 });
});

describe('editing', () => {
	test('Monday can be copied to all weekdays, not to the weekend', () => {
		const days = likeMonday({ days: [[nine], [], [], [], [], [span(600, 700)]] }).days;
		expect(days.map((spans) => spans.length)).toEqual([1, 1, 1, 1, 1, 1, 0]);
		expect(days[4]).toEqual([nine]);
		expect(days[5]).toEqual([span(600, 700)]);
	});
	test('a second span begins after the first', () => {
		expect(withSpan({ days: [[span(540, 780)]] }, 0).days[0]).toEqual([span(540, 780), span(840, 1080)]);
	});
	test('a day that is full takes no more', () => {
		expect(withSpan({ days: [[span(540, 0)]] }, 0).days[0]).toEqual([span(540, 0)]);
	});
});
