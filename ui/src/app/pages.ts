// The pages besides the inbox, read when they are opened. Each lives in its own folder as
// `<folder>/<Name>Page.svelte`.
import type { Component } from 'svelte';
import type { Page } from './route';

type Lazy = () => Promise<{ default: Component }>;

const found = import.meta.glob<{ default: Component }>('../{playbook,numbers,team,insights,settings}/*Page.svelte');

function page(folder: string): Lazy {
	const path = Object.keys(found).find((name) => name.startsWith(`../${folder}/`));
	const lazy = path ? found[path] : undefined;
	return () => (lazy ? lazy() : Promise.reject(new Error(`There is no page ${folder}.`)));
}

export const pages: Record<Exclude<Page, 'inbox'>, Lazy> = {
	playbook: page('playbook'),
	numbers: page('numbers'),
	team: page('team'),
	insights: page('insights'),
	settings: page('settings'),
};
