// The playbook page's state: the chosen playbook, its draft as it is on the screen, and keeping it.
// The draft on the screen may be ahead of the kept one, never behind; publishing keeps first.
import { getContext, setContext } from 'svelte';
import type { Playbook, PlaybookCard, PlaybookView, Route, Sensitivity, Trigger } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { refusal, type Refusal } from '../api/refusal';
import { changesBetween, routeOf } from './changes';
import { changedLines } from './paper';

/** How far the draft on the screen is kept. */
export type Kept = 'saved' | 'waiting' | 'saving' | 'failed';

const PAUSE = 700;

export class Desk {
	cards = $state.raw<PlaybookCard[]>();
	/** The last answer of the engine. */
	view = $state.raw<PlaybookView>();
	/** What is on the screen. */
	draft = $state.raw<Playbook>();
	kept = $state<Kept>('saved');
	trouble = $state.raw<Refusal>();
	changes = $derived(this.draft ? changesBetween(this.view?.published ?? null, this.draft) : []);
	/** Lines to mark as not published; none while nothing is, since everything would be. */
	changed = $derived.by(() => {
		const published = this.view?.published;
		return published && this.draft ? changedLines(published.prompt, this.draft.prompt) : new Set<number>();
	});
	#api: Client;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#saving: Promise<void> | undefined;
	/** The revision that what is on the screen was written in. */
	#revision = 0;

	constructor(api: Client) {
		this.#api = api;
	}

	/** The version that publishing would make. */
	get nextVersion(): number {
		return (this.view?.published?.version ?? 0) + 1;
	}

	/** Whether there is something to publish. */
	get publishable(): boolean {
		return !!this.draft?.prompt.trim() && (!this.view?.published || this.changes.length > 0 || this.view.changed);
	}

	/** Asks again for the list and the open playbook; opens `wanted`, or the first, if none is. */
	async refresh(wanted?: string): Promise<void> {
		await this.#attempt(async () => {
			this.cards = await this.#api.playbooks();
			const chosen = this.cards.find((card) => card.id === (this.draft?.id ?? wanted)) ?? this.cards[0];
			if (chosen) await this.#open(chosen.id);
		});
	}

	/** Opens another playbook; what was typed in this one is kept first. */
	async open(id: string): Promise<void> {
		await this.flush();
		await this.#attempt(() => this.#open(id));
	}

	/** Begins a new playbook. */
	async create(business: string, language: Playbook['language'], timeZone: string): Promise<void> {
		await this.flush();
		await this.#attempt(async () => {
			this.#take(await this.#api.savePlaybook({ draft: blank(business, language, timeZone) }));
			this.cards = await this.#api.playbooks();
		});
	}

	change(change: Partial<Playbook>): void {
		if (!this.draft) return;
		this.draft = { ...this.draft, ...change };
		this.kept = 'waiting';
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.flush(), PAUSE);
	}

	changeRoute(trigger: Trigger, change: Partial<Route>): void {
		if (!this.draft) return;
		const route = { ...routeOf(this.draft, trigger), ...change };
		this.change({ routes: { ...this.draft.routes, [trigger]: route } });
	}

	changeSensitivity(trigger: Trigger, sensitivity: Sensitivity): void {
		if (this.draft) this.change({ sensitivity: { ...this.draft.sensitivity, [trigger]: sensitivity } });
	}

	/** Keeps what is on the screen now. */
	async flush(): Promise<void> {
		clearTimeout(this.#timer);
		await this.#saving;
		if (this.kept === 'saved' || !this.draft) return;
		this.#saving = this.#save(this.draft);
		await this.#saving;
		this.#saving = undefined;
	}

	/** The window closes: what isn't kept is sent without waiting for any answer. */
	leave(): void {
		clearTimeout(this.#timer);
		if (this.draft && this.kept !== 'saved') void this.#api.savePlaybook({ draft: this.draft }).catch(() => undefined);
	}

	/** Puts the draft in force. Returns whether it is. */
	async publish(): Promise<boolean> {
		await this.flush();
		const id = this.draft?.id;
		if (!id || this.kept !== 'saved') return false;
		return this.#attempt(async () => {
			this.#take(await this.#api.publishPlaybook({ playbook: id }));
			this.cards = await this.#api.playbooks();
		});
	}

	async #save(sent: Playbook): Promise<void> {
		this.kept = 'saving';
		const done = await this.#attempt(async () => {
			const view = await this.#api.savePlaybook({ draft: sent, revision: this.#revision });
			// Whoever opened another playbook meanwhile must not get this one back.
			if (this.draft?.id !== sent.id) return;
			this.view = view;
			this.#revision = view.revision;
		});
		if (this.draft !== sent) this.kept = 'waiting';
		else this.kept = done ? 'saved' : 'failed';
	}

	async #open(id: string): Promise<void> {
		const view = await this.#api.playbook({ playbook: id });
		// What is being typed here is newer than what the engine knows.
		if (this.draft?.id === id && this.kept !== 'saved') this.view = view;
		else this.#take(view);
	}

	#take(view: PlaybookView): void {
		this.view = view;
		this.draft = view.draft;
		this.#revision = view.revision;
		this.kept = 'saved';
	}

	async #attempt(work: () => Promise<unknown>): Promise<boolean> {
		try {
			await work();
			this.trouble = undefined;
			return true;
		} catch (error) {
			this.trouble = refusal(error);
			return false;
		}
	}
}

function blank(business: string, language: Playbook['language'], timeZone: string): Playbook {
	return {
		id: crypto.randomUUID(),
		version: 0,
		business,
		language,
		time_zone: timeZone,
		prompt: '',
		rules: [],
		routes: {},
		sensitivity: {},
		autonomy: 'answer_sure',
		pace: { pause_ms: 4000, longest_pause_ms: 15_000, most_agent_turns: 12, close_after: 60, turn_ends_after: null },
	};
}

const KEY = Symbol('desk');

/** Gives `desk` to every component below. */
export function provideDesk(desk: Desk): Desk {
	return setContext(KEY, desk);
}

/** The playbook on the desk. */
export function useDesk(): Desk {
	return getContext<Desk>(KEY);
}
