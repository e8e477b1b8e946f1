import { expect, test } from 'vitest';
import { House } from '../dev/house';
import { en } from '../text/en';
import { es } from '../text/es';
import { triedWords, wantsWords } from './sentences';

const call = new House().view('mariela-cantú').escalation!;
const brief = { ...call.brief!, said: { asked: 'mejor que me llame alguien', answers: 2, answered: 'Cuesta $750.' } };
const signals = [{ ...call.signals[0]!, trigger: 'explicit_request' as const, reason: { because: 'asked_for_call' as const } }];

test('the lead is in the reader’s language, the customer’s words are their own', () => {
	expect(wantsWords(en, { brief, signals })).toBe('Wants to be phoned: “mejor que me llame alguien”');
	expect(wantsWords(es, { brief, signals })).toBe('Quiere que le llamen: «mejor que me llame alguien»');
	expect(wantsWords(en, { brief: { ...brief, said: { ...brief.said, asked: '' } }, signals })).toBe('Wants to be phoned');
});

test('where the reason says no more, the trigger leads', () => {
	const plain = [{ ...signals[0]!, reason: { because: 'asked_for_person' as const } }];
	expect(wantsWords(en, { brief, signals: plain })).toMatch(/^Wants to speak with a person: /u);
});

test('what was tried counts the agent’s answers', () => {
	expect(triedWords(en, brief)).toBe('The agent answered 2 times, last: “Cuesta $750.”');
	expect(triedWords(en, { ...brief, said: { ...brief.said, answers: 0, answered: '' } })).toBe('');
});

test('an older brief says what it was written with', () => {
	expect(wantsWords(en, call)).toBe(call.brief!.wants);
	expect(triedWords(en, call.brief!)).toBe(call.brief!.tried);
});

test('words that are written from the right don’t turn the sentence around them', () => {
	const arabic = { ...brief, said: { ...brief.said, asked: 'أريد موعدًا 123' } };
	expect(wantsWords(en, { brief: arabic, signals })).toBe('Wants to be phoned: “\u2068أريد موعدًا 123\u2069”');
});
