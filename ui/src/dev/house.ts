// A made-up engine behind the API, in memory: enough to look at every state of the interface and to
// try its keys. It decides nothing like the real one and is never part of what is delivered.
import type { Api, ConversationView, InboxRow, Notice, Session, Settings, ThreadItem, View } from '../api/bindings.gen';
import { belongs } from '../inbox/belongs';
import { bubble } from './items';
import { NOW, rows as sampleRows, marked, row, team, thread as sampleThread } from './sample';
import { states } from './states';

const ME = { holder: 'operator', operator: 'lupita' } as const;

export class House {
	rows: InboxRow[] = structuredClone(sampleRows);
	threads = new Map<string, ThreadItem[]>([
		['mariela-cantú', structuredClone(sampleThread)],
		['beto-saldaña', structuredClone(states)],
	]);
	notices: Notice[] = [];
	online = true;
	now = NOW;
	agent: 'on' | 'off' = 'on';
	settings: Settings = {
		language: null,
		theme: 'system',
		single_keys: true,
		alert_contents: false,
		alert_sound: true,
		autostart: false,
		model: { model: 'embedded' },
	};
	changed: (conversation: string) => void = () => undefined;

	/** Adds so many conversations, one of them with so many messages. */
	grow(conversations: number, messages: number): void {
		for (let i = 0; i < conversations; i++) {
			const last: InboxRow['last'] = { speaker: { speaker: 'agent' }, content: { kind: 'text', body: `Mensaje ${i}` }, at: NOW - i * 60_000, progress: { progress: 'reported', delivery: 'read' } };
			this.rows.push(row(`Cliente ${i}`, { last }));
		}
		const long = Array.from({ length: messages }, (_, i) => bubble(i + 1, { segments: marked(`mensaje ${i + 1} ${'palabra '.repeat(i % 23)}`) }, { at: NOW - (messages - i) * 60_000 }));
		this.threads.set('héctor-tamez', long);
	}

	api: Partial<Api> = {
		session: async () => this.#session(),
		settings: async () => ({ settings: this.settings, has_model_key: false, data_folder: 'C:\\Users\\lupita\\Relevo', store_bytes: 8e6, conversations: 18, messages: 240 }),
		saveSettings: async (settings) => ({ ...(await this.api.settings!()), settings: (this.settings = settings) }),
		status: async () => ({ agent: this.agent, online: this.online, queued: this.online ? 0 : 2, notices: this.notices, now: this.now, counts: this.#counts() }),
		setAgent: async ({ agent }) => ((this.agent = agent), this.api.status!()),
		numbers: async () => [],
		canned: async () => [
			{ shortcut: 'ubicación', text: 'San Pedro: Av. Vasconcelos 345, 2.º piso de Plaza Ámbar, hay elevador.' },
			{ shortcut: 'urgencias', text: 'Si te cuesta respirar o te sube la fiebre, ve a urgencias sin esperar.' },
			{ shortcut: 'ultrasonido', text: 'La limpieza con ultrasonido dura 45 minutos y cuesta $850.' },
		],
		templates: async () => [
			{ name: 'Seguimiento', language: 'es_MX', category: 'UTILITY', body: 'Hola {{1}}, ya tenemos respuesta a tu pregunta. ¿La vemos?', values: 1 },
			{ name: 'Recordatorio', language: 'es_MX', category: 'UTILITY', body: 'Hola {{1}}, te esperamos el {{2}}.', values: 2 },
		],
		insights: async () => ({ days: [{ date: '', conversations: 47, ended_by_agent: 38, escalated: 9, taken: 9, kept: 9, broken: 0 }], triggers: [], first_response_median: null, first_response_p90: null, marked_missed: 0 }),
		inbox: async ({ view, after, limit }) => {
			const all = this.rows.filter((r) => belongs(view, r, 'lupita'));
			const from = Number(after ?? 0);
			const next = from + limit < all.length ? String(from + limit) : null;
			return { rows: all.slice(from, from + limit), next, total: all.length };
		},
		search: async ({ text }) => ({
			hits: this.rows.filter((r) => r.name.toLowerCase().includes(text.toLowerCase())).map((r) => ({ conversation: r.conversation, name: r.name, initials: '', entry: null, at: NOW, speaker: { speaker: 'customer' }, excerpt: [{ text: 'cuánto cuesta la ', marked: false }, { text, marked: true }] })),
		}),
		conversation: async ({ conversation }) => this.view(conversation),
		thread: async ({ conversation, before, limit }) => {
			const all = this.#thread(conversation).filter((item) => before === null || item.place < before);
			const items = all.slice(-limit);
			return { items, older: all.length > limit ? (items[0]?.place ?? null) : null, newer: null };
		},
		opened: async () => ({}),
		saveDraft: async () => ({}),
		takeOver: async ({ conversation }) => this.#hold(conversation, ME),
		handBack: async ({ conversation }) => this.#hold(conversation, { holder: 'agent' }),
		close: async ({ conversation }) => this.#hold(conversation, { holder: 'closed' }),
		reopen: async ({ conversation }) => this.#hold(conversation, { holder: 'agent' }),
		write: async ({ conversation, id, text }) => {
			this.say(conversation, bubble(1000 + this.#thread(conversation).length, { author: { author: 'operator', operator: 'lupita' }, segments: marked(text), content: { kind: 'text', body: text }, progress: this.online ? { progress: 'reported', delivery: 'read' } : { progress: 'queued' } }, { key: id, at: NOW, rail: { rail: 'operator', operator: 'lupita' } }));
			return this.view(conversation);
		},
	};

	say(conversation: string, item: ThreadItem): void {
		this.threads.set(conversation, [...this.#thread(conversation), item]);
		this.changed(conversation);
	}

	row(conversation: string): InboxRow {
		const found = this.rows.find((r) => r.conversation === conversation);
		if (!found) throw { code: 'not_found', text: '' };
		return found;
	}

	view(conversation: string): ConversationView {
		const r = this.row(conversation);
		const e = r.escalation;
		return {
			row: r,
			customer: { id: '', user_id: null, phone: r.phone, name: r.name, username: null },
			number_name: 'Clínica Lumbre, San Pedro',
			business: 'Clínica Lumbre',
			held_since: NOW - 12_000,
			began_at: NOW - 4 * 86_400_000,
			answering: r.answering,
			escalation: e && {
				...e,
				signals: [{ trigger: e.trigger, strength: 920, threshold: 500, reason: e.reason, evidence: evidence(e.excerpt), source: { by: 'rule' }, version: '' }, { trigger: e.trigger, strength: 900, threshold: 500, reason: e.reason, evidence: [], source: { by: 'agent' }, version: '' }],
				opens_at: null,
				called: ['lupita'],
				next: 'paola',
				next_at: e.due_at,
				ended_at: null,
				answered_at: r.holder.holder === 'operator' ? NOW - 12_000 : null,
				brief: {
					wants: 'Saber si es normal la hinchazón después de que le sacaron la muela del juicio.',
					tried: 'El agente dio el precio de la limpieza y cómo pedir factura. No opinó de los síntomas.',
					tone: 'worried',
					facts: [
						{ label: 'subject', value: 'Muela del juicio, ayer' },
						{ label: 'place', value: 'San Pedro' },
						{ label: 'when', value: 'Anoche' },
						{ label: 'open', value: 'Factura de la extracción' },
					],
					suggested_reply: 'Mariela, gracias por avisarnos. Ya llamo al doctor que te atendió. Si te cuesta respirar, ve a urgencias sin esperar. ¿Te marcamos a este número?',
				},
			},
			past_escalation: null,
			briefing: null,
			proposed_briefing: { facts: ['El doctor ya está avisado', 'Falta mandar la factura'], promises: [], avoid: ['No hablar de síntomas ni medicinas'] },
			suggestion: r.holder.holder === 'operator' ? 'Ven hoy a las 12:30 a San Pedro, te ve la Dra. Paola.' : null,
			language: 'es',
			draft: '',
			history: [
				{ holder: { holder: 'agent' }, from: NOW - 900_000, until: NOW - 200_000 },
				{ holder: r.holder, from: NOW - 200_000, until: null },
			],
			notes: [{ key: 'n', operator: 'lupita', at: NOW - 600_000, text: 'Prefiere que le hablen por la tarde.' }],
			marks: [],
			said: { customer: 5, agent: 2, operators: 0 },
		};
	}

	#thread(conversation: string): ThreadItem[] {
		return this.threads.get(conversation) ?? sampleThread.slice(0, 4);
	}

	#hold(conversation: string, holder: InboxRow['holder']): ConversationView {
		const r = this.row(conversation);
		this.rows = this.rows.map((other) => (other === r ? { ...r, holder, epoch: r.epoch + 1, last: r.last ?? { speaker: { speaker: 'customer' }, content: { kind: 'text', body: 'ok gracias, la verdad sí me preocupa' }, at: NOW - 60_000, progress: { progress: 'arrived' } } } : other));
		this.changed(conversation);
		return this.view(conversation);
	}

	#counts() {
		const count = (view: View) => this.rows.filter((r) => belongs(view, r, 'lupita')).length;
		return { needs_person: count('needs_person'), late: 0, mine: count('mine'), with_agent: count('with_agent'), closed: count('closed') };
	}

	#session(): Session {
		return { operator: 'lupita', team, settings: this.settings, theme: this.settings.theme, language: this.settings.language, version: '0.1.0', phones_url: null, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
	}
}

function evidence(excerpt: { text: string; marked: boolean }[]) {
	let end = 0;
	const spans = excerpt.map(({ text, marked }) => ({ marked, quote: text, span: { start: end, end: (end += text.length) } }));
	return spans.filter((part) => part.marked).map(({ quote, span }) => ({ message: 'wamid.5', span, quote }));
}
