// The connect wizard's state: which step, and what was typed. Keys leave this state as soon as they
// are handed over; they are never read back.
import type { ConnectNumber, NumberView, WebhookInfo } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { refusal, type Refusal } from '../api/refusal';
import { isAppSecret, isMetaId, isToken, pasted } from './fields';

/** The steps, in order. */
export const STEPS = ['app', 'number', 'secrets', 'address', 'check'] as const;
export type Step = (typeof STEPS)[number];

export class Wizard {
	step = $state<Step>('app');
	id = $state('');
	waba = $state('');
	name = $state('');
	playbook = $state('');
	coexistence = $state(false);
	token = $state('');
	secret = $state('');
	webhook = $state.raw<WebhookInfo>();
	saving = $state(false);
	trouble = $state.raw<Refusal>();
	/** Whether keys are kept already, so that empty fields keep them. */
	readonly known: boolean;
	#api: Client;

	constructor(api: Client, number: NumberView | undefined) {
		this.#api = api;
		this.known = !!number;
		if (!number) return;
		this.step = 'secrets';
		this.id = number.id;
		this.waba = number.waba;
		this.name = number.name;
		this.playbook = number.playbook ?? '';
		this.coexistence = number.coexistence;
	}

	/** Whether the step `number` is complete. */
	get numberReady(): boolean {
		return isMetaId(this.id) && isMetaId(this.waba) && !this.sameIds && !!this.name.trim();
	}

	/** Whether one id was pasted into both fields: Meta never gives two things the same. */
	get sameIds(): boolean {
		return isMetaId(this.id) && pasted(this.id) === pasted(this.waba);
	}

	/** Whether the step `secrets` is complete. */
	get secretsReady(): boolean {
		const kept = (text: string, good: (text: string) => boolean) => (text ? good(text) : this.known);
		return kept(this.token, isToken) && kept(this.secret, isAppSecret);
	}

	/** Whether `step` can be gone to from here: back always, forward over complete steps only. */
	reachable(step: Step): boolean {
		const place = STEPS.indexOf(step);
		if (place <= STEPS.indexOf(this.step)) return true;
		if (place > 1 && !this.numberReady) return false;
		return place <= 2 || this.known;
	}

	next(): void {
		this.step = STEPS[STEPS.indexOf(this.step) + 1] ?? this.step;
	}

	/** Hands everything over; on success the keys are forgotten here. */
	async save(): Promise<void> {
		this.saving = true;
		try {
			await this.#api.connectNumber(this.#typed());
			this.token = '';
			this.secret = '';
			this.trouble = undefined;
			await this.learnWebhook();
			this.next();
		} catch (error) {
			this.trouble = refusal(error);
		}
		this.saving = false;
	}

	async learnWebhook(): Promise<void> {
		this.webhook = await this.#api.webhookInfo();
	}

	#typed(): ConnectNumber {
		return {
			id: pasted(this.id),
			waba: pasted(this.waba),
			name: this.name.trim(),
			playbook: this.playbook || null,
			access_token: this.token.trim() || null,
			app_secret: pasted(this.secret) || null,
			coexistence: this.coexistence,
		};
	}
}
