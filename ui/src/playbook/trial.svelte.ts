// The trial conversation beside the playbook: what the owner writes as a customer and what would
// happen. Nothing is sent and nothing is kept.
import type { Playbook, TryResult, TryTurn } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { refusal, type Refusal } from '../api/refusal';

/** One thing the customer wrote and what came of it; neither while it is asked. */
export type Turn = { key: number; said: string; result?: TryResult; failed?: Refusal };

export class Trial {
	turns = $state.raw<Turn[]>([]);
	/** The turn whose sentences are lit in the prompt. */
	lit = $state<number>();
	sources = $derived.by(() => {
		const outcome = this.turns.find((turn) => turn.key === this.lit)?.result?.draft;
		return outcome?.outcome === 'answers' ? outcome.sources : [];
	});
	/** Whether an answer is under way. */
	busy = $derived(this.turns.some((turn) => !turn.result && !turn.failed));
	#api: Client;
	#next = 0;

	constructor(api: Client) {
		this.#api = api;
	}

	async ask(draft: Playbook, said: string): Promise<void> {
		const key = this.#next++;
		const turns = [...history(this.turns), { from_customer: true, text: said }];
		this.turns = [...this.turns, { key, said }];
		try {
			const result = await this.#api.tryPlaybook({ draft, turns });
			this.#settle({ key, said, result });
			this.lit = key;
		} catch (error) {
			this.#settle({ key, said, failed: refusal(error) });
		}
	}

	clear(): void {
		this.turns = [];
		this.lit = undefined;
	}

	#settle(settled: Turn): void {
		this.turns = this.turns.map((turn) => (turn.key === settled.key ? settled : turn));
	}
}

/**
 * What was said so far, both sides. Once a person is called the agent is silent, so what is tried next
 * begins a new conversation: else every later message would only repeat the first call.
 */
export function history(turns: readonly Turn[]): TryTurn[] {
	const since = turns.findLastIndex(calls) + 1;
	return turns.slice(since).flatMap(({ said, result }) => {
		const answer = result && answered(result);
		const customer = { from_customer: true, text: said };
		return answer ? [customer, { from_customer: false, text: answer }] : [customer];
	});
}

/** Whether a person would have been called here. */
export function calls({ result }: Turn): boolean {
	return result?.draft.outcome === 'hands_over';
}

function answered(result: TryResult): string | null {
	switch (result.draft.outcome) {
		case 'answers':
			return result.draft.text;
		case 'hands_over':
			return result.draft.sentence;
		case 'fails':
			return null;
	}
}
