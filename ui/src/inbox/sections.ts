// What each part of the list is called, and what it says when it is empty. Pure.
import type { View } from '../api/bindings.gen';
import type { Dictionary } from '../text/en';

export function sectionWords(t: Dictionary, view: View): { title: string; empty: string } {
	const { sections, ...i } = t.inbox;
	switch (view) {
		case 'needs_person':
			return { title: sections.waiting, empty: i.nobodyWaits };
		case 'mine':
			return { title: sections.mine, empty: i.noneMine };
		case 'with_colleagues':
			return { title: sections.colleagues, empty: '' };
		case 'with_agent':
			return { title: sections.agent, empty: i.noneAgent };
		case 'all':
			return { title: sections.all, empty: i.noneAll };
		case 'closed':
			return { title: sections.closed, empty: i.noneClosed };
	}
}
