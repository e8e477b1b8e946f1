// Whether a menu is open, or was a moment ago: meanwhile no tooltip covers what the menu is about. The
// focus comes back to the trigger as the menu closes, and that is no question what the trigger does.

const RESTS = 200;

class Menus {
	#open = $state(0);
	/** Whether tooltips wait. */
	readonly hush = $derived(this.#open > 0);

	opened(): void {
		this.#open++;
	}

	closed(): void {
		setTimeout(() => this.#open--, RESTS);
	}
}

export const menus = new Menus();
