// The interface's only way to Relevo: every request of the generated list over whichever bridge there
// is. Nothing outside this folder knows `invoke` or `fetch`.
import { getContext, setContext } from 'svelte';
import { requests, type Api, type Changed } from './bindings.gen';
import { browserBridge } from './browser';
import { desktopBridge, isDesktop } from './desktop';

/** What a bridge must be able to do. */
export interface Bridge {
	/** Asks `name`; rejects with a `Refusal`. */
	call(name: string, payload: unknown): Promise<unknown>;
	/** Tells `listener` what changed until the returned function is called. */
	onChange(listener: (changed: Changed) => void, reachable: (is: boolean) => void): () => void;
	/** Tells `listener` that a conversation was asked for from outside, e.g. by a notification. */
	onOpen(listener: (conversation: string) => void): () => void;
	/** Tells `listener` of an address that was pressed and that no browser opened. */
	onNotOpened(listener: (address: string) => void): () => void;
	/** Where the bytes of a stored medium are. */
	mediaUrl(hash: string): string;
	/** Whether a player can take a stored medium from its address, piece by piece. */
	readonly mediaStreams: boolean;
	/** Whether the host itself rings when a person is called, as the desktop does. */
	readonly hostRings: boolean;
	/** Where keys are kept: in the system's keyring, or in a file beside the data. */
	readonly keysIn: 'keyring' | 'file';
}

/** The API with what is not a request. */
export type Client = Api & Pick<Bridge, 'onChange' | 'onOpen' | 'onNotOpened' | 'mediaUrl' | 'mediaStreams' | 'hostRings' | 'keysIn'>;

/** A client over `bridge`. */
export function clientOver(bridge: Bridge): Client {
	const calls = Object.entries(requests).map(([method, name]) => [
		method,
		(input: unknown = {}) => bridge.call(name, input),
	]);
	return {
		// The generated list names exactly the methods of `Api`, each with its own types.
		...(Object.fromEntries(calls) as unknown as Api),
		onChange: bridge.onChange.bind(bridge),
		onOpen: bridge.onOpen.bind(bridge),
		onNotOpened: bridge.onNotOpened.bind(bridge),
		mediaUrl: bridge.mediaUrl.bind(bridge),
		mediaStreams: bridge.mediaStreams,
		hostRings: bridge.hostRings,
		keysIn: bridge.keysIn,
	};
}

/** The client of this window: the desktop's own bridge, or the hub's in a browser. */
export async function connect(view: Window): Promise<Client> {
	return clientOver(isDesktop(view) ? desktopBridge(view) : await browserBridge(view));
}

const KEY = Symbol('api');

/** Gives `client` to every component below. */
export function provideApi(client: Client): Client {
	return setContext(KEY, client);
}

/** The API, inside a component. */
export function useApi(): Client {
	return getContext<Client>(KEY);
}
