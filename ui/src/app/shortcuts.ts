// The list of shortcuts as the `?` dialog shows it. What they do is in `keys.ts`.
import type { Dictionary } from '../text/en';

export type Shortcut = { keys: string[]; does: string };

export function shortcuts(t: Dictionary, mac: boolean): { title: string; keys: Shortcut[] }[] {
	const k = t.keys;
	const ctrl = mac ? '⌘' : k.ctrl;
	const alt = mac ? '⌥' : k.alt;
	return [
		{
			title: k.groups.move,
			keys: [
				{ keys: ['J'], does: k.next },
				{ keys: ['K'], does: k.previous },
				{ keys: ['G'], does: k.first },
				{ keys: ['/'], does: k.search },
				{ keys: ['B'], does: k.brief },
				{ keys: ['W'], does: k.begin },
				{ keys: ['Esc'], does: k.escape },
			],
		},
		{
			title: k.groups.act,
			keys: [
				{ keys: ['T'], does: k.take },
				{ keys: [k.shift, 'T'], does: k.takeUse },
				{ keys: ['S'], does: k.later },
				{ keys: [ctrl, 'D'], does: k.handBack },
				{ keys: ['N'], does: k.note },
			],
		},
		{
			title: k.groups.judge,
			keys: [
				{ keys: ['R'], does: k.right },
				{ keys: ['X'], does: k.needless },
				{ keys: ['M', '1…5'], does: k.missed },
			],
		},
		{
			title: k.groups.write,
			keys: [
				{ keys: ['↵'], does: k.send },
				{ keys: [k.shift, '↵'], does: k.newLine },
				{ keys: ['/'], does: k.canned },
				{ keys: [alt, '↵'], does: k.suggestion },
			],
		},
		{
			title: k.groups.pages,
			keys: [
				{ keys: [ctrl, '1…5'], does: k.pages },
				{ keys: ['?'], does: k.all },
			],
		},
	];
}
