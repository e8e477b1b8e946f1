import { describe, expect, test } from 'vitest';
import { en } from './en';
import { es } from './es';
import { pt } from './pt';
import { preferred, Text } from './text.svelte';

test('the system’s first language that we speak is taken', () => {
	expect(preferred(['fr-FR', 'pt-PT', 'es'])).toBe('pt');
	expect(preferred(['fr'])).toBe('en');
});

describe('moments', () => {
	const noon = new Date(2026, 10, 22, 12, 0).getTime();
	const text = new Text('es');
	test('are a time today, a word yesterday, a weekday, then a date', () => {
		expect(text.moment(noon - 3600_000, noon)).toBe('11:00');
		expect(text.moment(noon - 24 * 3600_000, noon)).toBe('ayer');
		expect(text.moment(noon - 3 * 24 * 3600_000, noon)).toBe('jueves');
		expect(text.moment(noon - 30 * 24 * 3600_000, noon)).toMatch(/^23 oct/u);
	});
	test('day lines begin with a capital', () => {
		expect(text.dayLine(noon, noon)).toBe('Hoy');
		expect(text.dayLine(noon - 3 * 24 * 3600_000, noon)).toBe('Jueves');
	});
});

/** Every sentence of a dictionary, with what it says for plain arguments. */
function sentences(part: unknown, path = ''): [string, string][] {
	if (typeof part === 'string') return [[path, part]];
	if (typeof part === 'function') {
		const say = part as (...values: unknown[]) => unknown;
		// Some want a count and some a name; each is asked with both.
		return [2, 'x'].flatMap((value): [string, string][] => {
			try {
				return [[path, String(say(value, value, value))]];
			} catch {
				return [];
			}
		});
	}
	if (typeof part !== 'object' || part === null) return [];
	return Object.entries(part).flatMap(([key, value]) => sentences(value, `${path}.${key}`));
}

describe.each(Object.entries({ en, es, pt }))('in %s', (_, dictionary) => {
	test('nothing blames, shouts or uses the trade’s jargon', () => {
		const bad = sentences(dictionary).filter(([, words]) => /\b(oops|ups|SLA|tickets?|bot|handoff|sync)\b|[^¡]!$/iu.test(words));
		expect(bad).toEqual([]);
	});
	test('no sentence is empty', () => {
		expect(sentences(dictionary).filter(([, words]) => !words.trim())).toEqual([]);
	});
	test('whoever sets the webhook up by hand is told every field Relevo listens to', () => {
		const t = dictionary.numbers.wizard.address;
		expect(t.byHandText).toMatch(/\bmessages\b.*\baccount_update\b/u);
		expect(t.phoneApp).toContain('smb_message_echoes');
	});
});
