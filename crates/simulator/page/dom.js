// Makes elements. Nothing is ever parsed as HTML, so what a customer writes stays words.

import { SHAPES } from './icons.js';

const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes, listeners (`onclick`) and children; empty children are left out. */
export function h(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
		else if (value === true) element.setAttribute(name, '');
		else if (value !== false && value != null) element.setAttribute(name, value);
	}
	element.append(...children.flat().filter((child) => child != null && child !== false));
	return element;
}

/** An icon that screen readers pass over: what it means is said in words beside it. */
export function icon(name) {
	const svg = document.createElementNS(SVG, 'svg');
	svg.setAttribute('class', 'icon');
	svg.setAttribute('viewBox', '0 0 24 24');
	svg.setAttribute('aria-hidden', 'true');
	for (const [tag, attributes] of SHAPES[name]) {
		const shape = document.createElementNS(SVG, tag);
		for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
		svg.append(shape);
	}
	return svg;
}

export const byId = (id) => document.getElementById(id);

/** Words that only a screen reader gets. */
export const unseen = (words) => h('span', { class: 'unseen' }, words);

/** The first letters of the first and the last name. */
export function initials(name) {
	const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
	const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
	return picked.map((word) => word[0]).join('') || name.slice(0, 1).toUpperCase();
}

/** Asks the simulator; a refusal is an error. */
export async function ask(path, body) {
	const options =
		body === undefined
			? {}
			: {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(body),
				};
	const answer = await fetch(path, options);
	if (!answer.ok) throw new Error(`${answer.status}`);
	return answer.status === 204 ? null : answer.json();
}
