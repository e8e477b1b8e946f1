// The template that is being chosen and filled in: for the composer outside the 24-hour window, and
// for writing first. It asks for the number's templates; sending is its caller's.
import type { Template } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { complete, firstValues, ordered } from './template';

export class TemplateChoice {
	/** The number's templates, best first; `undefined` until they are read. */
	all = $state.raw<Template[]>();
	chosen = $state.raw<Template>();
	values = $state<string[]>([]);
	/** The list to choose from is open. */
	choosing = $state(false);
	/** Every value is filled in. */
	ready = $derived(this.chosen !== undefined && complete(this.chosen, this.values));
	#api: Client;
	#name: () => string;
	#asked = '';

	/** `name` is how the customer is called, for templates that greet. */
	constructor(api: Client, name: () => string) {
		this.#api = api;
		this.#name = name;
	}

	/** Reads the templates of `number` and begins with the one that fits `language` best. */
	async read(number: string, language: string | null): Promise<void> {
		this.#asked = number;
		const templates = ordered(await this.#api.templates({ number }), language);
		if (this.#asked !== number) return;
		this.all = templates;
		const same = templates.some(({ name, language }) => name === this.chosen?.name && language === this.chosen.language);
		if (same) return;
		this.chosen = undefined;
		if (templates[0]) this.choose(templates[0]);
	}

	choose(template: Template): void {
		this.chosen = template;
		this.values = firstValues(template, this.#name());
		this.choosing = false;
	}
}
