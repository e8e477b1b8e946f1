// Changing the owner's rules. A rule is found by what it says, since its place may be another one by the
// time it is changed: a colleague may have taken out the one before it. Pure.
import type { OwnerRule } from '../api/bindings.gen';
import { sameRule } from './changes';

/** `rules` with `now` where `start` stood; last, where it is new or was taken out meanwhile. */
export function withRule(rules: readonly OwnerRule[], start: OwnerRule | undefined, now: OwnerRule): OwnerRule[] {
	const place = start ? rules.findIndex((rule) => sameRule(rule, start)) : -1;
	if (place >= 0) return rules.with(place, now);
	return rules.some((rule) => sameRule(rule, now)) ? [...rules] : [...rules, now];
}

/** `rules` without `start`. */
export function withoutRule(rules: readonly OwnerRule[], start: OwnerRule): OwnerRule[] {
	return rules.filter((rule) => !sameRule(rule, start));
}
