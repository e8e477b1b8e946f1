import { expect, test } from 'vitest';
import { atWork } from './at-work';

const sunday = (hour: number) => new Date(2026, 10, 22, hour, 30).getTime();
const days = (span: { from: number; to: number }[]) => ({ hours: { days: [[], [], [], [], [], [], span] } });

test('no hours at all mean always', () => {
	expect(atWork({ hours: { days: [] } }, sunday(3))).toBe(true);
});

test('the week begins on Monday', () => {
	expect(atWork(days([{ from: 9 * 60, to: 15 * 60 }]), sunday(10))).toBe(true);
	expect(atWork(days([{ from: 9 * 60, to: 15 * 60 }]), sunday(16))).toBe(false);
});

test('a night shift runs past midnight', () => {
	expect(atWork(days([{ from: 22 * 60, to: 6 * 60 }]), sunday(23))).toBe(true);
});
