// Templates and their values. Pure.
import type { Template } from '../api/bindings.gen';
import { isNumber } from '../text/phone';

/** The text a customer reads; a place without a value keeps its braces. */
export function filled(template: Template, values: readonly string[]): string {
	return template.body.replace(/\{\{(\d+)\}\}/gu, (place, n: string) => values[Number(n) - 1]?.trim() || place);
}

/** Whether every place has a value. */
export function complete(template: Template, values: readonly string[]): boolean {
	return Array.from({ length: template.values }, (_, i) => values[i]?.trim()).every(Boolean);
}

/** First values to begin with: templates greet by name in their first place. */
export function firstValues(template: Template, name: string): string[] {
	const [first = ''] = isNumber(name) ? [] : name.split(/\s+/u);
	return Array.from({ length: template.values }, (_, i) => (i === 0 ? first : ''));
}

/** Templates in the customer's language first, then those with the least to fill in. */
export function ordered(templates: readonly Template[], language: string | null): Template[] {
	const own = (template: Template) => (language && template.language.startsWith(language) ? 0 : 1);
	return templates.toSorted((a, b) => own(a) - own(b) || a.values - b.values || a.name.localeCompare(b.name));
}
