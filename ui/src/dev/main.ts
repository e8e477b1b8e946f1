// Shows the interface over the made-up clinic, for looking at it while developing: `npm run dev`, then
// `/dev.html?lang=es&theme=dark&late=…`. Not part of what is delivered.
import { requests, type Api } from '../api/bindings.gen';
import { clientOver } from '../api/client';
import { Clock } from '../app/clock.svelte';
import { start } from '../app/start';
import { House } from './house';
import { madeUp } from './media';
import { furnish } from './pages';
import { NOW } from './sample';

const asked = new URLSearchParams(location.search);
const house = new House();
const began = Date.now();
const moved = Number(asked.get('minutes') ?? 0) * 60_000;

furnish(house, asked.has('bare'));
house.now += moved;
if (asked.has('many')) house.grow(10_000, 5_000);
if (asked.has('empty')) house.rows = house.rows.filter((row) => row.holder.holder === 'agent');
if (asked.has('offline')) {
	house.online = false;
	house.notices = [{ notice: 'offline', queued: 2 }];
}
if (asked.has('late')) {
	const e = house.rows[0]!.escalation!;
	house.notices = [{ notice: 'late', conversation: house.rows[0]!.conversation, name: 'Mariela Cantú', trigger: e.trigger, waiting_since: e.waiting_since, due_at: e.due_at }];
}
if (asked.has('putoff')) house.rows[1]!.escalation!.put_off = { operator: 'lupita', until: NOW + 4.5 * 60_000 };
if (asked.has('closedwindow')) house.rows[5]!.window_ends = NOW - 3_600_000;
house.settings = { ...house.settings, language: (asked.get('lang') ?? 'es') as 'es', theme: (asked.get('theme') ?? 'light') as 'light' };

const methods = new Map(Object.entries(requests).map(([method, name]) => [name as string, method as keyof Api]));
let tell: (conversation: string) => void = () => undefined;
house.changed = (conversation) => tell(conversation);
Object.assign(window, { house });

start(
	clientOver({
		async call(name, payload) {
			const method = methods.get(name);
			const does = method && (house.api[method] as ((input: unknown) => Promise<unknown>) | undefined);
			if (!does) throw { code: 'not_found', text: name };
			return structuredClone(await does(payload));
		},
		onChange: (listener) => {
			tell = (conversation) => listener({ conversations: [conversation], topics: ['inbox', 'status'] });
			return () => undefined;
		},
		onOpen: () => () => undefined,
		onNotOpened: () => () => undefined,
		mediaUrl: (hash) => madeUp(hash),
		mediaStreams: true,
		hostRings: false,
		keysIn: 'file',
	}),
	new Clock(() => NOW + moved + (asked.has('still') ? 0 : Date.now() - began)),
);
