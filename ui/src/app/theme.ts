// Light, dark or like the system. It only sets an attribute; the colours are in `kit/tokens.css`.

export type Theme = 'system' | 'light' | 'dark';

/** Applies `theme` and follows the system while it says so; returns how to stop following. */
export function applyTheme(theme: Theme, view: Window): () => void {
	const dark = view.matchMedia('(prefers-color-scheme: dark)');
	const apply = () => {
		const chosen = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
		view.document.documentElement.dataset['theme'] = chosen;
	};
	apply();
	dark.addEventListener('change', apply);
	return () => dark.removeEventListener('change', apply);
}
