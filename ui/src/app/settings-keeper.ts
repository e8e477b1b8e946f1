// Keeps changed settings. The engine takes them whole, so they go one after another, each with all that
// was changed until then: of two switches pressed within one answer the second must not turn back the
// first.
import type { Settings, SettingsView } from '../api/bindings.gen';
import type { Client } from '../api/client';

type Change = Partial<Settings>;

export class SettingsKeeper {
	#api: Pick<Client, 'settings' | 'saveSettings'>;
	#known: () => Settings | undefined;
	#learn: (settings: Settings) => void;
	/** What was changed here and the engine hasn't confirmed. */
	#pending: Change = {};
	#last: Promise<SettingsView | undefined> = Promise.resolve(undefined);

	/** `known` are the settings as they were read last; `learn` is told what they are now. */
	constructor(api: Pick<Client, 'settings' | 'saveSettings'>, known: () => Settings | undefined, learn: (settings: Settings) => void) {
		this.#api = api;
		this.#known = known;
		this.#learn = learn;
	}

	/** `settings` with what was changed here since they were read. */
	newest(settings: Settings): Settings {
		return { ...settings, ...this.#pending };
	}

	/** Keeps `change`. A change that is refused is forgotten, and only that. */
	save(change: Change): Promise<SettingsView> {
		this.#pending = { ...this.#pending, ...change };
		const saved = this.#last.then((before) => this.#send(before));
		this.#last = saved.catch(() => undefined);
		return saved;
	}

	/** The window closes: what waits for an earlier answer is sent at once. */
	flush(): void {
		const known = this.#known();
		if (known && Object.keys(this.#pending).length) void this.#api.saveSettings(this.newest(known)).catch(() => undefined);
	}

	async #send(before: SettingsView | undefined): Promise<SettingsView> {
		const sent = this.#pending;
		// The one before took this change along.
		if (before && !Object.keys(sent).length) return before;
		try {
			const known = this.#known() ?? (await this.#api.settings()).settings;
			const view = await this.#api.saveSettings({ ...known, ...sent });
			this.#learn(view.settings);
			return view;
		} finally {
			this.#pending = without(this.#pending, sent);
		}
	}
}

/** What of `pending` was changed after `sent`. */
function without(pending: Change, sent: Change): Change {
	return Object.fromEntries(Object.entries(pending).filter(([key, value]) => sent[key as keyof Change] !== value));
}
