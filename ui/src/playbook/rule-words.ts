// How an owner's rule reads in the list: their own words, quoted where they are looked for literally.
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

function capitalised(text: string): string {
	return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
