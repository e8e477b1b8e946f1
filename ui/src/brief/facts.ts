// The facts of a brief as a screen lists them: each label once, with all that was said of it. Pure.
import type { BriefFact, FactLabel } from '../api/bindings.gen';

export type FactGroup = { label: FactLabel; values: string[] };

/** `facts` by label, in the order in which the labels come first. */
export function byLabel(facts: readonly BriefFact[]): FactGroup[] {
	const groups = new Map<FactLabel, FactGroup>();
	for (const { label, value } of facts) {
		const group = groups.get(label) ?? { label, values: [] };
		group.values.push(value);
		groups.set(label, group);
	}
	return [...groups.values()];
}
