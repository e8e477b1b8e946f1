// The made-up clinic of `dev.html`: names and words like those of the pictures we aim at. Never part
// of what is delivered.
import type { InboxRow, Operator, RowEscalation, Segment, ThreadItem } from '../api/bindings.gen';
import { aDay, bubble } from './items';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The time of all pictures: 10:44:55 today. */
export const NOW = new Date().setHours(10, 44, 55, 0);

/** `at(10, 41)`: that time today. */
export const at = (hour: number, minute: number) => new Date(NOW).setHours(hour, minute, 30, 0);

/** Words with the evidence between asterisks. */
export function marked(text: string): Segment[] {
	return text.split('*').flatMap((part, i) => (part ? [{ text: part, marked: i % 2 === 1 }] : []));
}

function person(id: string, name: string, role: string): Operator {
	return { id, name, role, languages: ['es'], skills: [], topics: [], hours: { days: [] }, quiet: null, presence: 'available' };
}

export const team = [
	person('lupita', 'Lupita Garza', 'Recepción'),
	person('paola', 'Dra. Paola Treviño', 'Odontopediatría'),
	person('rosa', 'Rosa Salas', 'Recepción, Cumbres'),
	person('mariana', 'Dra. Mariana Elizondo', 'Dirección'),
];

export function row(name: string, parts: Partial<InboxRow> = {}): InboxRow {
	return {
		conversation: name.toLowerCase().replaceAll(' ', '-'),
		number: '106540352242922',
		name,
		initials: '',
		phone: '+52 81 2047 3316',
		holder: { holder: 'agent' },
		epoch: 1,
		last: null,
		unanswered: 0,
		answering: { state: 'no' },
		escalation: null,
		window_ends: NOW + 23 * HOUR + 58 * MINUTE,
		...parts,
	};
}

function call(
	trigger: RowEscalation['trigger'],
	reason: RowEscalation['reason'],
	excerpt: string,
	minutes: { left: number; of: number; waits: number },
): Partial<InboxRow> {
	return {
		holder: { holder: 'waiting' },
		epoch: 2,
		unanswered: 1,
		escalation: {
			id: `e-${trigger}`,
			trigger,
			reason,
			excerpt: marked(excerpt),
			waiting_since: NOW - minutes.waits * MINUTE,
			called_at: NOW - (minutes.of - minutes.left) * MINUTE,
			due_at: NOW + minutes.left * MINUTE,
			put_off: null,
		},
	};
}

function said(words: string, when: number, by: 'agent' | 'customer' | 'lupita', delivery: 'delivered' | 'read' = 'read'): Partial<InboxRow> {
	return {
		last: {
			speaker: by === 'lupita' ? { speaker: 'operator', operator: 'lupita' } : { speaker: by },
			content: { kind: 'text', body: words },
			at: when,
			progress: by === 'customer' ? { progress: 'arrived' } : { progress: 'reported', delivery },
		},
	};
}

export const rows: InboxRow[] = [
	row('Mariela Cantú', { ...call('compliance', { because: 'compliance', kind: 'symptoms' }, '…*se me está hinchando la cara* y me cuesta tragar, es normal??', { left: 1.08, of: 5, waits: 3.92 }), unanswered: 2 }),
	row('Ana Sofía Garza', call('frustration', { because: 'repeated', times: 3, minutes: 40 }, 'ya es la *tercera vez que pregunto* y nadie me contesta', { left: 3.6, of: 10, waits: 6.4 })),
	row('Jorge Villarreal', call('explicit_request', { because: 'asked_for_call' }, 'mejor que *me llame alguien*, no me gusta escribir', { left: 6.7, of: 10, waits: 3.3 })),
	row('Lucía Benavides', call('high_value', { because: 'opportunity', kind: 'company' }, 'somos *40 empleados* y queremos un convenio', { left: 21.6, of: 30, waits: 8.4 })),
	row('Ernesto Salinas', {
		...call('out_of_scope', { because: 'asks_for_decision' }, 'si pago de contado *me hacen el 20%*?', { left: 44.5, of: 90, waits: 23 * 60 + 8 }),
		window_ends: NOW + 52.5 * MINUTE,
	}),
	row('Beto Saldaña', { ...said('listo, te aparto el sábado a las 11', at(10, 29), 'lupita'), holder: { holder: 'operator', operator: 'lupita' }, epoch: 3 }),
	row('Paty Guajardo', { ...said('¿y el estacionamiento?', at(10, 44), 'customer'), answering: { state: 'soon', at: NOW + 3200 } }),
	row('Héctor Tamez', said('La limpieza cuesta $850 y dura 45 minutos. ¿Te agendo?', at(10, 42), 'agent')),
	row('Renata Lozano', said('Perfecto. ¿En San Pedro o en Cumbres te queda mejor?', at(10, 38), 'agent', 'delivered')),
	row('Omar Medina', {
		...said('te aparto el sábado', at(10, 31), 'lupita'),
		last: { speaker: { speaker: 'agent' }, content: { kind: 'text', body: 'te aparto el sábado' }, at: at(10, 31), progress: { progress: 'failed', failure: { failure: 'unreachable' } } },
	}),
	row('Diana Cavazos', { ...said('Claro que sí, aquí la espero', at(10, 20), 'customer'), holder: { holder: 'operator', operator: 'rosa' }, epoch: 4 }),
	row('Fernanda Ríos', said('La factura llega en 48 horas hábiles.', at(9, 52), 'agent')),
];

const agentRail = { rail: 'agent' } as const;
const waitingRail = { rail: 'waiting' } as const;
const ours = (words: string, parts: Parameters<typeof bubble>[1] = {}) => ({
	author: { author: 'agent' } as const,
	content: { kind: 'text', body: words } as const,
	segments: marked(words),
	progress: { progress: 'reported', delivery: 'read' } as const,
	...parts,
});
const theirs = (words: string, parts: Parameters<typeof bubble>[1] = {}) => ({
	content: { kind: 'text', body: words.replaceAll('*', '') } as const,
	segments: marked(words),
	...parts,
});

/** The conversation of the pictures. */
export const thread: ThreadItem[] = [
	aDay(1, new Date(NOW).toISOString().slice(0, 10), at(10, 31)),
	bubble(1, theirs('Hola buenos días, ayer me sacaron la muela del juicio en San Pedro', { last: false }), { at: at(10, 31) }),
	bubble(2, theirs('cuánto cuesta la limpieza? y me dan factura de la extracción?', { first: false }), { at: at(10, 31) }),
	bubble(
		3,
		ours('¡Buenos días! La limpieza con ultrasonido cuesta $850 y dura 45 minutos. La factura se pide este mismo mes a facturas@clinicalumbre.mx con tu constancia fiscal.', {
			sources: [
				{ section: 'Precios', text: 'Limpieza con ultrasonido: $850, dura 45 minutos', start: 700, end: 750 },
				{ section: 'Pagos', text: 'La factura se pide el mismo mes a facturas@clinicalumbre.mx con la constancia fiscal.', start: 1200, end: 1290 },
			],
		}),
		{ at: at(10, 32) },
	),
	bubble(4, theirs('gracias! oye otra cosa', { last: false }), { at: at(10, 41) }),
	bubble(5, theirs('desde anoche *se me está hinchando la cara* y *me cuesta tragar*, es normal??', { first: false }), { at: at(10, 41) }),
	{ ...bubble(6), key: 'line-6', at: at(10, 41), rail: waitingRail, body: { item: 'hand_over', line: 'needs_person', escalation: 'e-compliance', trigger: 'compliance', reason: { because: 'compliance', kind: 'symptoms' } } },
	bubble(7, ours('Esto lo debe ver una persona del equipo. Ya les avisé y te escriben en unos minutos.'), { at: at(10, 41), rail: waitingRail }),
	bubble(8, theirs('ok gracias, la verdad sí me preocupa'), { at: at(10, 43), rail: waitingRail }),
];
for (const item of thread.slice(0, 6)) item.rail = agentRail;
