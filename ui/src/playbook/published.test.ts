import { expect, test } from 'vitest';
import type { TryOutcome } from '../api/bindings.gen';
import { es } from '../text/es';
import { publishedWords } from './published';

const answers = (text: string): TryOutcome => ({ outcome: 'answers', text, sources: [], confidence: 900 });
const outOfScope: TryOutcome = {
	outcome: 'hands_over',
	signals: [],
	trigger: 'out_of_scope',
	words: [],
	operators: [],
	promise: 90,
	sentence: null,
};

test('another outcome is told in full', () => {
	const result = { draft: answers('Claro.'), published: outOfScope };
	expect(publishedWords(es, result, 14)).toBe('Con la versión 14: fuera de la guía, 90 min.');
});

test('the same outcome is only said to be the same', () => {
	expect(publishedWords(es, { draft: answers('Sí.'), published: answers('Sí.') }, 14)).toBe('Con la versión 14: igual.');
});

test('without a published version nothing is said', () => {
	expect(publishedWords(es, { draft: answers('Sí.'), published: null }, 0)).toBe('');
});
