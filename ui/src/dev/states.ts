// Every kind of item a thread can hold, one after the other: for looking at them all at once.
import type { Bubble, ThreadItem } from '../api/bindings.gen';
import { bubble } from './items';
import { at, marked } from './sample';

const lupita = { rail: 'operator', operator: 'lupita' } as const;
const mine = (words: string, progress: Bubble['progress'], parts: Partial<Bubble> = {}): Partial<Bubble> => ({
	author: { author: 'operator', operator: 'lupita' },
	content: { kind: 'text', body: words },
	segments: marked(words),
	progress,
	first: false,
	...parts,
});
const media = (kind: 'voice' | 'image' | 'document' | 'sticker', parts: object = {}): Partial<Bubble> => ({
	content: { kind: 'media', media: kind, remote: null, mime: '', filename: null, caption: null, stored: null, size: null, ...parts },
	segments: [],
	media: { state: 'stored', hash: kind, mime: '' },
});

let place = 0;
const put = (parts: Partial<Bubble>, rail: ThreadItem['rail'] = lupita) => bubble(++place, parts, { at: at(10, 27 + place), rail });
const line = (body: ThreadItem['body'], rail: ThreadItem['rail']): ThreadItem => ({ ...bubble(++place), key: `line-${place}`, at: at(10, 27 + place), body, rail });

export const states: ThreadItem[] = [
	put({ content: { kind: 'text', body: 'me pueden dar cita el sábado?' }, segments: marked('me pueden dar cita el sábado?') }, { rail: 'agent' }),
	line({ item: 'hand_over', line: 'needs_person', escalation: 'e', trigger: 'explicit_request', reason: { because: 'asked_for_person' } }, { rail: 'waiting' }),
	put(media('voice'), { rail: 'waiting' }),
	line({ item: 'hand_over', line: 'raised', level: 1, operators: ['paola'] }, { rail: 'waiting' }),
	line({ item: 'hand_over', line: 'draft_dropped', why: { why: 'taken_over' } }, { rail: 'waiting' }),
	line({ item: 'hand_over', line: 'taken_over', operator: 'lupita', how: 'button', waiting_since: at(10, 28) }, lupita),
	put(mine('Sí, el sábado a las 11 en Cumbres.', { progress: 'reported', delivery: 'delivered' }, { first: true })),
	put(mine('Te mando la ubicación', { progress: 'queued' })),
	put(mine('¿Te sirve a esa hora?', { progress: 'unclear' })),
	put(mine('Listo, apartado', { progress: 'failed', failure: { failure: 'unreachable' } })),
	line({ item: 'note', operator: 'lupita', text: 'Prefiere que le hablen por la tarde.' }, lupita),
	put({ ...media('image', { caption: 'así se ve la muela' }), segments: marked('así se ve la muela') }),
	put(media('document', { filename: 'Radiografía panorámica.pdf', size: 2_400_000 })),
	put({ content: { kind: 'location', latitude: 25.65, longitude: -100.36, name: 'Plaza Ámbar', address: 'Av. Vasconcelos 345' }, segments: [] }),
	put({ content: { kind: 'contacts', cards: [{ name: 'Dr. Luis Peña', phones: ['+52 81 8311 2200'] }] }, segments: [] }),
	put(media('sticker')),
	put({ content: { kind: 'unsupported', what: 'poll_creation' }, segments: [] }),
	put({ segments: marked('ya no, gracias'), revoked: true }),
	put({ segments: marked('a las 12 mejor'), edited: true, reply_to: 'wamid.1', reactions: [{ from_customer: false, emoji: '👍' }] }),
	line({ item: 'hand_over', line: 'handed_back', operator: 'lupita', briefing: { facts: ['a', 'b'], promises: ['c'], avoid: [] } }, { rail: 'agent' }),
];
