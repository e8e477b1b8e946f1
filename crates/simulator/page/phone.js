// A customer's phone. The simulator says "this changed" and the page asks again: there is no second
// truth in here.

import { Bubbles } from './bubbles.js';
import { Composer } from './composer.js';
import { ask, byId, h, icon, initials } from './dom.js';
import { labelOtherSide, showSteps } from './other-side.js';
import { clock, languageLinks, pickLanguage, texts } from './text.js';

const TRIGGER_ICONS = {
	explicit_request: 'hand',
	frustration: 'frown',
	compliance: 'shield',
	high_value: 'gem',
	out_of_scope: 'compass',
};

class Page {
	#base = location.pathname.replace(/\/$/, '');
	#number = new URLSearchParams(location.search).get('number');
	#phone = null;
	#stream = null;
	#asking = false;
	#askAgain = false;
	lang = 'en';
	t = texts('en');
	#bubbles = new Bubbles(byId('thread'), this);
	#composer = new Composer(this);

	#address(what, more = {}) {
		const query = new URLSearchParams(this.#number ? { number: this.#number, ...more } : more);
		return `${this.#base}/${what}?${query}`;
	}

	mediaUrl(id) {
		return `${this.#base}/media/${id}`;
	}

	/** Asks how the chat stands; questions that come meanwhile become one more. */
	async refresh() {
		if (this.#asking) {
			this.#askAgain = true;
			return;
		}
		this.#asking = true;
		try {
			const phone = await ask(this.#address('state'));
			const first = this.#phone === null;
			this.#phone = phone;
			this.#number = phone.business.number;
			if (first) this.#setUp();
			this.#bubbles.show(phone);
			this.#presence(phone.typing ? this.t.typing : this.t.business);
		} catch {
			this.#presence(this.t.offline);
		} finally {
			this.#asking = false;
		}
		if (this.#askAgain) {
			this.#askAgain = false;
			await this.refresh();
		}
	}

	#presence(words) {
		// Set only when it changes, or a screen reader would say it each time.
		if (byId('presence').textContent !== words) byId('presence').textContent = words;
	}

	#setUp() {
		const phone = this.#phone;
		this.lang = pickLanguage(phone.business.language);
		this.t = texts(this.lang);
		document.documentElement.lang = this.lang;
		document.title = this.t.title(phone.business.name);
		const words = {
			'you-title': this.t.youTitle,
			'you-lead': this.t.youLead,
			'try-title': this.t.tryTitle,
			'business-name': phone.business.name,
			'business-avatar': initials(phone.business.name),
		};
		for (const [id, text] of Object.entries(words)) byId(id).textContent = text;
		byId('simulation').replaceChildren(icon('info'), this.t.simulation);
		byId('back').replaceChildren(icon('back'));
		byId('back').setAttribute('aria-label', this.t.back);
		byId('bar-icons').replaceChildren(icon('signal'), icon('wifi'), icon('battery'));
		byId('thread').setAttribute('aria-label', this.t.thread);
		byId('languages').replaceChildren(...languageLinks(this.lang));
		byId('tries').replaceChildren(...phone.try_these.map((one) => this.#chip(one)));
		this.#inbox(phone.inbox_url);
		labelOtherSide(phone, this);
		showSteps([], this);
		this.#composer.label();
		this.#composer.focus();
		this.#tellTime();
	}

	#inbox(address) {
		const link = byId('inbox');
		link.hidden = !address;
		if (!address) return;
		link.href = address;
		link.replaceChildren(icon('external'), this.t.inbox);
	}

	#chip({ text, trigger }) {
		const send = () => this.write({ kind: 'text', body: text, reply_to: null });
		const shape = icon(TRIGGER_ICONS[trigger] ?? 'book');
		return h('li', {}, h('button', { type: 'button', onclick: send }, shape, h('span', {}, text), icon('arrow')));
	}

	#tellTime() {
		byId('bar-time').textContent = clock(Date.now(), this.lang);
		setTimeout(() => this.#tellTime(), 60_000 - (Date.now() % 60_000));
	}

	/** Does something in the chat; says whether it could. */
	async write(deed) {
		return this.#deed(() => ask(this.#address('write'), deed));
	}

	async sendFile(file) {
		const more = file.type.startsWith('image/') ? {} : { filename: file.name };
		const type = file.type || 'application/octet-stream';
		const request = { method: 'POST', headers: { 'content-type': type }, body: file };
		return this.#deed(async () => {
			const answer = await fetch(this.#address('file', more), request);
			if (!answer.ok) throw new Error(`${answer.status}`);
		});
	}

	async #deed(deed) {
		byId('trouble').textContent = '';
		try {
			await deed();
			this.#bubbles.toEnd();
			return true;
		} catch {
			byId('trouble').textContent = this.t.failed;
			this.#presence(this.t.offline);
			return false;
		}
	}

	played(id) {
		return this.#deed(() => ask(this.#address('played'), { id }));
	}

	openMessageMenu(line, opener) {
		this.#composer.openMessageMenu(line, opener);
	}

	/** A message in a few words, for quoting it. */
	summary(line) {
		const content = line.content;
		const names = { image: 'picture', video: 'video', audio: 'voiceNote', document: 'document', sticker: 'picture' };
		switch (content.kind) {
			case 'text':
			case 'offer':
				return content.body;
			case 'media':
				return content.caption ?? this.t[names[content.media]];
			case 'location':
				return content.name ?? this.t.location;
			case 'contacts':
				return content.cards[0][0];
			default:
				return '';
		}
	}

	/** Looks at the chat as long as the page can be seen: that is what makes messages read. */
	watch() {
		this.#stream?.close();
		this.#stream = null;
		if (document.hidden) return;
		const stream = new EventSource(this.#address('events', { lang: this.lang }));
		stream.addEventListener('open', () => this.refresh());
		stream.addEventListener('chat', () => this.refresh());
		stream.addEventListener('other-side', (event) => showSteps(JSON.parse(event.data), this));
		stream.addEventListener('error', () => this.#presence(this.t.offline));
		this.#stream = stream;
	}
}

const page = new Page();
await page.refresh();
page.watch();
document.addEventListener('visibilitychange', () => page.watch());
