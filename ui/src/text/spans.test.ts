import { describe, expect, test } from 'vitest';
import { daysAgo, exactSpan, playingTime, ringNumber, wholeSpan, windowSpan } from './spans';

const S = 1000;
const MIN = 60 * S;
const H = 60 * MIN;

describe('the number in a ring', () => {
	test('is minutes, then hours', () => {
		expect(ringNumber(65 * S, 0)).toBe('1′');
		expect(ringNumber(45 * MIN, 0)).toBe('45′');
		expect(ringNumber(3 * H, 0)).toBe('3 h');
	});
	test('counts up once late and is never zero', () => {
		expect(ringNumber(0, 2 * MIN)).toBe('+2′');
		expect(ringNumber(0, 5 * S)).toBe('+1′');
		expect(ringNumber(5 * S, 0)).toBe('1′');
	});
});

test('lists round to whole units', () => {
	expect([wholeSpan(20 * S), wholeSpan(3 * MIN + 55 * S), wholeSpan(5 * H), wholeSpan(49 * H)]).toEqual([
		'1 min',
		'4 min',
		'5 h',
		'2 d',
	]);
});

test('the window of a row keeps its minutes', () => {
	expect([windowSpan(52 * MIN), windowSpan(100 * MIN), windowSpan(2 * H)]).toEqual(['52 min', '1 h 40', '2 h']);
});

test('the thread counts seconds under an hour', () => {
	expect(exactSpan(40 * S)).toBe('40 s');
	expect(exactSpan(65 * S)).toBe('1 min 05 s');
	expect(exactSpan(23 * H + 58 * MIN)).toBe('23 h 58 min');
	expect(exactSpan(50 * H)).toBe('2 d 2 h');
	expect(exactSpan(-5)).toBe('0 s');
});

test('a voice note of 14 seconds', () => {
	expect([playingTime(14), playingTime(75.4)]).toEqual(['0:14', '1:15']);
});

test('yesterday is a calendar day, not 24 hours', () => {
	const night = new Date(2026, 10, 22, 0, 5).getTime();
	expect(daysAgo(night - 10 * MIN, night)).toBe(1);
	expect(daysAgo(night, night + 10 * H)).toBe(0);
});
