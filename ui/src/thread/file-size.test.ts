import { expect, test } from 'vitest';
import { isTaken, kindOf } from './file-size';

test('a file that WhatsApp would refuse is known before it is sent', () => {
	for (const mime of ['image/jpeg', 'audio/ogg; codecs=opus', 'application/pdf', 'text/plain; charset=utf-8']) expect(isTaken(mime), mime).toBe(true);
	for (const mime of ['application/zip', 'text/csv', 'image/heic', '']) expect(isTaken(mime), mime).toBe(false);
});

test('what is no picture, film or sound goes as a document', () => {
	expect(['image/png', 'video/mp4', 'audio/ogg; codecs=opus', 'image/heic'].map(kindOf)).toEqual(['image', 'video', 'audio', 'document']);
});
