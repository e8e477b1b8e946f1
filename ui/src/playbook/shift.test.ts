import { expect, test } from 'vitest';
import { en } from '../text/en';
import { moved, shiftWords } from './shift';

const says = (shift: number) => shiftWords(en, { shift, most: 120 });

test('a higher threshold calls less easily, a lower one more', () => {
	expect([says(20), says(-20), says(0)]).toEqual(['It calls a little less easily.', 'It calls a little more easily.', 'It calls as before.']);
});

test('how much is said against the most that marks move', () => {
	expect([says(40), says(-120)]).toEqual(['It calls clearly less easily.', 'It calls as much more easily as marks may move it.']);
});

test('marks that cancel each other out are still something to see', () => {
	const none = { trigger: 'frustration', shift: 0, pinned: false, most: 120, since: 0, right: 0, needless: 0, missed: 0 } as const;
	expect([moved(none), moved({ ...none, right: 1 }), moved({ ...none, pinned: true })]).toEqual([false, true, true]);
});
