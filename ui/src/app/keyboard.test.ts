import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Keyboard } from './keyboard';

beforeEach(() => {
	vi.stubGlobal('Element', class {});
	vi.stubGlobal('document', { querySelector: () => null });
});
afterEach(() => void vi.unstubAllGlobals());

/** A keyboard with the means to press `key` and to hold it down. */
function keyboard() {
	const found: { press?: (event: KeyboardEvent) => void } = {};
	const board = new Keyboard('Linux');
	board.start({ addEventListener: (_: string, listener: (event: KeyboardEvent) => void) => (found.press = listener) } as unknown as Window);
	const press = (key: string, repeat = false) => {
		const event = { key, repeat, target: null, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, preventDefault: vi.fn() };
		found.press?.(event as unknown as KeyboardEvent);
		return event;
	};
	return { board, press };
}

test('a key that is held down does once what it asks for', () => {
	const { board, press } = keyboard();
	const right = vi.fn();
	board.on({ right });
	press('r');
	expect(press('r', true).preventDefault).toHaveBeenCalled();
	expect(right).toHaveBeenCalledOnce();
});

test('walking through the list goes on', () => {
	const { board, press } = keyboard();
	const next = vi.fn();
	board.on({ next });
	press('j');
	press('j', true);
	expect(next).toHaveBeenCalledTimes(2);
});
