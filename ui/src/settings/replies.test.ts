import { expect, test } from 'vitest';
import { keepable, problem, type Reply } from './replies';

const reply = (key: number, shortcut: string, text = 'Hola'): Reply => ({ key, shortcut, text });

test('a shortcut is one word', () => {
	expect(problem(reply(1, 'ubicación'), [])).toBeUndefined();
	expect(problem(reply(1, 'dos palabras'), [])).toBe('bad');
	expect(problem(reply(1, ''), [])).toBe('bad');
});

test('the slash before a shortcut is not part of it', () => {
	expect(problem(reply(1, '/citas'), [reply(2, 'citas')])).toBe('twice');
	expect(keepable([reply(1, ' /citas ', ' Hola ')])).toEqual([{ shortcut: 'citas', text: 'Hola' }]);
});

test('a reply needs words', () => {
	expect(problem(reply(1, 'citas', '  '), [])).toBe('empty');
});

test('nothing is kept while one is unfinished', () => {
	expect(keepable([reply(1, 'citas'), reply(2, '')])).toBeUndefined();
});
