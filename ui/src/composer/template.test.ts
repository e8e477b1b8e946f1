import { expect, test } from 'vitest';
import { complete, filled, firstValues, ordered } from './template';

const template = { name: 'seguimiento', language: 'es_MX', category: 'UTILITY', body: 'Hola {{1}}, sobre {{2}}.', values: 2 };

test('a template shows its values where they go', () => {
	expect(filled(template, ['Ernesto', 'tu pregunta'])).toBe('Hola Ernesto, sobre tu pregunta.');
});

test('a missing value stays visible and keeps the template from being sent', () => {
	expect(filled(template, ['Ernesto', ' '])).toBe('Hola Ernesto, sobre {{2}}.');
	expect(complete(template, ['Ernesto', ' '])).toBe(false);
	expect(complete(template, ['Ernesto', 'x'])).toBe(true);
});

test('the first value is the customer’s first name', () => {
	expect(firstValues(template, 'Ernesto Salinas')).toEqual(['Ernesto', '']);
});

test('templates in the customer’s language come first', () => {
	const english = { ...template, name: 'a', language: 'en' };
	expect(ordered([english, template], 'es').map((t) => t.name)).toEqual(['seguimiento', 'a']);
});
