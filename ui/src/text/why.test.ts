import { describe, expect, test } from 'vitest';
import type { Signal } from '../api/bindings.gen';
import { en } from './en';
import { es } from './es';
import { certainty, contentWords, failureWords, reasonWords, triggerWords } from './why';

const signal = (by: 'rule' | 'agent' | 'model', strength = 900): Signal => ({
	trigger: 'frustration',
	strength,
	threshold: 500,
	reason: { because: 'anger' },
	evidence: [],
	source: { by },
	version: '1',
});

test('compliance always carries its kind in plain words', () => {
	expect(triggerWords(es, 'compliance', { because: 'compliance', kind: 'symptoms' })).toBe('Cumplimiento · síntomas');
	expect(triggerWords(es, 'frustration', { because: 'anger' })).toBe('Frustración');
});

describe('how sure', () => {
	test('says that two readers agree', () => {
		expect(certainty(es, [signal('rule'), signal('agent')])).toBe('Señal fuerte · la regla y el agente coinciden');
	});
	test('names the only one who found it', () => {
		expect(certainty(en, [signal('model', 400)])).toBe('Faint signal · the reader found it');
		expect(certainty(en, [])).toBe('');
	});
});

test('reasons with figures say them', () => {
	expect(reasonWords(es, { because: 'repeated', times: 3, minutes: 40 })).toBe('Lo mismo 3 veces en 40 min');
	expect(reasonWords(es, { because: 'unreadable', what: 'voice' })).toBe('El agente no puede leer esto: nota de voz');
});

test('what was not sent says why', () => {
	expect(failureWords(en, { failure: 'refused', code: 1, text: 'too long' })).toContain('too long');
	// A number stands still for want of payment as well as for want of a key; which, stands with the number.
	expect(failureWords(en, { failure: 'channel_stopped', code: 131042 })).toBe('Not sent: the number stands still. What to put in order stands under Numbers.');
	expect(failureWords(es, { failure: 'unreachable' })).toBe('No se envió: el número no tiene WhatsApp.');
});

test('content without words is called by its kind', () => {
	const media = { kind: 'media', media: 'voice', remote: null, mime: '', filename: null, caption: null, stored: null, size: null } as const;
	expect(contentWords(es, media)).toBe('Nota de voz');
	expect(contentWords(es, { ...media, caption: 'mira' })).toBe('mira');
	expect(contentWords(en, { kind: 'unsupported', what: 'poll' })).toBe('Message that can’t be shown here');
});
