import { expect, test } from 'vitest';
import { House } from '../dev/house';
import { clinic, spanish } from '../dev/people';
import { at, NOW } from '../dev/sample';
import { nextStep } from './next-step';

const call = { ...new House().view('mariela-cantú').escalation!, next_at: at(10, 46) };
const says = (changed: Partial<typeof call>) => nextStep(spanish, clinic(), { ...call, ...changed }, NOW);

test('says who is told next, and when', () => {
	expect(says({})).toBe('Si nadie la toma, a las 10:46 avisa a Dra. Paola.');
	expect(says({ next: null })).toBe('Si nadie la toma, a las 10:46 suena más fuerte.');
});

test('says who was told once all were', () => {
	expect(says({ next_at: NOW - 1, called: ['lupita', 'rosa'] })).toBe('Ya lo sabe Rosa. El próximo mensaje es tuyo.');
});

test('out of hours says when somebody is back', () => {
	expect(says({ opens_at: at(14, 0) })).toBe('Fuera de horario. Alguien vuelve a las 14:00.');
});

test('and on which day, if it isn’t today', () => {
	expect(says({ opens_at: at(9, 0) + 24 * 3600_000 })).toMatch(/^Fuera de horario\. Alguien vuelve el \d+ [a-z]+\.? a las 09:00\.$/u);
});
