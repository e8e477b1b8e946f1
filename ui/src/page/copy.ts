// Puts words on the clipboard. Where the browser allows that only on a secure address (a hub without
// https), the old way is taken.

/** Copies `words`. Returns whether they are on the clipboard. */
export async function copyWords(words: string, view: Window = window): Promise<boolean> {
	const clipboard: Clipboard | undefined = view.navigator.clipboard;
	if (!clipboard) return copyBySelection(words, view.document);
	return clipboard.writeText(words).then(
		() => true,
		() => copyBySelection(words, view.document),
	);
}

function copyBySelection(words: string, page: Document): boolean {
	const field = page.createElement('textarea');
	const focused = page.activeElement;
	field.value = words;
	field.className = 'unseen';
	// Inside an open dialog, focus may not leave it.
	(focused?.closest('[role="dialog"]') ?? page.body).append(field);
	field.select();
	const done = page.execCommand('copy');
	field.remove();
	if (focused instanceof HTMLElement) focused.focus();
	return done;
}
