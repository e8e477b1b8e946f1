// How pressing a promise is, from its time left. The colours of rings and clocks follow from it.

/** Calm: half or more is left; soon: under a half; last: the last quarter; late: broken. */
export type Urgency = 'calm' | 'soon' | 'last' | 'late';

/** A promise's span and the moment now, all in milliseconds. */
export type Span = { from: number; due: number };

/** The share of the promise that is left, from 0 to 1. */
export function shareLeft({ from, due }: Span, now: number): number {
	if (due <= from) return now < due ? 1 : 0;
	return Math.min(1, Math.max(0, (due - now) / (due - from)));
}

/** Which of the four it is at `now`. */
export function urgency(span: Span, now: number): Urgency {
	if (now >= span.due) return 'late';
	const share = shareLeft(span, now);
	if (share >= 0.5) return 'calm';
	return share >= 0.25 ? 'soon' : 'last';
}
