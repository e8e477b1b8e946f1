// Who sits here and how the house is: the state every page shares. It asks and keeps the last known
// answer; it decides nothing.
import { getContext, setContext } from 'svelte';
import type { Changed, Presence, Session as SessionData, Settings, Status } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { refusal, type Refusal } from '../api/refusal';
import type { People } from './people.svelte';
import { SettingsKeeper } from './settings-keeper';

/** How long it waits before it asks again whether Relevo is back. */
const AGAIN = 3000;

export class Session {
	/** The last known answers; kept on the screen while they are asked again. */
	data = $state.raw<SessionData>();
	status = $state.raw<Status>();
	/** Whether Relevo itself answers; not to be mixed up with WhatsApp being reachable. */
	reachable = $state(true);
	/** What was refused last, until it is dismissed. */
	trouble = $state.raw<Refusal>();
	/** Called when Relevo answers again; set by whoever has to ask anew. */
	back: () => void = () => undefined;
	/** Keeps what is changed of the settings, wherever it is changed. */
	readonly settings: SettingsKeeper;
	#api: Client;
	#people: People;
	#again: ReturnType<typeof setTimeout> | undefined;

	constructor(api: Client, people: People) {
		this.#api = api;
		this.#people = people;
		this.settings = new SettingsKeeper(
			api,
			() => this.data?.settings,
			(settings) => this.data && this.#learn({ ...this.data, settings, theme: settings.theme, language: settings.language }),
		);
	}

	/** The operator of this seat. */
	get me(): string | undefined {
		return this.data?.operator ?? undefined;
	}

	get presence(): Presence {
		return this.data?.team.find((person) => person.id === this.me)?.presence ?? 'available';
	}

	/** Asks again for what `changed` touches; everything without it. */
	async refresh(changed?: Changed): Promise<void> {
		const topics = new Set(changed?.topics);
		const session = !changed || topics.has('team') || topics.has('settings');
		const status = !changed || changed.conversations.length > 0 || topics.size > 0;
		await Promise.all([session && this.#askSession(), status && this.#askStatus()]);
	}

	setAgent(on: boolean): Promise<void> {
		return this.attempt(async () => {
			this.status = await this.#api.setAgent({ agent: on ? 'on' : 'off' });
		});
	}

	setPresence(presence: Presence): Promise<void> {
		return this.attempt(async () => this.#learn(await this.#api.setPresence({ presence })));
	}

	actAs(operator: string): Promise<void> {
		return this.attempt(async () => this.#learn(await this.#api.actAs({ operator })));
	}

	/** The first person of a new installation: always at work, takes everything. */
	beginAs(name: string): Promise<void> {
		return this.attempt(async () => {
			const operator = crypto.randomUUID();
			const first = { id: operator, name, role: '', languages: [], skills: [], topics: [] };
			await this.#api.saveOperator({ ...first, hours: { days: [] }, quiet: null, presence: 'available' });
			this.#learn(await this.#api.actAs({ operator }));
		});
	}

	saveSettings(change: Partial<Settings>): Promise<void> {
		return this.attempt(async () => {
			await this.settings.save(change);
		});
	}

	/** Does `work`; a refusal is kept for the screen instead of thrown. */
	async attempt(work: () => Promise<unknown>): Promise<void> {
		try {
			await work();
		} catch (error) {
			this.trouble = refusal(error);
			if (this.trouble.code === 'unreachable') this.#lost();
		}
	}

	/** Nobody answers: it is asked again and again until somebody does. */
	#lost(): void {
		this.reachable = false;
		clearTimeout(this.#again);
		this.#again = setTimeout(() => void this.#askStatus().then(() => this.reachable || this.#lost()), AGAIN);
	}

	async #askSession(): Promise<void> {
		await this.#quietly(async () => this.#learn(await this.#api.session()));
	}

	async #askStatus(): Promise<void> {
		await this.#quietly(async () => void (this.status = await this.#api.status()));
	}

	/** What is only asked again may fail quietly: the last known state stays on the screen. */
	async #quietly(work: () => Promise<void>): Promise<void> {
		try {
			await work();
			const away = !this.reachable;
			this.reachable = true;
			if (away) this.back();
			if (this.trouble?.code === 'locked' || this.trouble?.code === 'unreachable') this.trouble = undefined;
		} catch (error) {
			const trouble = refusal(error);
			this.reachable = false;
			if (!this.data || trouble.code === 'locked') this.trouble = trouble;
		}
	}

	#learn(data: SessionData): void {
		this.data = data;
		this.#people.learn(data.operator ?? '', data.team);
	}
}

const KEY = Symbol('session');

/** Gives `session` to every component below. */
export function provideSession(session: Session): Session {
	return setContext(KEY, session);
}

/** Who sits here. */
export function useSession(): Session {
	return getContext<Session>(KEY);
}
