import { expect, test, vi } from 'vitest';
import type { Playbook, TryOutcome } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { Trial } from './trial.svelte';

const draft = {} as Playbook;
const answers = (text: string): TryOutcome => ({ outcome: 'answers', text, sources: [], confidence: 900 });

test('each question carries what was said before, both sides', async () => {
	const tryPlaybook = vi.fn(async () => ({ draft: answers('A las 9.'), published: null }));
	const trial = new Trial({ tryPlaybook } as unknown as Client);
	await trial.ask(draft, '¿abren?');
	await trial.ask(draft, '¿y el sábado?');
	expect(tryPlaybook).toHaveBeenLastCalledWith({
		draft,
		turns: [
			{ from_customer: true, text: '¿abren?' },
			{ from_customer: false, text: 'A las 9.' },
			{ from_customer: true, text: '¿y el sábado?' },
		],
	});
});

test('what is tried after a person was called begins a new conversation', async () => {
	const called = { outcome: 'hands_over', signals: [], trigger: 'compliance', words: [], operators: [], promise: 300, sentence: 'Un momento.' };
	const tryPlaybook = vi.fn(async () => ({ draft: called as unknown as TryOutcome, published: null }));
	const trial = new Trial({ tryPlaybook } as unknown as Client);
	await trial.ask(draft, 'me siento mal');
	await trial.ask(draft, '¿abren?');
	expect(tryPlaybook).toHaveBeenLastCalledWith({ draft, turns: [{ from_customer: true, text: '¿abren?' }] });
	expect(trial.turns).toHaveLength(2);
});

test('the sentences of the latest answer are lit', async () => {
	const source = { section: '', text: 'A las 9.', start: 0, end: 8 };
	const tryPlaybook = async () => ({ draft: { ...answers('A las 9.'), sources: [source] }, published: null });
	const trial = new Trial({ tryPlaybook } as unknown as Client);
	await trial.ask(draft, '¿abren?');
	expect(trial.sources).toEqual([source]);
	trial.clear();
	expect(trial.sources).toEqual([]);
});

test('a refusal stays beside its question', async () => {
	const tryPlaybook = () => Promise.reject({ code: 'model', text: 'no answer' });
	const trial = new Trial({ tryPlaybook } as unknown as Client);
	await trial.ask(draft, '¿abren?');
	expect(trial.turns[0]?.failed?.code).toBe('model');
	expect(trial.busy).toBe(false);
});
