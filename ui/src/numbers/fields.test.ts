import { describe, expect, test } from 'vitest';
import { commands, dialled, isAppSecret, isMetaId, isToken, publicAddress } from './fields';

test('a phone number is not taken for a phone number id', () => {
	expect(isMetaId('106540352242922')).toBe(true);
	expect(isMetaId(' 1065 4035 2242 922 ')).toBe(true);
	expect(isMetaId('+52 81 8335 2210')).toBe(false);
});

test('an app secret has 32 hexadecimal digits', () => {
	expect(isAppSecret('0123456789abcdef0123456789ABCDEF')).toBe(true);
	expect(isAppSecret('EAAG')).toBe(false);
});

test('a token is one long word', () => {
	expect(isToken('EAAGm0PX4ZCpsBAKZCZB0000000')).toBe(true);
	expect(isToken('EAAG m0PX 4ZCps BAKZC')).toBe(false);
});

test('a telephone is read however it is written, but never without its country', () => {
	expect(dialled('+52 (81) 8335-2210')).toBe('+528183352210');
	expect(dialled('0052 81 8335 2210')).toBe('+528183352210');
	expect(dialled('081 83')).toBeUndefined();
	expect(dialled('hola')).toBeUndefined();
});

describe('the public address', () => {
	const local = 'http://127.0.0.1:8787/webhook';
	test('gets the path by itself', () => {
		expect(publicAddress(' https://relevo.example.com ', local)).toBe('https://relevo.example.com/webhook');
	});
	test('keeps a path of its own and drops what follows it', () => {
		expect(publicAddress('https://a.ts.net/in?x=1#y', local)).toBe('https://a.ts.net/in');
	});
	test('must be https and reachable from outside', () => {
		expect(publicAddress('http://a.example.com', local)).toBeUndefined();
		expect(publicAddress('https://localhost', local)).toBeUndefined();
		expect(publicAddress('https://192.168.1.7', local)).toBeUndefined();
		expect(publicAddress('example', local)).toBeUndefined();
	});
});

test('a tunnel leads to where Relevo listens', () => {
	expect(commands('tailscale', 'http://127.0.0.1:8787/webhook')).toBe('tailscale funnel --bg 8787');
	expect(commands('cloudflare', 'http://127.0.0.1:8787/webhook')).toContain('--url http://127.0.0.1:8787 relevo');
});
