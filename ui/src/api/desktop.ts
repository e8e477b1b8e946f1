// The bridge inside the desktop window: Tauri's `invoke` and events.
import { invoke } from '@tauri-apps/api/core';
import { listen, type UnlistenFn } from '@tauri-apps/api/event';
import type { Changed } from './bindings.gen';
import type { Bridge } from './client';
import { refusal } from './refusal';

/** Whether this page runs in the desktop window. */
export function isDesktop(view: Window): boolean {
	return '__TAURI_INTERNALS__' in view;
}

export function desktopBridge(view: Window): Bridge {
	// Windows serves a custom scheme under http, the other systems under the scheme itself.
	const media = /windows/iu.test(view.navigator.userAgent)
		? 'http://relevo-media.localhost/'
		: 'relevo-media://localhost/';
	return {
		async call(name, payload) {
			try {
				return await invoke('api', { name, payload });
			} catch (error) {
				throw refusal(error);
			}
		},
		onChange: (listener) => until(listen<Changed>('changed', (event) => listener(event.payload))),
		onOpen: (listener) => until(listen<string>('open', (event) => listener(event.payload))),
		onNotOpened: (listener) => until(listen<string>('not_opened', (event) => listener(event.payload))),
		mediaUrl: (hash) => media + hash,
		// WebKitGTK's player can't read a scheme of our own: https://bugs.webkit.org/show_bug.cgi?id=146351
		mediaStreams: false,
		hostRings: true,
		keysIn: 'keyring',
	};
}

/** Stops listening once the listening, which begins later, has begun. */
function until(listening: Promise<UnlistenFn>): () => void {
	return () => void listening.then((stop) => stop());
}
