// Made-up figures for the insights page: a quiet weekend, a busy week, the same each time.
import type { InsightDay, Insights } from '../api/bindings.gen';
import { NOW } from './sample';

const DAY = 86_400_000;
const ENDS = [1, 2, 5, 10, 15, 30, 60, 120, 240];
const NAMES = ['Ana Sofía Garza', 'Jorge Villarreal', 'Lucía Benavides', 'Ernesto Salinas', '+528120473399', 'Héctor Tamez', 'Renata Lozano'];

function day(back: number): InsightDay {
	const when = new Date(NOW - back * DAY);
	const weekend = when.getDay() === 0 || when.getDay() === 6;
	const conversations = (weekend ? 14 : 44) + ((back * 7) % 17);
	const escalated = Math.round(conversations * (0.14 + ((back * 3) % 10) / 100));
	const broken = back % 9 === 4 ? 1 + (back % 3) : 0;
	const date = `${when.getFullYear()}-${String(when.getMonth() + 1).padStart(2, '0')}-${String(when.getDate()).padStart(2, '0')}`;
	const open = back === 0 ? 5 : 0;
	return { date, conversations, escalated, ended_by_agent: conversations - escalated - open, taken: escalated, kept: escalated - broken, broken };
}

/** The figures of the last `days` days. */
export function insights(days: number): Insights {
	const few = days / 30;
	const count = (n: number) => Math.round(n * few);
	return {
		days: Array.from({ length: days }, (_, i) => day(days - 1 - i)),
		triggers: [
			{ trigger: 'out_of_scope', escalations: count(92), right: count(31), needless: count(9), missed: count(4) },
			{ trigger: 'explicit_request', escalations: count(61), right: count(40), needless: 0, missed: count(1) },
			{ trigger: 'frustration', escalations: count(41), right: count(22), needless: count(5), missed: count(3) },
			{ trigger: 'high_value', escalations: count(33), right: count(18), needless: count(2), missed: 0 },
			{ trigger: 'compliance', escalations: count(17), right: count(17), needless: 0, missed: 0 },
		],
		first_response_median: days ? 114_000 : null,
		first_response_p90: days ? 535_000 : null,
		marked_missed: count(8),
		first_responses: [61, 74, 48, 22, 12, 9, 4, 0, 0, 0].map((n, i) => ({ from: (ENDS[i - 1] ?? 0) * 60_000, to: ENDS[i] ? ENDS[i] * 60_000 : null, count: count(n) })),
		late: NAMES.map((name, i) => {
			const due_at = NOW - i * 31 * 3_600_000;
			const late_by = (3 + i * 4) * 60_000;
			return { conversation: 'mariela-cantú', name, trigger: i % 2 ? 'explicit_request' : 'frustration', called_at: due_at - 600_000, due_at, answered_at: i ? due_at + late_by : null, late_by, operator: i ? 'paola' : null };
		}),
	};
}
