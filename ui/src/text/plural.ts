// Counting words. Never guesses grammar: each language's own plural rules choose the form.

const rules = new Map<string, Intl.PluralRules>();

/** Chooses the form that `locale` uses for `n`. Only two forms occur in the counts we show. */
export function plural(locale: string, n: number, one: string, other: string): string {
	let rule = rules.get(locale);
	if (!rule) rules.set(locale, (rule = new Intl.PluralRules(locale)));
	return rule.select(n) === 'one' ? one : other;
}
