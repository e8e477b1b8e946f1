// Puts the interface on the page. The bridge is chosen by who calls: the real one in `main.ts`.
import '@fontsource-variable/inter/wght.css';
import { mount } from 'svelte';
import type { Client } from '../api/client';
import '../kit/tokens.css';
import '../kit/base.css';
import { preferred } from '../text/text.svelte';
import App from './App.svelte';
import { Clock } from './clock.svelte';

export function start(client: Client, clock = new Clock()): void {
	const target = document.getElementById('app');
	if (!target) throw new Error('The page has no place for the interface.');
	mount(App, { target, props: { client, clock, systemLanguage: preferred(navigator.languages) } });
}
