// How an owner's rule reads, in the list and among the changes: their own words, quoted where they are looked for literally.
import type { OwnerRule } from '../api/bindings.gen';
import type { Dictionary } from '../text/en';

/** `Si manda una foto, es cumplimiento` as written; `«descuento», «promoción»` for words. */
export function ruleWords(t: Dictionary, rule: OwnerRule): string {
	const { form, text } = rule.pattern;
	switch (form) {
		case 'sentence':
			return capitalised(text.trim());
		case 'words':
			return text
				.split(',')
				.map((word) => word.trim())
				.filter(Boolean)
				.map(t.playbook.rule.quote)
				.join(', ');
		case 'regex':
			return text;
	}
}

/** What a rule decides: `compliance`, or `compliance · never`. */
export function decides(t: Dictionary, { trigger, verdict }: OwnerRule): string {
	const reason = t.common.trigger[trigger];
	return verdict === 'never' ? `${reason} · ${t.playbook.rule.neverTag}` : reason;
}

function capitalised(text: string): string {
	return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
