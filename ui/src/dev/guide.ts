// The made-up clinic's playbook and working week, as in the picture we aim at.
import type { Operator, Playbook } from '../api/bindings.gen';

const OLD = `Tenemos dos sucursales. San Pedro está en Av. Vasconcelos 345, segundo piso de Plaza Ámbar (hay elevador); el estacionamiento es gratis las primeras 2 horas si sellas el boleto con nosotros. Cumbres está en Paseo de los Leones 2210, a un lado de la gasolinera.

San Pedro abre de lunes a viernes de 9:00 a 20:00 y sábado de 9:00 a 15:00. Cumbres, de lunes a viernes de 10:00 a 19:00 y sábado de 9:00 a 14:00. Los domingos cerramos las dos.

A los niños los vemos desde los 4 años con la Dra. Paola Treviño, los sábados en Cumbres.

Precios, en pesos y ya con IVA:
– Valoración dental: $350. Si empiezas tratamiento dentro de los 15 días siguientes, se te abona.
– Limpieza con ultrasonido: $850, dura 45 minutos
– Resina: desde $1,100 por pieza
– Muela del juicio: desde $3,500

Citas. Pide nombre completo, tratamiento, sucursal y dos opciones de día y hora; recepción confirma el lugar, tú no confirmas horarios.

Tono: de tú, cálido, frases cortas. No diagnostiques, no recomiendes medicinas y no opines de otros dentistas.`;

/** The draft's prompt: one paragraph more than what is published. */
export const PROMPT = OLD.replace(
	'Citas. Pide',
	'Empresas: a partir de 15 personas hacemos convenio. Pregunta cuántas son, de qué empresa y qué días les quedan; el precio lo da la Dra. Mariana.\n\nCitas. Pide',
);

export const published: Playbook = {
	id: 'lumbre',
	version: 14,
	business: 'Clínica Lumbre',
	language: 'es',
	time_zone: 'America/Monterrey',
	prompt: OLD,
	rules: [
		{ trigger: 'compliance', verdict: 'always', pattern: { form: 'sentence', text: 'si manda una foto de su boca, es cumplimiento' } },
		{ trigger: 'out_of_scope', verdict: 'always', pattern: { form: 'words', text: 'descuento, más barato' } },
		{ trigger: 'high_value', verdict: 'never', pattern: { form: 'sentence', text: 'si es proveedor y nos quiere vender algo' } },
	],
	routes: {
		compliance: { operators: ['lupita', 'paola'], promise: 5, meanwhile: 'announce', sentence: null },
		frustration: { operators: ['lupita', 'mariana'], promise: 10, meanwhile: 'silent', sentence: null },
		explicit_request: { operators: ['lupita', 'rosa', 'mariana'], promise: 10, meanwhile: 'announce', sentence: null },
		high_value: { operators: ['mariana'], promise: 30, meanwhile: 'qualify', sentence: 'Claro que sí. ¿De qué empresa son y qué días les quedan?' },
		out_of_scope: { operators: [], promise: 90, meanwhile: 'announce', sentence: null },
	},
	sensitivity: {},
	autonomy: 'answer_sure',
	pace: { pause_ms: 4000, longest_pause_ms: 15_000, most_agent_turns: 12, close_after: 60, turn_ends_after: null },
};

/** The working week, skills and topics of a person of the sample team. */
export function reception(person: Operator, place: number): Operator {
	const span = (from: number, to: number) => [{ from: from * 60, to: to * 60 }];
	const early = [...Array.from({ length: 5 }, () => span(9, 17)), span(9, 14), []];
	const late = [...Array.from({ length: 5 }, () => span(12, 20)), [], []];
	const split = [...Array.from({ length: 4 }, () => [...span(9, 13), ...span(16, 20)]), [], span(9, 14), []];
	return {
		...person,
		hours: { days: [early, split, late, []][place] ?? [] },
		languages: place === 3 ? ['es', 'en'] : ['es'],
		skills: ([[], ['compliance'], [], ['high_value', 'frustration']] as Operator['skills'][])[place] ?? [],
		topics: [['citas', 'facturas'], ['niños', 'ortodoncia'], [], ['convenios']][place] ?? [],
		quiet: place === 1 ? { from: 21 * 60, to: 7 * 60 } : null,
		presence: place === 2 ? 'away' : 'available',
	};
}
