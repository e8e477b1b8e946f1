import { describe, expect, test } from 'vitest';
import { command, type Place, type Press } from './keys';

const press = (key: string, held: Partial<Press> = {}): Press => ({
	key,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	shiftKey: false,
	...held,
});
const page: Place = { inTextField: false, inPopup: false, letters: true, mac: false };
const field: Place = { ...page, inTextField: true };

describe('single letters', () => {
	test('act on the page', () => {
		expect(command(press('t'), page)).toBe('take');
		expect(command(press('T', { shiftKey: true }), page)).toBe('takeUse');
		expect(command(press('j'), page)).toBe('next');
	});
	test('judge a call', () => {
		expect(command(press('r'), page)).toBe('right');
		expect(command(press('x'), page)).toBe('needless');
		expect(command(press('m'), page)).toBe('missed');
		expect(command(press('r', { ctrlKey: true }), page)).toBeUndefined();
	});
	test('are text inside a text field', () => {
		expect(command(press('t'), field)).toBeUndefined();
		expect(command(press('?'), field)).toBeUndefined();
		expect(command(press('/'), field)).toBeUndefined();
	});
	test('can be switched off, but search and help stay', () => {
		const off = { ...page, letters: false };
		expect(command(press('t'), off)).toBeUndefined();
		expect(command(press('/'), off)).toBe('search');
		expect(command(press('?', { shiftKey: true }), off)).toBe('help');
	});
	test('do nothing while a dialog is open', () => {
		expect(command(press('t'), { ...page, inPopup: true })).toBeUndefined();
		expect(command(press('Escape'), { ...page, inPopup: true })).toBeUndefined();
	});
});

describe('with a modifier', () => {
	test('Ctrl D hands back from within the composer', () => {
		expect(command(press('d', { ctrlKey: true }), field)).toBe('handBack');
	});
	test('on macOS the command key stands for Ctrl', () => {
		const mac = { ...field, mac: true };
		expect(command(press('d', { metaKey: true }), mac)).toBe('handBack');
		expect(command(press('d', { ctrlKey: true }), mac)).toBeUndefined();
	});
	test('Alt Enter uses the suggestion', () => {
		expect(command(press('Enter', { altKey: true }), field)).toBe('useSuggestion');
	});
	test('Ctrl T stays with the browser', () => {
		expect(command(press('t', { ctrlKey: true }), page)).toBeUndefined();
	});
});

test('Tab is never taken', () => {
	expect(command(press('Tab'), page)).toBeUndefined();
	expect(command(press('Tab', { shiftKey: true }), field)).toBeUndefined();
});
