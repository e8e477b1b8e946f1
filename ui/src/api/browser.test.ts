import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeSource } from '../dev/source';
import { browserBridge, entrance } from './browser';

test('a token leaves the address', () => {
	expect(entrance('#token=abc')).toEqual({ token: 'abc', seat: null, rest: '' });
});

test('a deep link beside the token stays', () => {
	expect(entrance('#/c/x&token=a%2Bb')).toEqual({ token: 'a+b', seat: null, rest: '#/c/x' });
	expect(entrance('#token=abc&/c/x')).toEqual({ token: 'abc', seat: null, rest: '#/c/x' });
});

test('a second person on one hub has a seat of their own', () => {
	expect(entrance('#token=abc&seat=rosa')).toEqual({ token: 'abc', seat: 'rosa', rest: '' });
});

test('an address without a token is left alone', () => {
	expect(entrance('#/c/token')).toBeUndefined();
	expect(entrance('')).toBeUndefined();
});

describe('a link pasted into an open tab', () => {
	beforeEach(() => FakeSource.install());
	afterEach(() => void vi.unstubAllGlobals());

	async function open() {
		const address = { pathname: '/', search: '', hash: '#/c/x' };
		const listeners: (() => void)[] = [];
		const view = {
			location: address,
			history: { replaceState: (_: unknown, __: string, to: string) => (address.hash = to.replace(/^[^#]*/u, '')) },
			addEventListener: (_: string, listener: () => void) => listeners.push(listener),
		};
		const asked = vi.fn(async () => new Response(null, { status: 204 }));
		vi.stubGlobal('fetch', asked);
		const bridge = await browserBridge(view as unknown as Window);
		const go = (hash: string) => ((address.hash = hash), listeners.forEach((listener) => listener()));
		return { bridge, address, asked, go };
	}

	test('is exchanged, leaves the address, and the feed begins anew', async () => {
		const { bridge, address, asked, go } = await open();
		bridge.onChange(
			() => undefined,
			() => undefined,
		);
		go('#/c/y&token=abc');
		expect(address.hash).toBe('#/c/y');
		expect(asked).toHaveBeenCalledWith('/enter', expect.objectContaining({ body: '{"token":"abc","seat":null}' }));
		await new Promise((done) => setImmediate(done));
		expect(FakeSource.all).toHaveLength(2);
	});

	test('without a token nothing happens', async () => {
		const { asked, go } = await open();
		go('#/c/y');
		expect(asked).not.toHaveBeenCalled();
	});
});
