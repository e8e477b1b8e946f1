// The team page's state. Removing waits a few seconds, so that it can be undone; leaving the page
// doesn't undo it.
import { getContext, setContext } from 'svelte';
import type { Operator } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { refusal, type Refusal } from '../api/refusal';

const UNDO = 8000;

export class Roster {
	people = $state.raw<Operator[]>();
	/** Those who were removed and can still be brought back. */
	leaving = $state.raw<readonly string[]>([]);
	trouble = $state.raw<Refusal>();
	#api: Client;
	#timers = new Map<string, ReturnType<typeof setTimeout>>();

	constructor(api: Client) {
		this.#api = api;
	}

	/** Who stays. */
	get staying(): Operator[] {
		return (this.people ?? []).filter((person) => !this.leaving.includes(person.id));
	}

	async refresh(): Promise<void> {
		await this.#attempt(() => this.#api.team());
	}

	async save(person: Operator): Promise<void> {
		await this.#attempt(() => this.#api.saveOperator(person));
	}

	/** Removes `id` in a few seconds, unless it is undone. */
	remove(id: string): void {
		this.leaving = [...this.leaving, id];
		this.#timers.set(id, setTimeout(() => void this.#commit(id), UNDO));
	}

	undo(id: string): void {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
		this.leaving = this.leaving.filter((other) => other !== id);
	}

	/** Does now what still waits. */
	async flush(): Promise<void> {
		await Promise.all([...this.#timers.keys()].map((id) => this.#commit(id)));
	}

	async #commit(id: string): Promise<void> {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
		await this.#attempt(() => this.#api.removeOperator({ operator: id }));
		this.leaving = this.leaving.filter((other) => other !== id);
	}

	async #attempt(work: () => Promise<Operator[]>): Promise<void> {
		try {
			this.people = await work();
			this.trouble = undefined;
		} catch (error) {
			this.trouble = refusal(error);
		}
	}
}

const KEY = Symbol('roster');

/** Gives `roster` to every component below. */
export function provideRoster(roster: Roster): Roster {
	return setContext(KEY, roster);
}

/** The people of the business, to be changed. */
export function useRoster(): Roster {
	return getContext<Roster>(KEY);
}
