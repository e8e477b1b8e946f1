// Whose phone? A visitor becomes a new customer, or looks over somebody's shoulder.

import { ask, byId, h, icon, initials } from './dom.js';
import { clock, languageLinks, pickLanguage, texts } from './text.js';

const lang = pickLanguage(null);
const t = texts(lang);
const keepLanguage = new URLSearchParams(location.search).has('lang') ? `&lang=${lang}` : '';

function label() {
	document.documentElement.lang = lang;
	document.title = `Relevo · ${t.chooserTitle}`;
	const words = {
		title: t.chooserTitle,
		lead: t.chooserLead,
		'new-title': t.newTitle,
		'name-label': t.yourName,
		'to-label': t.writeTo,
		begin: t.begin,
		existing: t.existing,
	};
	for (const [id, text] of Object.entries(words)) byId(id).textContent = text;
	byId('name').placeholder = t.nameHint;
	byId('simulation').replaceChildren(icon('info'), t.simulation);
	byId('languages').replaceChildren(...languageLinks(lang));
}

/** The business whose language is the visitor's comes chosen. */
function offerBusinesses(businesses) {
	const mine = businesses.find((one) => one.language === lang) ?? businesses[0];
	const options = businesses.map((one) => {
		const pick = { type: 'radio', name: 'number', value: one.number, checked: one === mine };
		const words = h('span', {}, h('b', {}, one.name), h('small', {}, one.phone));
		const avatar = h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(one.name));
		return h('label', {}, h('input', pick), avatar, words);
	});
	byId('businesses').replaceChildren(...options);
}

function lastWords(last) {
	if (!last) return t.nothingYet;
	const content = last.content;
	const said = content.body ?? content.caption ?? content.name ?? t.document;
	return last.author === 'customer' ? said : `→ ${said}`;
}

function customer({ id, name, number, last }, businesses) {
	const business = businesses.find((one) => one.number === number);
	const time = last && h('time', {}, clock(last.at_millis, lang));
	const words = h('small', {}, `${business?.name ?? ''} · ${lastWords(last)}`);
	const avatar = h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(name));
	const address = `/phone/${encodeURIComponent(id)}?number=${number ?? ''}${keepLanguage}`;
	const what = h('span', { class: 'what' }, h('b', {}, name), words);
	return h('li', {}, h('a', { href: address }, avatar, what, time));
}

let shown = '';

async function refresh() {
	const world = await ask('/world');
	if (byId('businesses').childElementCount === 0) offerBusinesses(world.businesses);
	byId('inbox').hidden = !world.inbox_url;
	if (world.inbox_url) {
		byId('inbox').href = world.inbox_url;
		byId('inbox').replaceChildren(icon('external'), t.inbox);
	}
	// Rebuilt only when something was said, or the focus would be lost every time.
	const now = JSON.stringify(world.customers);
	if (now === shown) return;
	shown = now;
	const latestFirst = world.customers.toSorted(
		(a, b) => (b.last?.at_millis ?? 0) - (a.last?.at_millis ?? 0),
	);
	const items = latestFirst.map((one) => customer(one, world.businesses));
	byId('customers').replaceChildren(...items);
}

async function keepFresh() {
	// The list is a view from outside: when the simulator is away, the last known state stays.
	if (!document.hidden) await refresh().catch(() => {});
	setTimeout(keepFresh, 3_000);
}

byId('newcomer').addEventListener('submit', async (event) => {
	event.preventDefault();
	const number = new FormData(event.target).get('number');
	const { url } = await ask('/customers', { name: byId('name').value, number });
	location.href = url + keepLanguage;
});

label();
await keepFresh();
