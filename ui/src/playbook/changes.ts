// What a draft changes against the version in force, as data. Pure; how it reads is
// `ChangesDialog.svelte`.
import { diffLines, diffWordsWithSpace } from 'diff';
import { TRIGGERS } from '../page/triggers';
import type { Autonomy, OwnerRule, Playbook, Route, Sensitivity, Trigger } from '../api/bindings.gen';

/** A word or a few, kept, taken out or added. */
export type Word = { text: string; how: 'kept' | 'removed' | 'added' };

/** One thing that is different. */
export type Change =
	| { what: 'text'; words: Word[] }
	| { what: 'route'; trigger: Trigger; before: Route; after: Route }
	| { what: 'sensitivity'; trigger: Trigger; before: Sensitivity; after: Sensitivity }
	| { what: 'rule'; rule: OwnerRule; how: 'removed' | 'added' }
	| { what: 'autonomy'; before: Autonomy; after: Autonomy }
	| { what: 'pace' }
	| { what: 'business' };

/** The route a trigger has; a playbook that says nothing calls the whole team. */
export function routeOf(playbook: Playbook, trigger: Trigger): Route {
	return playbook.routes[trigger] ?? USUAL[trigger];
}

/** How easily a trigger fires; balanced where nothing is said. */
export function sensitivityOf(playbook: Playbook, trigger: Trigger): Sensitivity {
	return playbook.sensitivity[trigger] ?? 'balanced';
}

// The engine's own defaults (`Route::usual`), so that a playbook without routes shows what happens.
const usual = (promise: number, meanwhile: Route['meanwhile']): Route => ({ operators: [], promise, meanwhile, sentence: null });
const USUAL: Record<Trigger, Route> = {
	compliance: usual(5, 'announce'),
	explicit_request: usual(10, 'announce'),
	frustration: usual(10, 'silent'),
	high_value: usual(30, 'qualify'),
	out_of_scope: usual(90, 'announce'),
};

/** Everything that `draft` changes; nothing where there is no published version to compare with. */
export function changesBetween(published: Playbook | null, draft: Playbook): Change[] {
	if (!published) return [];
	return [
		...textChanges(published.prompt, draft.prompt),
		...TRIGGERS.flatMap((trigger) => triggerChanges(published, draft, trigger)),
		...ruleChanges(published.rules, draft.rules),
		...restChanges(published, draft),
	];
}

/** One change for each run of lines that differ. */
export function textChanges(before: string, after: string): Change[] {
	const parts = diffLines(`${before}\n`, `${after}\n`);
	const changes: Change[] = [];
	for (let i = 0; i < parts.length; i++) {
		const part = parts[i];
		if (!part || (!part.removed && !part.added)) continue;
		const next = parts[i + 1];
		const replaced = part.removed && next?.added ? next : undefined;
		if (replaced) i++;
		const removed = part.removed ? part.value : '';
		const added = replaced?.value ?? (part.added ? part.value : '');
		// Blank lines alone are not a change anybody would want to read about.
		if (removed.trim() !== added.trim()) changes.push({ what: 'text', words: words(removed.trim(), added.trim()) });
	}
	return changes;
}

function words(before: string, after: string): Word[] {
	return diffWordsWithSpace(before, after).map(({ value, removed, added }) => ({
		text: value,
		how: removed ? 'removed' : added ? 'added' : 'kept',
	}));
}

function triggerChanges(published: Playbook, draft: Playbook, trigger: Trigger): Change[] {
	const changes: Change[] = [];
	const [before, after] = [routeOf(published, trigger), routeOf(draft, trigger)];
	if (!same(before, after)) changes.push({ what: 'route', trigger, before, after });
	const [was, is] = [sensitivityOf(published, trigger), sensitivityOf(draft, trigger)];
	if (was !== is) changes.push({ what: 'sensitivity', trigger, before: was, after: is });
	return changes;
}

function ruleChanges(before: readonly OwnerRule[], after: readonly OwnerRule[]): Change[] {
	const lacks = (rules: readonly OwnerRule[]) => (rule: OwnerRule) => !rules.some((other) => sameRule(other, rule));
	return [
		...before.filter(lacks(after)).map((rule): Change => ({ what: 'rule', rule, how: 'removed' })),
		...after.filter(lacks(before)).map((rule): Change => ({ what: 'rule', rule, how: 'added' })),
	];
}

function restChanges(published: Playbook, draft: Playbook): Change[] {
	const changes: Change[] = [];
	if (published.autonomy !== draft.autonomy) {
		changes.push({ what: 'autonomy', before: published.autonomy, after: draft.autonomy });
	}
	if (!same(published.pace, draft.pace)) changes.push({ what: 'pace' });
	const name = ({ business, language, time_zone }: Playbook) => [business, language, time_zone];
	if (!same(name(published), name(draft))) changes.push({ what: 'business' });
	return changes;
}

/** Whether two rules say the same. */
export function sameRule(a: OwnerRule, b: OwnerRule): boolean {
	return (
		a.trigger === b.trigger &&
		a.verdict === b.verdict &&
		a.pattern.form === b.pattern.form &&
		a.pattern.text.trim() === b.pattern.text.trim()
	);
}

/** Plain data, so that its JSON, with keys in one order, decides. */
function same(a: unknown, b: unknown): boolean {
	return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
	return JSON.stringify(value, (_, part: unknown) =>
		part && typeof part === 'object' && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
			: part,
	);
}
