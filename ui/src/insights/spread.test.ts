import { expect, test } from 'vitest';
import { shownSpans, spanEnd } from './spread';

const ends = [1, 2, 5, 10, 15, 30, 60, 120, 240, null];
const spans = (...counts: number[]) => ends.map((to, i) => ({ from: (ends[i - 1] ?? 0) * 60_000, to: to && to * 60_000, count: counts[i] ?? 0 }));

test('empty hours at the end are left out, but never all', () => {
	expect([shownSpans(spans(3)).length, shownSpans(spans(3, 0, 0, 0, 0, 0, 1)).length, shownSpans(spans(0, 0, 0, 0, 0, 0, 0, 0, 0, 2)).length]).toEqual([5, 7, 10]);
});

test('the end of a span is short', () => {
	expect([60_000, 1_800_000, 3_600_000, 14_400_000].map(spanEnd)).toEqual(['1′', '30′', '1 h', '4 h']);
});
