// The interface's words in the chosen language, and moments and counts written its way. Passed by
// context; holds no sentence itself: those are in `en/`, `es/` and `pt/`, checked against each other.
import { getContext, setContext } from 'svelte';
import { en, type Dictionary } from './en';
import { es } from './es';
import { pt } from './pt';
import { daysAgo } from './spans';
import type { Zone } from './zone';

/** The languages the interface speaks. */
export type UiLanguage = 'en' | 'es' | 'pt';

const dictionaries: Record<UiLanguage, Dictionary> = { en, es, pt };
const locales: Record<UiLanguage, string> = { en: 'en-GB', es: 'es-MX', pt: 'pt-BR' };

/** The first of ours among the languages the system prefers. */
export function preferred(languages: readonly string[]): UiLanguage {
	for (const tag of languages) {
		const short = tag.slice(0, 2).toLowerCase();
		if (short === 'en' || short === 'es' || short === 'pt') return short;
	}
	return 'en';
}

export class Text {
	language = $state<UiLanguage>('en');
	/** The business's time zone; without it that of this computer. */
	zone = $state<Zone>();
	/** All sentences of the chosen language. */
	t = $derived(dictionaries[this.language]);
	locale = $derived(locales[this.language]);
	#clock = $derived(this.#format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
	#weekday = $derived(this.#format({ weekday: 'long' }));
	#day = $derived(this.#format({ day: 'numeric', month: 'long' }));
	#shortDay = $derived(this.#format({ day: 'numeric', month: 'short' }));
	#fullDay = $derived(this.#format({ dateStyle: 'long' }));
	#list = $derived(new Intl.ListFormat(this.locale));
	#number = $derived(new Intl.NumberFormat(this.locale));

	constructor(language: UiLanguage) {
		this.language = language;
	}

	/** Calendar days between `at` and `now` where the business is. */
	daysAgo(at: number, now: number): number {
		return daysAgo(at, now, this.zone);
	}

	/** `10:41`. */
	time(at: number): string {
		return this.#clock.format(at);
	}

	/** `10:41` today, `yesterday`, a weekday this week, else the date. For rows. */
	moment(at: number, now: number): string {
		const days = this.daysAgo(at, now);
		if (days <= 0) return this.time(at);
		if (days === 1) return this.t.common.yesterday;
		return days < 7 ? this.#weekday.format(at) : this.#shortDay.format(at);
	}

	/** `Today`, `Yesterday`, a weekday this week, else the date. For the lines between days. */
	dayLine(at: number, now: number): string {
		const days = this.daysAgo(at, now);
		if (days === 0) return this.t.common.Today;
		if (days === 1) return this.t.common.Yesterday;
		const name = days > 1 && days < 7 ? this.#weekday.format(at) : this.#dayFor(at, now);
		return name.charAt(0).toLocaleUpperCase(this.locale) + name.slice(1);
	}

	/** `18 November`. */
	day(at: number): string {
		return this.#day.format(at);
	}

	/** `18 Nov`. */
	shortDay(at: number): string {
		return this.#shortDay.format(at);
	}

	/** `18 November 2026, 10:41`. */
	full(at: number): string {
		return `${this.#fullDay.format(at)}, ${this.time(at)}`;
	}

	/** `1,284`. */
	number(value: number): string {
		return this.#number.format(value);
	}

	/** `Lupita and Rosa`. */
	list(names: readonly string[]): string {
		return this.#list.format(names);
	}

	#format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
		return new Intl.DateTimeFormat(this.locale, this.zone ? { ...options, timeZone: this.zone } : options);
	}

	#dayFor(at: number, now: number): string {
		const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
		return (sameYear ? this.#day : this.#fullDay).format(at);
	}
}

const KEY = Symbol('text');

/** Gives `text` to every component below. */
export function provideText(text: Text): Text {
	return setContext(KEY, text);
}

/** The words of the interface. */
export function useText(): Text {
	return getContext<Text>(KEY);
}
