import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Playbook, PlaybookView } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { Desk } from './desk.svelte';

const written = (prompt: string): Playbook => ({
	id: 'p',
	version: 1,
	business: 'Lumbre',
	language: 'es',
	time_zone: 'UTC',
	prompt,
	rules: [],
	routes: {},
	sensitivity: {},
	autonomy: 'answer_sure',
	pace: { pause_ms: 4000, longest_pause_ms: 15000, most_agent_turns: 12, close_after: 60, turn_ends_after: null },
});
const viewOf = (draft: Playbook, revision = 1): PlaybookView => ({
	draft,
	published: written('Abrimos a las 9.'),
	published_at: 1,
	changed: draft.prompt !== 'Abrimos a las 9.',
	facts: 1,
	saved_at: 1,
	revision,
});

/** An engine that keeps one playbook. */
function engine() {
	let kept = written('Abrimos a las 9.');
	const api = {
		playbooks: vi.fn(async () => [{ id: 'p', business: 'Lumbre', version: 1, numbers: [] }]),
		playbook: vi.fn(async () => viewOf(kept)),
		savePlaybook: vi.fn(async ({ draft }: { draft: Playbook }) => viewOf((kept = draft))),
		publishPlaybook: vi.fn(async () => ({ ...viewOf(kept), published: { ...kept, version: 2 } })),
	};
	return { api, desk: new Desk(api as unknown as Client), elsewhere: (draft: Playbook) => (kept = draft) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('keeping the draft', () => {
	test('what was typed last is sent when the window closes, also while an earlier state is being kept', async () => {
		const { api, desk } = engine();
		await desk.refresh();
		api.savePlaybook.mockReturnValueOnce(new Promise(() => undefined));
		desk.change({ prompt: 'a' });
		await vi.advanceTimersByTimeAsync(1000);
		desk.change({ prompt: 'ab' });
		desk.leave();
		expect(api.savePlaybook.mock.lastCall?.[0].draft.prompt).toBe('ab');
	});

	test('typing is kept once, after a pause', async () => {
		const { api, desk } = engine();
		await desk.refresh();
		desk.change({ prompt: 'a' });
		desk.change({ prompt: 'ab' });
		expect(desk.kept).toBe('waiting');
		await vi.advanceTimersByTimeAsync(1000);
		expect(api.savePlaybook).toHaveBeenCalledOnce();
		expect(api.savePlaybook.mock.calls[0]?.[0].draft.prompt).toBe('ab');
		expect(desk.kept).toBe('saved');
	});

	test('what is typed while it is kept is kept afterwards, never lost', async () => {
		const { api, desk } = engine();
		await desk.refresh();
		let finish: (view: PlaybookView) => void = () => undefined;
		api.savePlaybook.mockImplementationOnce(() => new Promise((done) => (finish = done)));
		desk.change({ prompt: 'uno' });
		await vi.advanceTimersByTimeAsync(1000);
		desk.change({ prompt: 'uno dos' });
		finish(viewOf(written('uno')));
		await vi.advanceTimersByTimeAsync(1000);
		expect(desk.draft?.prompt).toBe('uno dos');
		expect(api.savePlaybook.mock.lastCall?.[0].draft.prompt).toBe('uno dos');
		expect(desk.kept).toBe('saved');
	});

	test('a refusal keeps the text on the screen and says so', async () => {
		const { api, desk } = engine();
		await desk.refresh();
		api.savePlaybook.mockRejectedValueOnce({ code: 'unreachable', text: '' });
		desk.change({ prompt: 'mío' });
		await vi.advanceTimersByTimeAsync(1000);
		expect(desk.kept).toBe('failed');
		expect(desk.draft?.prompt).toBe('mío');
		await desk.flush();
		expect(desk.kept).toBe('saved');
	});

	test('names the revision that was written in, also where a newer one was seen meanwhile', async () => {
		const { api, desk } = engine();
		await desk.refresh();
		desk.change({ prompt: 'mío' });
		api.playbook.mockImplementationOnce(async () => viewOf(written('de otra silla'), 2));
		await desk.refresh();
		await desk.flush();
		expect(api.savePlaybook.mock.lastCall?.[0]).toMatchObject({ revision: 1 });
		api.savePlaybook.mockImplementationOnce(async ({ draft }) => viewOf(draft, 3));
		desk.change({ prompt: 'mío y más' });
		await desk.flush();
		desk.change({ prompt: 'y todavía más' });
		await desk.flush();
		expect(api.savePlaybook.mock.lastCall?.[0]).toMatchObject({ revision: 3 });
	});

	test('a change from elsewhere is shown, but not over what is being typed', async () => {
		const { desk, elsewhere } = engine();
		await desk.refresh();
		elsewhere(written('de otra silla'));
		await desk.refresh();
		expect(desk.draft?.prompt).toBe('de otra silla');
		desk.change({ prompt: 'mío' });
		await desk.refresh();
		expect(desk.draft?.prompt).toBe('mío');
	});
});

describe('publishing', () => {
	test('keeps first what is on the screen', async () => {
		const { api, desk } = engine();
		await desk.refresh();
		desk.change({ prompt: 'nuevo' });
		expect(await desk.publish()).toBe(true);
		expect(api.savePlaybook.mock.calls[0]?.[0].draft.prompt).toBe('nuevo');
		expect(desk.changes).toEqual([]);
		expect(desk.nextVersion).toBe(3);
	});

	test('does not happen when the draft could not be kept', async () => {
		const { api, desk } = engine();
		await desk.refresh();
		api.savePlaybook.mockRejectedValueOnce({ code: 'internal', text: '' });
		desk.change({ prompt: 'nuevo' });
		expect(await desk.publish()).toBe(false);
		expect(api.publishPlaybook).not.toHaveBeenCalled();
	});

	test('needs something new', async () => {
		const { desk } = engine();
		await desk.refresh();
		expect(desk.publishable).toBe(false);
		desk.change({ prompt: 'nuevo' });
		expect(desk.publishable).toBe(true);
		desk.change({ prompt: '  ' });
		expect(desk.publishable).toBe(false);
	});
});
