// Listens to the whole window and hands commands to whoever registered for them, the latest first.
// What a key means is in `keys.ts`.
import { getContext, onMount, setContext } from 'svelte';
import { command, goesOn, type Command } from './keys';

/** Returns `false` if it doesn't want the command now; then the one before is asked. */
export type Handler = () => boolean | void;

export class Keyboard {
	/** Whether single letters act; a setting. */
	letters = true;
	readonly mac: boolean;
	#handlers = new Map<Command, Handler[]>();

	constructor(platform: string) {
		this.mac = /mac/iu.test(platform);
	}

	/** Begins to listen; returns how to stop. */
	start(view: Window): () => void {
		const listen = (event: KeyboardEvent) => this.#press(event);
		view.addEventListener('keydown', listen);
		return () => view.removeEventListener('keydown', listen);
	}

	/** Registers `handlers`; returns how to take them back. */
	on(handlers: Partial<Record<Command, Handler>>): () => void {
		const entries = Object.entries(handlers) as [Command, Handler][];
		for (const [name, handler] of entries) {
			this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), handler]);
		}
		return () => {
			for (const [name, handler] of entries) {
				this.#handlers.set(name, (this.#handlers.get(name) ?? []).filter((h) => h !== handler));
			}
		};
	}

	/** Does what `name` asks for. Returns whether somebody did. */
	run(name: Command): boolean {
		return (this.#handlers.get(name) ?? []).toReversed().some((handler) => handler() !== false);
	}

	#press(event: KeyboardEvent): void {
		// A key that ends an input method's composition is not a command.
		if (event.defaultPrevented || event.isComposing) return;
		const target = event.target instanceof Element ? event.target : null;
		const name = command(event, {
			inTextField: !!target?.closest('input, textarea, select, [contenteditable="true"]'),
			inPopup: !!document.querySelector('.kit-dialog, .kit-menu, .kit-popover'),
			letters: this.letters,
			mac: this.mac,
		});
		if (!name) return;
		// What the first press did the browser must not do on the ones that repeat it either.
		if (event.repeat && !goesOn(name)) event.preventDefault();
		else if (this.run(name)) event.preventDefault();
	}
}

const KEY = Symbol('keyboard');

/** Gives `keyboard` to every component below. */
export function provideKeyboard(keyboard: Keyboard): Keyboard {
	return setContext(KEY, keyboard);
}

/** The keyboard of the window. */
export function useKeyboard(): Keyboard {
	return getContext<Keyboard>(KEY);
}

/** Listens for commands as long as the component is on the screen. */
export function listen(handlers: Partial<Record<Command, Handler>>): void {
	const keyboard = useKeyboard();
	onMount(() => keyboard.on(handlers));
}
