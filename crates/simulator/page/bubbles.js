// The thread on the phone: one element per message, mended in place when only its ticks change, so
// that a screen reader doesn't hear it twice.

import { h, icon, unseen } from './dom.js';
import { clock, day } from './text.js';

/** How a screen reader and the eye learn how far my message has come. */
const TICKS = {
	accepted: ['clock', 'sent'],
	sent: ['check', 'sent'],
	delivered: ['checks', 'delivered'],
	read: ['checks', 'read'],
	played: ['checks', 'read'],
};

export class Bubbles {
	#thread;
	#page;
	/** What is on the screen, by message id: the element, and what it was made from. */
	#shown = new Map();
	#audio = null;
	/** True while the reader is at the end of the thread and wants to stay there. */
	#atEnd = true;

	constructor(thread, page) {
		this.#thread = thread;
		this.#page = page;
		thread.addEventListener('scroll', () => {
			this.#atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
		});
		// A picture has no height before it is there; load doesn't bubble, so it is caught early.
		thread.addEventListener('load', () => this.#stay(), true);
		new ResizeObserver(() => this.#stay()).observe(thread);
	}

	#stay() {
		if (this.#atEnd) this.#thread.scrollTop = this.#thread.scrollHeight;
	}

	/** Shows the messages; keeps to the end of the thread if it was there. */
	show(phone) {
		const known = this.#shown;
		this.#shown = new Map();
		const wanted = [];
		let before = null;
		for (const line of phone.lines) {
			const date = day(line.at_millis, phone.now_millis, this.#page.lang);
			if (!before || day(before.at_millis, phone.now_millis, this.#page.lang) !== date)
				wanted.push(this.#day(date));
			const first =
				before?.author !== line.author || line.at_millis - before.at_millis > 120_000;
			wanted.push(this.#line(line, first, phone, known.get(line.id)));
			before = line;
		}
		if (phone.typing) wanted.push(this.#typing());
		this.#place(wanted);
		this.#stay();
	}

	/** Goes to the end, as after writing something. */
	toEnd() {
		this.#atEnd = true;
		this.#stay();
	}

	/** Moves as little as possible: what stays where it is keeps its focus and isn't read again. */
	#place(wanted) {
		const keep = new Set(wanted);
		for (const child of [...this.#thread.children]) if (!keep.has(child)) child.remove();
		wanted.forEach((element, place) => {
			const there = this.#thread.children[place];
			if (there !== element) this.#thread.insertBefore(element, there ?? null);
		});
	}

	#day(words) {
		const known = [...this.#thread.querySelectorAll('.day')];
		return known.find((d) => d.textContent === words) ?? h('p', { class: 'day' }, words);
	}

	#typing() {
		const known = this.#thread.querySelector('.typing');
		const dots = [h('i'), h('i'), h('i')];
		return known ?? h('div', { class: 'typing', 'aria-hidden': 'true' }, dots);
	}

	#line(line, first, phone, known) {
		const made = JSON.stringify({ ...line, tick: null, first });
		if (known?.made === made) {
			if (known.tick !== line.tick) this.#tick(known.element, line);
			this.#shown.set(line.id, { ...known, tick: line.tick });
			return known.element;
		}
		const element = this.#make(line, first, phone);
		this.#shown.set(line.id, { element, made, tick: line.tick });
		return element;
	}

	#make(line, first, phone) {
		const mine = line.author === 'customer';
		const t = this.#page.t;
		const tall = line.content.kind !== 'text' || line.deleted || line.edited;
		const bubble = h(
			'div',
			{ class: `bubble${tall ? ' tall' : ''}` },
			unseen(`${mine ? t.you : phone.business.name}: `),
			this.#quoted(line, phone),
			line.deleted ? h('p', { class: 'words' }, t.deleted) : this.#content(line, phone),
			h('div', { class: 'meta' }),
			!line.deleted && this.#more(line),
		);
		const element = h(
			'div',
			{ class: `line${mine ? ' mine' : ''}${first ? ' first' : ''}${line.deleted ? ' gone' : ''}` },
			bubble,
			line.reaction && h('span', { class: 'reaction' }, line.reaction),
			!line.deleted && this.#choices(line),
		);
		this.#tick(element, line);
		return element;
	}

	#tick(element, line) {
		const t = this.#page.t;
		const time = new Date(line.at_millis).toISOString();
		const [shape, word] = TICKS[line.tick] ?? TICKS.sent;
		const read = word === 'read' ? 'read' : '';
		element.querySelector('.meta').replaceChildren(
			...(line.edited ? [h('span', { class: 'edited' }, t.edited)] : []),
			h('time', { datetime: time }, clock(line.at_millis, this.#page.lang)),
			...(line.author === 'customer' && !line.deleted
				? [h('span', { class: read }, icon(shape), unseen(t[word]))]
				: []),
		);
	}

	#quoted(line, phone) {
		const quoted = line.reply_to && phone.lines.find((other) => other.id === line.reply_to);
		return quoted ? h('span', { class: 'quoted' }, this.#page.summary(quoted)) : null;
	}

	#more(line) {
		const label = this.#page.t.more;
		const open = (event) => this.#page.openMessageMenu(line, event.currentTarget);
		const attributes = { type: 'button', class: 'more', 'aria-label': label, onclick: open };
		return h('button', { ...attributes, 'aria-haspopup': 'menu', title: label }, icon('more'));
	}

	#content(line, phone) {
		const content = line.content;
		switch (content.kind) {
			case 'text':
				return h('p', { class: 'words' }, content.body);
			case 'media':
				return this.#media(line, phone);
			case 'location':
				return this.#card('pin', content.name ?? this.#page.t.location, content.address);
			case 'contacts':
				return content.cards.map(([name, number]) => this.#card('contact', name, number));
			case 'offer':
				return [
					content.header && h('p', { class: 'head-line' }, content.header),
					h('p', { class: 'words' }, content.body),
					content.footer && h('p', { class: 'foot-line' }, content.footer),
				];
			default:
				return h('p', { class: 'words' }, content.kind);
		}
	}

	#card(shape, title, detail, href) {
		const words = h('span', {}, title, detail && h('small', {}, detail));
		const link = href ? { href, target: '_blank', rel: 'noreferrer' } : {};
		return h(href ? 'a' : 'div', { class: 'card', ...link }, icon(shape), words);
	}

	#media(line) {
		const content = line.content;
		const t = this.#page.t;
		const address = content.id ? this.#page.mediaUrl(content.id) : content.link;
		const caption = content.caption && h('p', { class: 'words' }, content.caption);
		// What lies elsewhere isn't fetched: this page loads nothing from other hosts.
		const here = content.id !== null;
		if (here && (content.media === 'image' || content.media === 'sticker'))
			return [h('img', { class: 'picture', src: address, alt: content.caption ?? t.picture }), caption];
		if (here && content.media === 'audio') return this.#voice(line, address);
		if (here && content.media === 'video')
			return [h('video', { class: 'picture', src: address, controls: true }), caption];
		const names = { image: t.picture, video: t.video, audio: t.sound, sticker: t.picture };
		const title = content.filename ?? names[content.media] ?? t.document;
		return [this.#card('file', title, here ? content.mime : address, address), caption];
	}

	#voice(line, address) {
		const t = this.#page.t;
		const audio = new Audio(address);
		const bar = h('progress', { value: '0', max: '1', 'aria-hidden': 'true' });
		const button = h('button', { type: 'button', 'aria-label': `${t.play}: ${t.voiceNote}` }, icon('play'));
		const state = (shape, word) => {
			button.replaceChildren(icon(shape));
			button.setAttribute('aria-label', `${word}: ${t.voiceNote}`);
		};
		button.addEventListener('click', () => {
			if (!audio.paused) return audio.pause();
			this.#audio?.pause();
			this.#audio = audio;
			if (line.author === 'business') this.#page.played(line.id);
			return audio.play();
		});
		audio.addEventListener('play', () => state('pause', t.pause));
		audio.addEventListener('pause', () => state('play', t.play));
		audio.addEventListener('timeupdate', () => {
			bar.value = audio.duration ? audio.currentTime / audio.duration : 0;
		});
		return h('div', { class: 'voice' }, button, bar);
	}

	#choices(line) {
		const content = line.content;
		if (content.kind !== 'offer') return null;
		const buttons = content.choices.map((choice) => {
			const press = () => this.#page.write({ kind: 'choice', of: line.id, id: choice.id });
			const more = choice.description && h('small', {}, choice.description);
			return h('button', { type: 'button', onclick: press }, choice.title, more);
		});
		if (content.link) {
			const [label, href] = content.link;
			buttons.push(h('a', { href, target: '_blank', rel: 'noreferrer' }, label));
		}
		return buttons.length ? h('div', { class: 'choices' }, buttons) : null;
	}
}
