import { expect, test } from 'vitest';
import type { InboxRow } from '../api/bindings.gen';
import { House } from '../dev/house';
import { NOW } from '../dev/sample';
import { mode } from './mode';

const view = new House().view('mariela-cantú');
const of = (row: Partial<InboxRow>) => mode({ ...view, row: { ...view.row, ...row } }, 'lupita', NOW).mode;
const mine: InboxRow['holder'] = { holder: 'operator', operator: 'lupita' };

test('who holds it decides the form', () => {
	expect(of({ holder: { holder: 'agent' } })).toBe('agent');
	expect(of({ holder: { holder: 'waiting' } })).toBe('waiting');
	expect(of({ holder: mine })).toBe('open');
	expect(of({ holder: { holder: 'operator', operator: 'rosa' } })).toBe('other');
	expect(of({ holder: { holder: 'closed' } })).toBe('closed');
});

test('outside the window only a template goes out', () => {
	expect(of({ holder: mine, window_ends: NOW - 1 })).toBe('template');
	expect(of({ holder: mine, window_ends: null })).toBe('template');
});
