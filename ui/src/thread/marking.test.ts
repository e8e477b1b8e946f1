import { describe, expect, test, vi } from 'vitest';
import type { Mark } from '../api/bindings.gen';
import { House } from '../dev/house';
import { en } from '../text/en';
import { judge, toldWords, type Told } from './marking';

function judging(marks: Mark[] = [], called = true) {
	const view = new House().view('mariela-cantú');
	const mark = vi.fn(async () => undefined);
	return { view: { ...view, marks, escalation: called ? view.escalation : null }, told: undefined as Told | undefined, mark };
}
const right: Mark = { mark: 'right', escalation: 'e-compliance' };

describe('a call', () => {
	test('is judged once, and saying the same again is told again', async () => {
		const first = judging();
		await judge(first, 'right');
		expect(first.mark).toHaveBeenCalledWith(right);
		const again = judging([right]);
		await judge(again, 'right');
		expect([again.mark.mock.calls, again.told]).toEqual([[], right]);
	});

	test('can be judged otherwise afterwards', async () => {
		const thread = judging([right]);
		await judge(thread, 'needless');
		expect(thread.mark).toHaveBeenCalledWith({ ...right, mark: 'needless' });
	});

	test('that is over can’t be judged, and that is said', async () => {
		const thread = judging([right], false);
		await judge(thread, 'needless');
		expect([thread.mark.mock.calls, thread.told]).toEqual([[], 'no_call']);
	});
});

test('what came of it is said', () => {
	expect(toldWords(en, { mark: 'missed', trigger: 'frustration' })).toBe('Marked as overlooked: Frustration.');
	expect(toldWords(en, 'no_call')).toBe('There is no open call here to judge.');
});
