// What marks moved, in words. Pure.
import type { ThresholdShift } from '../api/bindings.gen';
import type { Dictionary } from '../text/en';

/** From here on the difference is felt: a third of what marks may move. */
const CLEARLY = 1 / 3;

/** "It calls a little less easily." */
export function shiftWords(t: Dictionary, { shift, most }: Pick<ThresholdShift, 'shift' | 'most'>): string {
	const { calls } = t.playbook.shift;
	if (shift === 0) return calls.same;
	const way = shift > 0 ? calls.less : calls.more;
	const part = Math.abs(shift) / most;
	return part >= 1 ? way.most : part >= CLEARLY ? way.clearly : way.little;
}

/** Whether there is anything to say about it. */
export function moved({ shift, pinned, right, needless, missed }: ThresholdShift): boolean {
	return shift !== 0 || pinned || right + needless + missed > 0;
}
