// Making and changing a person of the team. Pure.
import type { Language, Operator } from '../api/bindings.gen';

/** Somebody new: takes everything, always, in the language of the screen. */
export function blank(id: string, language: Language): Operator {
	return {
		id,
		name: '',
		role: '',
		languages: [language],
		skills: [],
		topics: [],
		hours: { days: [] },
		quiet: null,
		presence: 'available',
	};
}

/** Free words between commas, each once. */
export function topics(text: string): string[] {
	const words = text.split(',').map((word) => word.trim());
	return [...new Set(words.filter(Boolean))];
}

/** `list` without `one` if it is in it, else with it. */
export function toggled<T>(list: readonly T[], one: T): T[] {
	return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

/** Whether somebody else is called like `person`: in menus and alerts the two couldn't be told apart. */
export function isTaken(person: Pick<Operator, 'id' | 'name'>, team: readonly Pick<Operator, 'id' | 'name'>[]): boolean {
	const folded = (name: string) => name.trim().replace(/\s+/gu, ' ').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	const name = folded(person.name);
	return !!name && team.some((other) => other.id !== person.id && folded(other.name) === name);
}
