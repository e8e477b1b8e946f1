// The spread of first responses as the chart shows it. Pure.
import type { ResponseSpan } from '../api/bindings.gen';

/** Fewer bars than this look like a mistake. */
const FEWEST = 5;

/** The spans up to the last one that has any, so that a quick team sees more than empty hours. */
export function shownSpans(spans: readonly ResponseSpan[]): readonly ResponseSpan[] {
	const last = spans.findLastIndex(({ count }) => count > 0);
	return spans.slice(0, Math.max(FEWEST, last + 1));
}

/** `5′`, from an hour on `2 h`: short enough to stand below a bar. */
export function spanEnd(span: number): string {
	const minutes = Math.round(span / 60_000);
	return minutes < 60 ? `${minutes}′` : `${Math.round(minutes / 60)} h`;
}
