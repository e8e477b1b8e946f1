// The insights page's state: the chosen days and number, their figures, and those of as many days before.
import { getContext, setContext } from 'svelte';
import type { InsightDay, Insights } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { refusal, type Refusal } from '../api/refusal';
import { aloneShare, points, totals } from './figures';

/** How many days can be shown. */
export const RANGES = ['7', '30', '90'] as const;
export type Range = (typeof RANGES)[number];

export class Results {
	range = $state<Range>('30');
	/** One of our numbers; empty for all of them. Two businesses in one figure say nothing about either. */
	number = $state('');
	data = $state.raw<Insights>();
	/** Of which days the figures are that are shown; until others are read, not of the chosen ones. */
	shown = $state<Range>();
	old = $derived(this.shown !== undefined && this.shown !== this.range);
	trouble = $state.raw<Refusal>();
	#before = $state.raw<InsightDay[]>([]);
	#api: Client;

	days = $derived(this.data?.days ?? []);
	totals = $derived(totals(this.days));
	share = $derived(aloneShare(this.totals));
	/** Points more than in as many days before; nothing where there is nothing to compare with. */
	change = $derived.by(() => {
		const before = aloneShare(totals(this.#before));
		return this.share === undefined || before === undefined ? undefined : points(this.share, before);
	});

	constructor(api: Client) {
		this.#api = api;
	}

	async show(range: Range): Promise<void> {
		this.range = range;
		await this.refresh();
	}

	async choose(number: string): Promise<void> {
		this.number = number;
		await this.refresh();
	}

	async refresh(): Promise<void> {
		const { range } = this;
		const number = this.number || null;
		const isAsked = () => range === this.range && (number ?? '') === this.number;
		const days = Number(range);
		try {
			// Twice the days in one answer would mix the triggers of both halves.
			const [data, both] = await Promise.all([this.#api.insights({ days, number }), this.#api.insights({ days: 2 * days, number })]);
			if (!isAsked()) return;
			this.data = data;
			this.shown = range;
			this.#before = both.days.slice(0, -days);
			this.trouble = undefined;
		} catch (error) {
			if (isAsked()) this.trouble = refusal(error);
		}
	}
}

const KEY = Symbol('results');

/** Gives `results` to every component below. */
export function provideResults(results: Results): Results {
	return setContext(KEY, results);
}

/** The figures on the screen. */
export function useResults(): Results {
	return getContext<Results>(KEY);
}
