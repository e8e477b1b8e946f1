import { expect, test } from 'vitest';
import { format, parse } from './route';

test('a deep link opens its conversation', () => {
	expect(parse('#/c/n1%2Fc%207')).toEqual({ page: 'inbox', conversation: 'n1/c 7' });
});

test('a link to a message keeps both', () => {
	const route = { page: 'inbox', conversation: 'a:b', message: 'wamid.X==' } as const;
	expect(parse(format(route))).toEqual(route);
});

test('an unknown page is the inbox', () => {
	expect(parse('#/nowhere')).toEqual({ page: 'inbox' });
	expect(parse('')).toEqual({ page: 'inbox' });
});

test('a page keeps what follows it', () => {
	expect(parse('#/playbook/at/120')).toEqual({ page: 'playbook', rest: 'at/120' });
});

test('an address that was cut off does not break the page', () => {
	expect(parse('#/c/%E0%A4%A')).toEqual({ page: 'inbox', conversation: '%E0%A4%A' });
});
