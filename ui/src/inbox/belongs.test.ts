import { expect, test } from 'vitest';
import type { InboxRow, View } from '../api/bindings.gen';
import { row } from '../dev/sample';
import { belongs } from './belongs';

const VIEWS: View[] = ['needs_person', 'mine', 'with_colleagues', 'with_agent', 'all', 'closed'];
const where = (holder: InboxRow['holder']) => VIEWS.filter((view) => belongs(view, row('Ana', { holder }), 'lupita'));

test('a conversation stands where its holder says, and always among all', () => {
	expect(where({ holder: 'waiting' })).toEqual(['needs_person', 'all']);
	expect(where({ holder: 'agent' })).toEqual(['with_agent', 'all']);
	expect(where({ holder: 'closed' })).toEqual(['all', 'closed']);
});

test('only what this operator holds is theirs', () => {
	expect(where({ holder: 'operator', operator: 'lupita' })).toEqual(['mine', 'all']);
	expect(where({ holder: 'operator', operator: 'rosa' })).toEqual(['with_colleagues', 'all']);
	expect(where({ holder: 'operator', operator: 'phone' })).toEqual(['with_colleagues', 'all']);
});
