import { expect, test } from 'vitest';
import { dayNumber, minuteOfDay, weekday } from './zone';

// Half past midnight on Sunday in London is still Saturday evening in Monterrey.
const at = Date.UTC(2026, 10, 22, 0, 30);

test('the day is that of the business, not of the seat', () => {
	expect(dayNumber(at, 'Europe/London') - dayNumber(at, 'America/Monterrey')).toBe(1);
	expect([weekday(at, 'Europe/London'), weekday(at, 'America/Monterrey')]).toEqual([6, 5]);
});

test('so is the hour', () => {
	expect([minuteOfDay(at, 'Europe/London'), minuteOfDay(at, 'America/Monterrey')]).toEqual([30, 18 * 60 + 30]);
});
