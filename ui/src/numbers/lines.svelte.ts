// The numbers page's state: the connected numbers and what was found when they were checked.
import { getContext, setContext } from 'svelte';
import type { NumberCheck, NumberView, PlaybookCard } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { refusal, type Refusal } from '../api/refusal';

/** The check of one number: under way, done or refused. */
export type Check = { asking: boolean; found?: NumberCheck; refused?: Refusal };

export class Lines {
	numbers = $state.raw<NumberView[]>();
	playbooks = $state.raw<PlaybookCard[]>([]);
	checks = $state.raw<Record<string, Check>>({});
	trouble = $state.raw<Refusal>();
	#api: Client;

	constructor(api: Client) {
		this.#api = api;
	}

	find(id: string): NumberView | undefined {
		return this.numbers?.find((number) => number.id === id);
	}

	/** The business of a playbook. */
	business(id: string | null): string | undefined {
		return this.playbooks.find((card) => card.id === id)?.business;
	}

	async refresh(): Promise<void> {
		try {
			[this.numbers, this.playbooks] = await Promise.all([this.#api.numbers(), this.#api.playbooks()]);
			this.trouble = undefined;
		} catch (error) {
			this.trouble = refusal(error);
		}
	}

	/** Tries every step for real. What was found before stays until the answer is there. */
	check(number: string): Promise<void> {
		return this.#checking(number, () => this.#api.checkNumber({ number }));
	}

	/** Tells WhatsApp where to deliver. */
	setWebhook(number: string, publicUrl: string): Promise<void> {
		return this.#checking(number, () => this.#api.setWebhook({ number, public_url: publicUrl }));
	}

	async remove(number: string): Promise<void> {
		await this.#api.removeNumber({ number });
		await this.refresh();
	}

	async #checking(number: string, ask: () => Promise<NumberCheck>): Promise<void> {
		const before = this.checks[number]?.found;
		this.checks = { ...this.checks, [number]: { asking: true, ...(before ? { found: before } : {}) } };
		try {
			this.checks = { ...this.checks, [number]: { asking: false, found: await ask() } };
			await this.refresh();
		} catch (error) {
			this.checks = { ...this.checks, [number]: { asking: false, refused: refusal(error) } };
		}
	}
}

const KEY = Symbol('lines');

/** Gives `lines` to every component below. */
export function provideLines(lines: Lines): Lines {
	return setContext(KEY, lines);
}

/** The numbers of the business. */
export function useLines(): Lines {
	return getContext<Lines>(KEY);
}
