import { expect, test } from 'vitest';
import type { Signal } from '../api/bindings.gen';
import { evidenceOf } from './evidence';

function signal(...evidence: Signal['evidence']): Signal {
	return { trigger: 'frustration', strength: 900, threshold: 500, reason: { because: 'repeated', times: 2, minutes: 5 }, evidence, source: { by: 'rule' }, version: '' };
}
const said = (quote: string, start = 0) => ({ message: 'wamid.1', span: { start, end: start + quote.length }, quote });

test('words on which two signals rest are shown once', () => {
	expect(evidenceOf([signal(said('que me llame')), signal(said('que me llame'))]).map(({ words }) => words.quote)).toEqual(['que me llame']);
});

test('words that begin at the same letter have keys of their own', () => {
	const found = evidenceOf([signal(said('es la tercera vez')), signal(said('es la tercera vez que pregunto'))]);
	expect(new Set(found.map(({ key }) => key)).size).toBe(2);
});
