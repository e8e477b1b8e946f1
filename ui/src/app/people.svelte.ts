// Names of the people of the business, by id. It only knows what it was told; the screens ask it how
// to call somebody.
import { getContext, setContext } from 'svelte';

/** A person as the interface needs one. */
export type Person = { id: string; name: string };

export class People {
	/** Who works on this seat. */
	me = $state('');
	#all = $state.raw<ReadonlyMap<string, string>>(new Map());

	/** Takes the team as it is now. */
	learn(me: string, all: readonly Person[]): void {
		this.me = me;
		this.#all = new Map(all.map((person) => [person.id, person.name]));
	}

	/** The full name. */
	name(id: string): string {
		return this.#all.get(id) ?? id;
	}

	/** The name a colleague would say: the first word, with a title before it. */
	short(id: string): string {
		const words = this.name(id).split(/\s+/u);
		const first = words[0] ?? id;
		return first.endsWith('.') && words[1] ? `${first} ${words[1]}` : first;
	}

	isMe(id: string): boolean {
		return id === this.me;
	}

	/** Several short names, joined by commas. */
	list(ids: readonly string[]): string {
		return ids.map((id) => this.short(id)).join(', ');
	}
}

const KEY = Symbol('people');

/** Gives `people` to every component below. */
export function providePeople(people: People): People {
	return setContext(KEY, people);
}

/** The people of the business. */
export function usePeople(): People {
	return getContext<People>(KEY);
}
