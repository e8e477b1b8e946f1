import { expect, test } from 'vitest';
import { found, recent, use, type Emoji } from './emoji';

const one = (emoji: string, annotation: string, tags: string[] = []): Emoji => ({ emoji, annotation, tags, group: 0, order: 0, version: 1 });
const all = [one('❤️', 'corazón rojo', ['amor']), one('🦷', 'diente', ['dentista']), one('😀', 'cara sonriendo', ['feliz'])];

const names = (query: string) => found(all, query).map(({ emoji }) => emoji);

test('an emoji is found by the beginning of any of its words, without accents', () => {
	expect([names('CORAZON'), names('dent'), names('cara fel'), names('razon')]).toEqual([['❤️'], ['🦷'], ['😀'], []]);
});

test('what was used last comes first, once', () => {
	const kept = new Map<string, string>();
	const store = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
	for (const emoji of ['😀', '🦷', '😀']) use(store, emoji);
	expect(recent(store)).toEqual(['😀', '🦷']);
	kept.set('relevo.emoji', 'no list');
	expect(recent(store)).toEqual([]);
});
