// Writing: the field, emoji, what can be attached, and the menu of a message.

import { byId, h, icon } from './dom.js';

const EMOJIS = [
	...['😀', '😅', '😂', '🙂', '😉', '😍', '😘', '🤔', '😴', '😢', '😭', '😤', '😡', '🤒', '🤕', '😬'],
	...['👍', '👎', '👌', '🙏', '👏', '💪', '🤝', '👋', '✌️', '🤞', '❤️', '💔', '✨', '🎉', '🔥', '⭐'],
	...['🦷', '🪥', '🚲', '🔧', '📅', '⏰', '📍', '📞', '💳', '💵', '🧾', '🎁', '☀️', '🌧️', '✅', '❌'],
];
const REACTIONS = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

export class Composer {
	#page;
	#words = byId('words');
	#float = byId('float');
	#opener = null;
	/** What the field is about: a message that is answered or edited. */
	#about = null;

	constructor(page) {
		this.#page = page;
		byId('composer').addEventListener('submit', (event) => {
			event.preventDefault();
			this.#submit();
		});
		this.#words.addEventListener('input', () => this.#grow());
		this.#words.addEventListener('keydown', (event) => this.#key(event));
		this.#words.addEventListener('paste', (event) => this.#paste(event));
		byId('emoji').addEventListener('click', (event) => this.#toggle(event, this.#emojis()));
		byId('attach').addEventListener('click', (event) => this.#toggle(event, this.#attachments()));
		byId('file').addEventListener('change', (event) => this.#files(event.target));
		document.addEventListener('keydown', (event) => event.key === 'Escape' && this.#escape());
		document.addEventListener('pointerdown', (event) => {
			const inside = this.#float.contains(event.target) || this.#opener?.contains(event.target);
			if (!inside) this.close();
		});
	}

	/** Puts the words of the page's language on everything. */
	label() {
		const t = this.#page.t;
		this.#words.placeholder = t.message;
		this.#words.setAttribute('aria-label', t.message);
		for (const [id, shape] of [['emoji', 'smile'], ['attach', 'clip']]) {
			byId(id).replaceChildren(icon(shape));
			byId(id).setAttribute('aria-label', t[id]);
			byId(id).title = t[id];
			byId(id).setAttribute('aria-haspopup', 'true');
		}
		this.#grow();
	}

	focus() {
		// On a phone the keyboard would jump up and hide the thread.
		if (matchMedia('(hover: hover)').matches) this.#words.focus();
	}

	#grow() {
		const t = this.#page.t;
		this.#words.style.height = 'auto';
		this.#words.style.height = `${this.#words.scrollHeight}px`;
		const empty = this.#words.value.trim() === '';
		const send = byId('send');
		send.replaceChildren(icon(empty ? 'mic' : 'send'));
		send.setAttribute('aria-label', empty ? t.sendVoiceNote : t.send);
		send.title = empty ? t.sendVoiceNote : t.send;
	}

	#key(event) {
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		// An empty line is no wish for a voice note.
		if (this.#words.value.trim() !== '') this.#submit();
	}

	async #submit() {
		const body = this.#words.value.trim();
		const about = this.#about;
		if (body === '') return this.#page.write({ kind: 'sample_voice_note' });
		const deed =
			about?.how === 'edit'
				? { kind: 'edit', of: about.line.id, body }
				: { kind: 'text', body, reply_to: about?.line.id ?? null };
		this.#words.value = '';
		this.#tellAbout(null);
		this.#grow();
		if (!(await this.#page.write(deed)) && this.#words.value === '') {
			this.#words.value = body;
			this.#tellAbout(about);
			this.#grow();
		}
	}

	#tellAbout(about) {
		const t = this.#page.t;
		this.#about = about;
		const strip = byId('quoting');
		strip.hidden = about === null;
		if (about === null) return;
		const how = about.how === 'edit' ? t.editing : t.replyingTo;
		const cancel = () => {
			this.#tellAbout(null);
			this.focus();
		};
		strip.replaceChildren(
			h('span', {}, `${how}: ${this.#page.summary(about.line)}`),
			h('button', { type: 'button', 'aria-label': t.cancel, onclick: cancel }, icon('close')),
		);
	}

	#escape() {
		if (!this.#float.hidden) {
			const opener = this.#opener;
			this.close();
			opener?.focus();
		} else if (this.#about) this.#tellAbout(null);
	}

	close() {
		this.#float.hidden = true;
		this.#opener?.setAttribute('aria-expanded', 'false');
		this.#opener = null;
	}

	#toggle(event, content) {
		const opener = event.currentTarget;
		if (this.#opener === opener) return this.close();
		return this.#open(opener, content);
	}

	#open(opener, ...content) {
		this.close();
		this.#opener = opener;
		opener.setAttribute('aria-expanded', 'true');
		this.#float.replaceChildren(...content);
		this.#float.hidden = false;
		this.#float.querySelector('button')?.focus();
	}

	#menu(entries) {
		const items = entries.map(([shape, words, deed]) => {
			const act = () => {
				this.close();
				deed();
			};
			return h('button', { type: 'button', role: 'menuitem', onclick: act }, icon(shape), words);
		});
		return h('div', { class: 'menu', role: 'menu', onkeydown: moveFocus }, items);
	}

	#emojis() {
		const put = (emoji) => {
			this.#words.setRangeText(emoji, this.#words.selectionStart, this.#words.selectionEnd, 'end');
			this.#grow();
		};
		return emojiGrid(EMOJIS, put);
	}

	#attachments() {
		const t = this.#page.t;
		const write = (deed) => () => this.#page.write(deed);
		const place = { kind: 'location', latitude: 25.7097, longitude: -100.3412, name: t.homeName, address: null };
		const friend = { kind: 'contact', name: 'Luz Ramírez', phone: '+528155500990' };
		return this.#menu([
			['upload', t.ownFile, () => byId('file').click()],
			['image', t.samplePicture, write({ kind: 'sample_picture' })],
			['voice', t.voiceNote, write({ kind: 'sample_voice_note' })],
			['pin', t.location, write(place)],
			['contact', t.contact, write(friend)],
		]);
	}

	/** What can be done with one message. */
	openMessageMenu(line, opener) {
		const t = this.#page.t;
		const about = (how) => () => {
			if (how === 'edit') this.#words.value = line.content.body;
			this.#tellAbout({ how, line });
			this.#grow();
			this.#words.focus();
		};
		const entries = [['reply', t.reply, about('reply')]];
		if (line.author === 'customer') {
			if (line.content.kind === 'text') entries.push(['edit', t.edit, about('edit')]);
			const revoke = () => this.#page.write({ kind: 'revoke', of: line.id });
			entries.push(['trash', t.remove, revoke]);
			return this.#open(opener, this.#menu(entries));
		}
		const react = (emoji) => {
			this.close();
			// The same emoji once more takes it back, as on a real phone.
			const again = line.reaction === emoji;
			this.#page.write({ kind: 'reaction', to: line.id, emoji: again ? null : emoji });
		};
		const grid = emojiGrid(REACTIONS, react, t.react);
		return this.#open(opener, grid, this.#menu(entries));
	}

	#paste(event) {
		const file = [...event.clipboardData.files][0];
		if (!file) return;
		event.preventDefault();
		this.#page.sendFile(file);
	}

	#files(input) {
		const file = input.files[0];
		input.value = '';
		if (file) this.#page.sendFile(file);
	}
}

function emojiGrid(emojis, put, label) {
	const buttons = emojis.map((emoji) => {
		const name = label ? `${label} ${emoji}` : emoji;
		return h('button', { type: 'button', 'aria-label': name, onclick: () => put(emoji) }, emoji);
	});
	return h('div', { class: 'emojis', onkeydown: moveFocus }, buttons);
}

/** Arrow keys go from one button to the next, as they do in menus. */
function moveFocus(event) {
	const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
	if (!step) return;
	event.preventDefault();
	const buttons = [...event.currentTarget.querySelectorAll('button')];
	const place = buttons.indexOf(document.activeElement) + step;
	buttons[(place + buttons.length) % buttons.length].focus();
}
