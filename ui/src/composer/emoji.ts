// Loads the emoji picker and its data from our own files. No network but our own origin.
import type { UiLanguage } from '../text/text.svelte';

const DATA: Record<UiLanguage, () => Promise<{ default: string }>> = {
	en: () => import('emoji-picker-element-data/en/cldr-native/data.json?url'),
	es: () => import('emoji-picker-element-data/es/cldr-native/data.json?url'),
	pt: () => import('emoji-picker-element-data/pt/cldr-native/data.json?url'),
};

const WORDS: Record<UiLanguage, () => Promise<{ default: object }>> = {
	en: () => import('emoji-picker-element/i18n/en.js'),
	es: () => import('emoji-picker-element/i18n/es.js'),
	pt: () => import('emoji-picker-element/i18n/pt_BR.js'),
};

/** Puts a picker into `place`; returns how to take it out. */
export function mountPicker(place: HTMLElement, language: UiLanguage, chosen: (emoji: string) => void): () => void {
	let gone = false;
	void Promise.all([import('emoji-picker-element'), DATA[language](), WORDS[language]()]).then(
		([{ Picker }, data, words]) => {
			if (gone) return;
			const picker = new Picker({
				locale: language,
				dataSource: data.default,
				i18n: words.default as ConstructorParameters<typeof Picker>[0] extends { i18n?: infer W } ? W : never,
			});
			picker.addEventListener('emoji-click', (event) => event.detail.unicode && chosen(event.detail.unicode));
			place.replaceChildren(picker);
			dress(picker.shadowRoot);
		},
	);
	return () => {
		gone = true;
		place.replaceChildren();
	};
}

/**
 * Our content policy allows no inline styles, and the picker brings its own. What it wrote is put on
 * again through the style API, which the policy leaves alone.
 */
function dress(root: ShadowRoot | null): void {
	if (!root) return;
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(root.querySelector('style')?.textContent ?? '');
	root.adoptedStyleSheets = [sheet];
	const again = () => root.querySelectorAll<HTMLElement>('[style]').forEach(restyle);
	new MutationObserver(again).observe(root, { subtree: true, childList: true, attributeFilter: ['style'] });
	again();
}

function restyle(element: HTMLElement): void {
	const wanted = element.getAttribute('style') ?? '';
	// A refused attribute is there as text, but nothing of it is in the element's style.
	if (wanted && element.style.length === 0) element.style.cssText = wanted;
}
