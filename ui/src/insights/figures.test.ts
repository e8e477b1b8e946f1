import { describe, expect, test } from 'vitest';
import type { InsightDay } from '../api/bindings.gen';
import { aloneShare, asTable, bars, fraction, labelled, monday, points, totals } from './figures';

const day = (date: string, conversations: number, alone: number, people: number): InsightDay => ({
	date,
	conversations,
	ended_by_agent: alone,
	escalated: people,
	taken: people,
	kept: people,
	broken: 0,
});

test('what is neither ended nor with a person is still open', () => {
	expect(totals([day('2026-11-01', 10, 7, 2), day('2026-11-02', 5, 5, 0)])).toEqual({
		conversations: 15,
		alone: 12,
		people: 2,
		open: 1,
		kept: 2,
		broken: 0,
	});
});

test('the share counts only conversations that are decided', () => {
	expect(aloneShare(totals([day('2026-11-01', 10, 4, 1)]))).toBe(0.8);
	expect(aloneShare(totals([day('2026-11-01', 3, 0, 0)]))).toBeUndefined();
});

describe('the headline', () => {
	test('says the simplest fraction that is near enough', () => {
		expect(fraction(0.81)).toEqual({ part: 4, whole: 5 });
		expect(fraction(0.75)).toEqual({ part: 3, whole: 4 });
		expect(fraction(0.67)).toEqual({ part: 2, whole: 3 });
		expect(fraction(0.9)).toEqual({ part: 9, whole: 10 });
	});
	test('never rounds to all or to none', () => {
		expect(fraction(0.97)).toEqual({ part: 19, whole: 20 });
		expect(fraction(0.999)).toEqual({ part: 49, whole: 50 });
		expect(fraction(0.001)).toEqual({ part: 1, whole: 50 });
	});
	test('compares the percentages that are shown', () => {
		expect(points(0.814, 0.786)).toBe(2);
		expect(points(0.5, 0.5)).toBe(0);
	});
});

test('many days become weeks that begin on Monday', () => {
	expect(monday('2026-11-22')).toBe('2026-11-16');
	expect(monday('2026-11-16')).toBe('2026-11-16');
	const days = Array.from({ length: 90 }, (_, i) => {
		const at = new Date(Date.UTC(2026, 8, 1 + i)).toISOString().slice(0, 10);
		return day(at, 2, 1, 1);
	});
	const weeks = bars(days);
	expect(weeks).toHaveLength(13);
	expect(weeks.reduce((all, week) => all + week.alone, 0)).toBe(90);
	expect(weeks[1]).toEqual({ date: '2026-09-07', alone: 7, people: 7, open: 0 });
});

test('only as many labels as fit', () => {
	expect([...labelled(30, 5)]).toEqual([0, 6, 12, 18, 24]);
	expect([...labelled(7, 10)]).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('a table has a head and a line for each day', () => {
	expect(asTable(['Día', 'Todas'], [day('2026-11-01', 10, 7, 2)])).toBe('Día\tTodas\n2026-11-01\t10\t7\t2\t2\t0');
});
