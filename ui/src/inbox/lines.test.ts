import { describe, expect, test } from 'vitest';
import type { InboxRow, View } from '../api/bindings.gen';
import { rows } from '../dev/sample';
import type { Part } from './inbox.svelte';
import { lines, nextPage } from './lines';

const none: Part = { rows: [], next: null, total: 0, known: true };
const part = (list: InboxRow[], next: string | null = null): Part => ({ rows: list, next, total: 99, known: true });
const waiting = rows.slice(0, 2);
const agent = rows.slice(6, 8);

describe('lines', () => {
	test('a section has its heading and its rows', () => {
		const list = lines(['needs_person', 'with_agent'], (view) => part(view === 'needs_person' ? waiting : agent));
		expect(list.map((line) => line.kind)).toEqual(['head', 'waiting', 'waiting', 'head', 'plain', 'plain']);
	});
	test('an empty section says so, but not before it was asked', () => {
		expect(lines(['needs_person'], () => none).map((line) => line.kind)).toEqual(['head', 'empty']);
		expect(lines(['needs_person'], () => ({ ...none, known: false })).map((line) => line.kind)).toEqual(['head']);
	});
	test('who waits looks the same among all', () => {
		expect(lines(['all'], () => part(waiting)).map((line) => line.kind)).toEqual(['head', 'waiting', 'waiting']);
	});
});

describe('the next page', () => {
	const parts: Partial<Record<View, Part>> = { needs_person: part(waiting), with_agent: part(agent, 'more') };
	const of = (view: View) => parts[view] ?? none;
	const list = lines(['needs_person', 'with_agent'], of);
	test('is read at the end of a section that goes on', () => {
		expect(nextPage(list, list.length - 1, of)).toBe('with_agent');
	});
	test('is not read in the middle of a section, nor where it ends', () => {
		expect(nextPage(list, list.length - 2, of)).toBeUndefined();
		expect(nextPage(list, 2, of)).toBeUndefined();
	});
	test('is read of the view one looks at, also where its last row waits', () => {
		const all = () => part(waiting, 'more');
		expect(nextPage(lines(['all'], all), 2, all)).toBe('all');
	});
});
