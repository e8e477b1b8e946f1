// The column on the right: what the customer doesn't notice, as the host tells it.

import { byId, h } from './dom.js';
import { clock } from './text.js';

function quote(parts, [opens, closes]) {
	const words = parts.map((part) => (part.marked ? h('mark', {}, part.text) : part.text));
	return h('p', { class: 'quote' }, opens, ...words, closes);
}

/** Shows the steps, oldest first. */
export function showSteps(steps, page) {
	const items = steps.map((step) => {
		const time = clock(step.at_millis, page.lang);
		return h(
			'li',
			{ class: step.kind },
			h('h3', {}, step.title),
			step.quote && quote(step.quote, page.t.quotes),
			h('p', {}, step.detail ? `${step.detail} · ` : '', h('time', {}, time)),
		);
	});
	const empty = h('li', {}, h('p', {}, page.t.otherEmpty));
	byId('steps').replaceChildren(...(items.length ? items : [empty]));
}

/** Names the column and leads to the inbox. */
export function labelOtherSide(phone, page) {
	byId('other-title').textContent = page.t.otherTitle;
	byId('other-lead').textContent = page.t.otherLead(phone.me.name.split(' ')[0]);
	byId('other-title').hidden = byId('other-lead').hidden = !phone.other_side;
	byId('other').hidden = !phone.other_side && !phone.inbox_url;
}
