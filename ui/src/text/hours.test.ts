import { expect, test } from 'vitest';
import { en } from './en';
import { es } from './es';
import { pt } from './pt';

test('an hour has its article, and one is singular', () => {
	expect([en, es, pt].map((t) => t.composer.opensAt('14:00'))).toEqual([
		'Out of hours. Someone is back at 14:00.',
		'Fuera de horario. Alguien vuelve a las 14:00.',
		'Fora do horário. Alguém volta às 14:00.',
	]);
	expect([es.composer.opensAt('01:30'), pt.composer.opensAt('01:30')]).toEqual([
		'Fuera de horario. Alguien vuelve a la 01:30.',
		'Fora do horário. Alguém volta à 01:30.',
	]);
	expect([es.thread.clock.sinceTime('11:05'), pt.thread.clock.sinceTime('01:05')]).toEqual(['desde las 11:05', 'desde a 01:05']);
});

test('a day has an article too, yesterday none', () => {
	expect(['ayer', 'jueves', '21 nov'].map(es.inbox.since)).toEqual(['desde ayer', 'desde el jueves', 'desde el 21 nov']);
});

test('who is told can’t be read as who tells', () => {
	expect(pt.composer.nextTold('10:46', 'Paola')).toBe('Se ninguém assumir, às 10:46 o aviso vai para Paola.');
});
