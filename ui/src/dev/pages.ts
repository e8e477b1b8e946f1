// The made-up engine behind the pages beside the inbox: playbooks, numbers, people, figures and
// settings of the made-up clinic. Never part of what is delivered.
import type { Api, CheckStep, NumberView, Operator, Playbook, PlaybookView, ThresholdShift, TryOutcome } from '../api/bindings.gen';
import type { House } from './house';
import { TRIGGERS } from '../page/triggers';
import { insights } from './figures';
import { NOW, at, marked, team } from './sample';
import { PROMPT, published, reception } from './guide';

/** Adds the pages' requests to `house`. `bare` is a business that begins today. */
export function furnish(house: House, bare: boolean): void {
	let people: Operator[] = team.map(reception);
	let playbooks: PlaybookView[] = bare ? [] : [view(published, { prompt: PROMPT })];
	let numbers: NumberView[] = bare ? [] : clinicNumbers();
	let canned = [
		{ shortcut: 'ubicación', text: 'San Pedro: Av. Vasconcelos 345, 2.º piso de Plaza Ámbar, hay elevador.' },
		{ shortcut: 'urgencias', text: 'Si te cuesta respirar o te sube la fiebre, ve a urgencias sin esperar.' },
		{ shortcut: 'ultrasonido', text: 'La limpieza con ultrasonido dura 45 minutos y cuesta $850.' },
	];
	let shifts = TRIGGERS.map((trigger): ThresholdShift => ({ trigger, shift: trigger === 'frustration' ? 45 : 0, pinned: false, most: 120, since: NOW - 9 * 86_400_000, right: trigger === 'frustration' ? 3 : 0, needless: trigger === 'frustration' ? 5 : 0, missed: 0 }));
	let key = false;
	let seat = 'lupita';
	const session = house.api.session!;
	const settings = house.api.settings!;
	const find = (id: string) => playbooks.find((one) => one.draft.id === id) ?? refuse();
	const put = (one: PlaybookView) => {
		playbooks = [...playbooks.filter((other) => other.draft.id !== one.draft.id), one];
		return one;
	};

	Object.assign(house.api, {
		session: async () => ({ ...(await session()), operator: seat, team: people }),
		actAs: async ({ operator }) => ((seat = operator), house.api.session!()),
		playbooks: async () => playbooks.map(({ draft, published }) => ({ id: draft.id, business: draft.business, version: published?.version ?? 0, numbers: [] })),
		playbook: async ({ playbook }) => find(playbook),
		savePlaybook: async ({ draft }) => put({ ...(playbooks.find((one) => one.draft.id === draft.id) ?? view(null, draft)), draft, changed: true, facts: facts(draft.prompt), saved_at: NOW }),
		publishPlaybook: async ({ playbook }) => {
			const one = find(playbook);
			const next = { ...one.draft, version: (one.published?.version ?? 0) + 1 };
			return put({ ...one, draft: next, published: next, published_at: NOW, changed: false });
		},
		tryPlaybook: async ({ draft, turns }) => attempt(draft, turns.at(-1)?.text ?? ''),
		checkRule: async ({ rule }) =>
			rule.pattern.form === 'regex' && rule.pattern.text.includes('(')
				? { problem: 'Falta cerrar un paréntesis.', matched: 0, looked_at: 0, examples: [] }
				: { problem: null, matched: 3, looked_at: 1240, examples: ['buenas, *le mando foto de mi boca* para que vea', 'te *mandé una foto de la muela*', '*va foto*, se ve hinchado?'].map((words, i) => ({ conversation: 'mariela-cantú', name: ['Mariela Cantú', 'Jorge Villarreal', 'Lucía Benavides'][i]!, at: NOW - i * 86_400_000, words: marked(words) })) },
		priceSensitivity: async ({ sensitivity }) => ({
			low: { conversations: 500, more: 0, fewer: 9, marked_needless: 0, marked_right: 2 },
			balanced: { conversations: 500, more: 0, fewer: 0, marked_needless: 0, marked_right: 0 },
			high: { conversations: 500, more: 12, fewer: 0, marked_needless: 3, marked_right: 0 },
		})[sensitivity],
		shifts: async () => shifts,
		setShift: async ({ trigger, change }) =>
			(shifts = shifts.map((one) => {
				if (one.trigger !== trigger) return one;
				if (change.change === 'pin') return { ...one, pinned: true, shift: change.shift };
				return change.change === 'free' ? { ...one, pinned: false } : { ...one, shift: 0, pinned: false, right: 0, needless: 0, missed: 0, since: NOW };
			})),
		numbers: async () => numbers,
		connectNumber: async ({ id, waba, name, playbook, coexistence }) => {
			const one: NumberView = { id, waba, name, playbook, coexistence, phone: '', channel: { state: 'unchecked' }, quality: null, throughput: 80, last_webhook_at: null };
			numbers = [...numbers.filter((other) => other.id !== id), one];
			return one;
		},
		checkNumber: async () => ({ steps: checked('waiting') }),
		webhookInfo: async () => ({ local_url: 'http://127.0.0.1:8787/webhook', verify_token: 'relevo-7f3a-91c2-5d0e', public_url: null }),
		setWebhook: async () => ({ steps: checked('ok') }),
		sendTest: async () => ({}),
		removeNumber: async ({ number }) => ((numbers = numbers.filter((one) => one.id !== number)), {}),
		team: async () => people,
		saveOperator: async (operator) => (people = people.some((one) => one.id === operator.id) ? people.map((one) => (one.id === operator.id ? operator : one)) : [...people, operator]),
		removeOperator: async ({ operator }) => (people = people.filter((one) => one.id !== operator)),
		insights: async ({ days }) => insights(bare ? 0 : days),
		settings: async () => ({ ...(await settings()), has_model_key: key, store_bytes: 48_300_000, conversations: 1284, messages: 19_460 }),
		setModelKey: async () => ((key = true), house.api.settings!()),
		checkModel: async () => ({ ok: key, text: key ? 'Hola, ¿en qué te ayudo?' : 'Falta la clave.' }),
		canned: async () => canned,
		saveCanned: async (next) => (canned = next),
	} satisfies Partial<Api>);
}

function refuse(): never {
	throw { code: 'not_found', text: '' };
}

function view(version: Playbook | null, change: Partial<Playbook>): PlaybookView {
	const draft = { ...(version ?? published), ...change };
	return { draft, published: version, published_at: version && new Date(2026, 10, 18).getTime(), changed: true, facts: facts(draft.prompt), saved_at: at(16, 8), revision: 1 };
}

const facts = (prompt: string) => prompt.split(/[.\n]+/u).filter((words) => words.trim().length > 8).length;

function clinicNumbers(): NumberView[] {
	const one: NumberView = { id: '106540352242922', name: 'Recepción San Pedro', phone: '+52 81 8335 2210', waba: '102290129340398', playbook: published.id, channel: { state: 'open' }, quality: 'GREEN', throughput: 80, coexistence: true, last_webhook_at: NOW - 12_000 };
	return [one, { ...one, id: '106540352242923', name: 'Cumbres', phone: '+52 81 8335 2211', channel: { state: 'stopped', code: 190, why: 'la clave de acceso caducó.' }, quality: 'YELLOW', coexistence: false, last_webhook_at: NOW - 7_400_000 }];
}

function checked(webhook: CheckStep['result']): CheckStep[] {
	return [
		{ step: 'token', result: 'ok', detail: 'No caduca.' },
		{ step: 'permissions', result: 'ok', detail: 'whatsapp_business_messaging, whatsapp_business_management' },
		{ step: 'number', result: 'ok', detail: '+52 81 8335 2210 · Clínica Lumbre' },
		{ step: 'webhook', result: webhook, detail: webhook === 'ok' ? 'Llegó una entrega de prueba.' : 'Todavía no llega ninguna entrega.' },
		{ step: 'signature', result: webhook === 'ok' ? 'ok' : 'waiting', detail: '' },
	];
}

async function attempt(draft: Playbook, said: string): Promise<{ draft: TryOutcome; published: TryOutcome | null }> {
	const source = (text: string) => {
		const place = draft.prompt.indexOf(text);
		const start = new TextEncoder().encode(draft.prompt.slice(0, place)).length;
		return { section: '', text, start, end: start + new TextEncoder().encode(text).length };
	};
	if (/empleados|oficina|personas/u.test(said)) {
		const words = marked(said.replace(/(\d+ \w+)/u, '*$1*').replace('hacen convenio', '*hacen convenio*'));
		return {
			draft: { outcome: 'hands_over', signals: [{ trigger: 'high_value', strength: 900, threshold: 500, reason: { because: 'opportunity', kind: 'company' }, evidence: [], source: { by: 'rule' }, version: '' }], trigger: 'high_value', words, operators: ['mariana'], promise: 30, sentence: 'Claro que sí. ¿De qué empresa son y qué días les quedan?' },
			published: { outcome: 'hands_over', signals: [], trigger: 'out_of_scope', words: [], operators: [], promise: 90, sentence: null },
		};
	}
	const answer: TryOutcome = { outcome: 'answers', text: 'Los domingos cerramos las dos sucursales. Y a los niños los vemos desde los 4 años. ¿Te agendo a ti entre semana?', sources: [source('Los domingos cerramos las dos.'), source('A los niños los vemos desde los 4 años')], confidence: 910 };
	return { draft: answer, published: answer };
}
