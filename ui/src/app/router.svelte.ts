// Follows the address after `#`. Pages are few and light, so this is all the routing there is.
import { getContext, setContext } from 'svelte';
import { format, parse, type Page, type Route } from './route';

export class Router {
	route = $state.raw<Route>({ page: 'inbox' });
	/** Where in the inbox one was, for coming back from another page. */
	inbox = $state.raw<Route>({ page: 'inbox' });
	#window: Window;

	constructor(view: Window) {
		this.#window = view;
		this.#read();
	}

	/** Begins to follow the address; returns how to stop. */
	start(): () => void {
		const read = () => this.#read();
		this.#window.addEventListener('hashchange', read);
		return () => this.#window.removeEventListener('hashchange', read);
	}

	/** Goes to `route`. Walking through the list replaces, so that Back leaves it in one step. */
	go(route: Route, how: 'push' | 'replace' = 'push'): void {
		const hash = format(route);
		if (hash === this.#window.location.hash) return;
		if (how === 'push') this.#window.location.hash = hash;
		else {
			this.#window.history.replaceState(null, '', hash);
			this.#read();
		}
	}

	/** Goes to a page of the nav rail. */
	open(page: Page): void {
		this.go(page === 'inbox' ? this.inbox : { page, rest: '' });
	}

	#read(): void {
		this.route = parse(this.#window.location.hash);
		if (this.route.page === 'inbox') this.inbox = this.route;
	}
}

const KEY = Symbol('router');

/** Gives `router` to every component below. */
export function provideRouter(router: Router): Router {
	return setContext(KEY, router);
}

/** Where we are. */
export function useRouter(): Router {
	return getContext<Router>(KEY);
}
