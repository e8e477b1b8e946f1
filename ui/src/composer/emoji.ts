// The emoji, their names and where they belong, from our own files; and which were used last. No kept
// picker does without inline styles, which our content policy refuses; the data is a kept package's,
// the grid is `EmojiPicker.svelte`.
import { folded } from '../text/fold';
import type { UiLanguage } from '../text/text.svelte';

/** One emoji as the data has it, as far as we use it. */
export type Emoji = { emoji: string; annotation: string; tags?: string[]; group: number; order: number; version: number };

/** The groups in the order people know, each with the emoji that stands for it. */
export const GROUPS = [
	{ name: 'smileys', group: 0, sign: '😀' },
	{ name: 'people', group: 1, sign: '👋' },
	{ name: 'nature', group: 3, sign: '🐶' },
	{ name: 'food', group: 4, sign: '🍎' },
	{ name: 'travel', group: 5, sign: '🚗' },
	{ name: 'activities', group: 6, sign: '⚽' },
	{ name: 'objects', group: 7, sign: '💡' },
	{ name: 'symbols', group: 8, sign: '❤️' },
	{ name: 'flags', group: 9, sign: '🏁' },
] as const;

/** The newest emoji that the fonts of a stable Debian draw; later ones would be boxes. */
const NEWEST = 15;

const DATA: Record<UiLanguage, () => Promise<{ default: readonly Emoji[] }>> = {
	en: () => import('emoji-picker-element-data/en/cldr-native/data.json'),
	es: () => import('emoji-picker-element-data/es/cldr-native/data.json'),
	pt: () => import('emoji-picker-element-data/pt/cldr-native/data.json'),
};

const read = new Map<UiLanguage, Promise<Emoji[]>>();

/** All emoji in the reader's language; read once. */
export function emojis(language: UiLanguage): Promise<Emoji[]> {
	const known = read.get(language) ?? load(language);
	read.set(language, known);
	return known;
}

async function load(language: UiLanguage): Promise<Emoji[]> {
	const { default: all } = await DATA[language]();
	return all.filter(({ version }) => version <= NEWEST).sort((a, b) => a.order - b.order);
}

/** Those whose name or tags have a word that begins with each word of `query`; accents don't matter. */
export function found(all: readonly Emoji[], query: string): Emoji[] {
	const wanted = folded(query).split(/\s+/u).filter(Boolean);
	return all.filter(({ annotation, tags }) => {
		const words = folded([annotation, ...(tags ?? [])].join(' ')).split(/[^\p{L}\p{N}]+/u);
		return wanted.every((start) => words.some((word) => word.startsWith(start)));
	});
}

const NAME = 'relevo.emoji';
const MOST = 18;

/** The ones used last, newest first; they belong to the seat. */
export function recent(store: Pick<Storage, 'getItem'>): string[] {
	try {
		const kept: unknown = JSON.parse(store.getItem(NAME) ?? '[]');
		return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
	} catch {
		return [];
	}
}

/** Remembers that `emoji` was used. */
export function use(store: Pick<Storage, 'getItem' | 'setItem'>, emoji: string): void {
	const kept = [emoji, ...recent(store).filter((other) => other !== emoji)].slice(0, MOST);
	store.setItem(NAME, JSON.stringify(kept));
}
