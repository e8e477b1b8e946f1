import { expect, test } from 'vitest';
import { bubble } from '../dev/items';
import { recallable, withdrawn } from './withdrawn';

const mine = { author: 'operator', operator: 'lupita' } as const;
const queued = { author: mine, progress: { progress: 'queued' }, content: { kind: 'text', body: 'voy' } } as const;

test('what was queued and is gone was taken back, and by whom is known', () => {
	const known = [bubble(1), bubble(2, queued), bubble(3, queued), bubble(4, queued)];
	const found = withdrawn(known, [bubble(1), bubble(4, { ...queued, progress: { progress: 'accepted' } })], new Set(['m2']));
	expect(found.map(({ item, why }) => [item.key, why])).toEqual([
		['m2', 'cancelled'],
		['m3', 'changed_hands'],
	]);
	expect(found.map(recallable)).toEqual(['voy', 'voy']);
});

test('what the agent had queued, and what lies before the part that was asked again, is no loss', () => {
	const agents = bubble(3, { ...queued, author: { author: 'agent' } });
	expect(withdrawn([bubble(1, queued), agents], [bubble(2)], new Set())).toEqual([]);
});

test('a file can’t be written once more', () => {
	const photo = bubble(2, { ...queued, content: { kind: 'media', media: 'image', remote: null, mime: 'image/jpeg', filename: null, caption: null, stored: null, size: null } });
	expect(withdrawn([photo], [bubble(1)], new Set()).map(recallable)).toEqual([undefined]);
});
