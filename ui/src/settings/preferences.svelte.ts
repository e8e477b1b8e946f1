// The settings page's state: the settings as they are kept, and the quick replies as they are edited.
// A change is kept at once; there is no button to save all.
import { getContext, setContext } from 'svelte';
import type { ModelCheck, ModelChoice, Settings, SettingsView } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { refusal, type Refusal } from '../api/refusal';
import type { SettingsKeeper } from '../app/settings-keeper';
import { keepable, type Reply } from './replies';

const UNDO = 8000;

export class Preferences {
	view = $state.raw<SettingsView>();
	replies = $state.raw<Reply[]>([]);
	/** A reply that was taken out and can still be brought back, with its place. */
	takenOut = $state.raw<{ reply: Reply; place: number }>();
	/** What came of asking the model; `asking` while it is asked. */
	check = $state.raw<ModelCheck | { refused: Refusal } | 'asking'>();
	trouble = $state.raw<Refusal>();
	#api: Client;
	#settings: SettingsKeeper;
	#next = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(api: Client, settings: SettingsKeeper) {
		this.#api = api;
		this.#settings = settings;
	}

	async refresh(): Promise<void> {
		await this.#attempt(async () => this.#show(await this.#api.settings()));
	}

	async readReplies(): Promise<void> {
		await this.#attempt(async () => {
			this.replies = (await this.#api.canned()).map((canned) => ({ ...canned, key: this.#next++ }));
		});
	}

	async change(change: Partial<Settings>): Promise<void> {
		const before = this.view;
		if (!before) return;
		const kept = this.#settings.save(change);
		this.#show(before);
		// A refused change must not stay on the screen as if it were kept.
		if (!(await this.#attempt(async () => this.#show(await kept)))) this.#show(await this.#api.settings().catch(() => before));
	}

	async changeModel(model: ModelChoice): Promise<void> {
		this.check = undefined;
		await this.change({ model });
	}

	/** Hands the key over. Returns whether it is kept. */
	async keepKey(key: string): Promise<boolean> {
		this.check = undefined;
		return this.#attempt(async () => void (this.view = await this.#api.setModelKey({ key })));
	}

	async askModel(): Promise<void> {
		this.check = 'asking';
		try {
			this.check = await this.#api.checkModel();
		} catch (error) {
			this.check = { refused: refusal(error) };
		}
	}

	/** Adds an empty reply and returns its key. */
	addReply(): number {
		const key = this.#next++;
		this.replies = [...this.replies, { key, shortcut: '', text: '' }];
		return key;
	}

	changeReply(key: number, change: Partial<Reply>): void {
		this.replies = this.replies.map((reply) => (reply.key === key ? { ...reply, ...change } : reply));
	}

	/** Takes a reply out at once; for a few seconds it can be brought back. */
	async removeReply(key: number): Promise<void> {
		const place = this.replies.findIndex((reply) => reply.key === key);
		const reply = this.replies[place];
		if (!reply) return;
		this.replies = this.replies.filter((other) => other !== reply);
		clearTimeout(this.#timer);
		if (reply.shortcut || reply.text) {
			this.takenOut = { reply, place };
			this.#timer = setTimeout(() => (this.takenOut = undefined), UNDO);
		}
		await this.keepReplies();
	}

	async bringBack(): Promise<void> {
		const { takenOut } = this;
		if (!takenOut) return;
		clearTimeout(this.#timer);
		this.takenOut = undefined;
		this.replies = this.replies.toSpliced(takenOut.place, 0, takenOut.reply);
		await this.keepReplies();
	}

	/** Keeps the replies as soon as all of them are whole. */
	async keepReplies(): Promise<void> {
		const whole = keepable(this.replies);
		if (whole) await this.#attempt(() => this.#api.saveCanned(whole));
	}

	/** What is being kept is on the screen already, whatever was read meanwhile. */
	#show(view: SettingsView): void {
		this.view = { ...view, settings: this.#settings.newest(view.settings) };
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

const KEY = Symbol('preferences');

/** Gives `preferences` to every component below. */
export function providePreferences(preferences: Preferences): Preferences {
	return setContext(KEY, preferences);
}

/** The settings, to be changed. */
export function usePreferences(): Preferences {
	return getContext<Preferences>(KEY);
}
