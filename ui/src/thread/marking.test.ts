import { describe, expect, test, vi } from 'vitest';
import type { Mark } from '../api/bindings.gen';
import { House } from '../dev/house';
import { en } from '../text/en';
import { canBeMissed, judge, toldWords, undone, type Told } from './marking';

function judging(marks: Mark[] = [], called = true) {
	const view = new House().view('mariela-cantú');
	const mark = vi.fn(async () => undefined);
	return { view: { ...view, marks, escalation: called ? view.escalation : null }, told: undefined as Told | undefined, mark };
}
const right: Mark = { mark: 'right', escalation: 'e-compliance' };

describe('a call', () => {
	test('is judged once, and saying the same again takes it back', async () => {
		const first = judging();
		await judge(first, 'right');
		expect(first.mark).toHaveBeenCalledWith(right);
		const again = judging([right]);
		await judge(again, 'right');
		expect(again.mark).toHaveBeenCalledWith({ ...right, mark: 'withdrawn' });
	});

	test('can be judged otherwise afterwards', async () => {
		const thread = judging([right]);
		await judge(thread, 'needless');
		expect(thread.mark).toHaveBeenCalledWith({ ...right, mark: 'needless' });
	});

	test('that is over is judged afterwards', async () => {
		const thread = judging([], false);
		const past = new House().view('mariela-cantú').escalation;
		await judge({ ...thread, view: { ...thread.view, past_escalation: past } }, 'right');
		expect(thread.mark).toHaveBeenCalledWith(right);
	});

	test('that never was can’t be judged, and that is said', async () => {
		const thread = judging([right], false);
		await judge(thread, 'needless');
		expect([thread.mark.mock.calls, thread.told]).toEqual([[], 'no_call']);
	});
});

test('a call was missing only where the agent had it since the last one', () => {
	const view = new House().view('mariela-cantú');
	const agent = (from: number) => [{ holder: { holder: 'agent' as const }, from, until: null }];
	const past = view.escalation && { ...view.escalation, called_at: 10 };
	const over = { ...view, escalation: null, past_escalation: past };
	expect(canBeMissed(view)).toBe(false);
	expect(canBeMissed({ ...over, history: agent(0) })).toBe(false);
	expect(canBeMissed({ ...over, history: agent(20) })).toBe(true);
	expect(canBeMissed({ ...over, past_escalation: null })).toBe(true);
});

test('what was said can be undone, what was undone can’t', () => {
	expect(undone(right)).toEqual({ ...right, mark: 'withdrawn' });
	expect(undone({ mark: 'missed', trigger: 'frustration' })).toEqual({ mark: 'withdrawn', escalation: null });
	expect([undone('no_call'), undone({ mark: 'withdrawn', escalation: null })]).toEqual([undefined, undefined]);
});

test('what came of it is said', () => {
	expect(toldWords(en, { mark: 'missed', trigger: 'frustration' })).toBe('Marked as overlooked: Frustration.');
	expect(toldWords(en, 'no_call')).toBe('No person was called here, so there is nothing to judge.');
});
