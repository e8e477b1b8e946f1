// What the pages say, in three languages, and how they write times.

const TEXTS = {
	en: {
		quotes: '“”',
		title: (business) => `${business} on the customer's phone`,
		youTitle: "You're the customer.",
		youLead: 'Write whatever you like on the phone. In the inbox you see who answers and why.',
		tryTitle: 'Try',
		simulation: "It's a simulation: nothing reaches WhatsApp.",
		back: 'All phones',
		business: 'Business account',
		typing: 'typing…',
		offline: 'waiting for connection…',
		thread: 'Messages',
		message: 'Message',
		emoji: 'Emoji',
		attach: 'Attach',
		send: 'Send',
		voiceNote: 'Voice note',
		sendVoiceNote: 'Send a voice note',
		samplePicture: 'Sample picture',
		ownFile: 'Picture or file from this computer',
		location: 'Location',
		contact: 'Contact',
		document: 'Document',
		picture: 'Picture',
		video: 'Video',
		sound: 'Sound',
		play: 'Play',
		pause: 'Pause',
		more: 'What to do with this message',
		reply: 'Reply',
		react: 'React with',
		edit: 'Edit',
		remove: 'Delete for everyone',
		cancel: 'Cancel',
		replyingTo: 'Replying to',
		editing: 'Editing',
		edited: 'edited',
		deleted: 'You deleted this message.',
		today: 'Today',
		yesterday: 'Yesterday',
		you: 'You',
		sent: 'sent',
		delivered: 'delivered',
		read: 'read',
		failed: "It couldn't be sent. The words are still in the field.",
		otherTitle: 'On the other side',
		otherLead: (name) => `What ${name} doesn't notice.`,
		otherEmpty: 'Nothing yet. Write something.',
		inbox: 'Open the inbox',
		homeName: 'Home',
		chooserTitle: 'Whose phone?',
		chooserLead: 'A WhatsApp that lives on this computer. Take a phone and write to a business.',
		newTitle: 'Be a new customer',
		yourName: 'Your name',
		writeTo: 'You write to',
		begin: 'Take the phone',
		existing: "Or look over somebody's shoulder",
		nothingYet: 'Nothing said yet',
		nameHint: 'Alex',
	},
	es: {
		quotes: '«»',
		title: (business) => `${business} en el teléfono del cliente`,
		youTitle: 'Tú eres el cliente.',
		youLead: 'Escribe en el teléfono lo que quieras. En la bandeja verás quién contesta y por qué.',
		tryTitle: 'Prueba con',
		simulation: 'Es una simulación: nada llega a WhatsApp.',
		back: 'Todos los teléfonos',
		business: 'Cuenta de empresa',
		typing: 'escribiendo…',
		offline: 'esperando conexión…',
		thread: 'Mensajes',
		message: 'Mensaje',
		emoji: 'Emoji',
		attach: 'Adjuntar',
		send: 'Enviar',
		voiceNote: 'Nota de voz',
		sendVoiceNote: 'Enviar una nota de voz',
		samplePicture: 'Foto de muestra',
		ownFile: 'Foto o archivo de esta computadora',
		location: 'Ubicación',
		contact: 'Contacto',
		document: 'Documento',
		picture: 'Foto',
		video: 'Video',
		sound: 'Audio',
		play: 'Reproducir',
		pause: 'Pausar',
		more: 'Qué hacer con este mensaje',
		reply: 'Responder',
		react: 'Reaccionar con',
		edit: 'Editar',
		remove: 'Eliminar para todos',
		cancel: 'Cancelar',
		replyingTo: 'Respondes a',
		editing: 'Editas',
		edited: 'editado',
		deleted: 'Eliminaste este mensaje.',
		today: 'Hoy',
		yesterday: 'Ayer',
		you: 'Tú',
		sent: 'enviado',
		delivered: 'entregado',
		read: 'leído',
		failed: 'No se pudo enviar. Lo que escribiste sigue en el campo.',
		otherTitle: 'Del otro lado',
		otherLead: (name) => `Lo que ${name} no nota.`,
		otherEmpty: 'Aún nada. Escribe algo.',
		inbox: 'Abrir la bandeja',
		homeName: 'Casa',
		chooserTitle: '¿El teléfono de quién?',
		chooserLead: 'Un WhatsApp que vive en esta computadora. Toma un teléfono y escribe a un negocio.',
		newTitle: 'Sé un cliente nuevo',
		yourName: 'Tu nombre',
		writeTo: 'Le escribes a',
		begin: 'Tomar el teléfono',
		existing: 'O mira por encima del hombro de alguien',
		nothingYet: 'Aún no se dice nada',
		nameHint: 'Alex',
	},
	pt: {
		quotes: '“”',
		title: (business) => `${business} no celular do cliente`,
		youTitle: 'Você é o cliente.',
		youLead: 'Escreva no celular o que quiser. Na caixa você vê quem responde e por quê.',
		tryTitle: 'Experimente',
		simulation: 'É uma simulação: nada chega ao WhatsApp.',
		back: 'Todos os celulares',
		business: 'Conta comercial',
		typing: 'digitando…',
		offline: 'aguardando conexão…',
		thread: 'Mensagens',
		message: 'Mensagem',
		emoji: 'Emoji',
		attach: 'Anexar',
		send: 'Enviar',
		voiceNote: 'Mensagem de voz',
		sendVoiceNote: 'Enviar uma mensagem de voz',
		samplePicture: 'Foto de exemplo',
		ownFile: 'Foto ou arquivo deste computador',
		location: 'Localização',
		contact: 'Contato',
		document: 'Documento',
		picture: 'Foto',
		video: 'Vídeo',
		sound: 'Áudio',
		play: 'Ouvir',
		pause: 'Pausar',
		more: 'O que fazer com esta mensagem',
		reply: 'Responder',
		react: 'Reagir com',
		edit: 'Editar',
		remove: 'Apagar para todos',
		cancel: 'Cancelar',
		replyingTo: 'Respondendo a',
		editing: 'Editando',
		edited: 'editada',
		deleted: 'Você apagou esta mensagem.',
		today: 'Hoje',
		yesterday: 'Ontem',
		you: 'Você',
		sent: 'enviada',
		delivered: 'entregue',
		read: 'lida',
		failed: 'Não foi possível enviar. O texto continua no campo.',
		otherTitle: 'Do outro lado',
		otherLead: (name) => `O que ${name} não percebe.`,
		otherEmpty: 'Nada ainda. Escreva algo.',
		inbox: 'Abrir a caixa',
		homeName: 'Casa',
		chooserTitle: 'O celular de quem?',
		chooserLead: 'Um WhatsApp que vive neste computador. Pegue um celular e escreva a uma empresa.',
		newTitle: 'Seja um cliente novo',
		yourName: 'Seu nome',
		writeTo: 'Você escreve para',
		begin: 'Pegar o celular',
		existing: 'Ou olhe por cima do ombro de alguém',
		nothingYet: 'Nada dito ainda',
		nameHint: 'Alex',
	},
};

export const LANGUAGES = { en: 'English', es: 'Español', pt: 'Português' };

const known = (tag) => {
	const code = (tag ?? '').slice(0, 2).toLowerCase();
	return code in TEXTS ? code : null;
};

/** The language asked for in the address, else the given one, else the browser's. */
export function pickLanguage(fallback) {
	const asked = known(new URLSearchParams(location.search).get('lang'));
	return asked ?? known(fallback) ?? known(navigator.language) ?? 'en';
}

export const texts = (lang) => TEXTS[lang];

const LOCALES = { en: 'en-GB', es: 'es-MX', pt: 'pt-BR' };

/** Hours and minutes, 24 hours a day. */
export function clock(millis, lang) {
	const style = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
	return new Intl.DateTimeFormat(LOCALES[lang], style).format(millis);
}

/** "Today", "Yesterday" or the date. */
export function day(millis, now, lang) {
	const midnight = new Date(now).setHours(0, 0, 0, 0);
	if (millis >= midnight) return TEXTS[lang].today;
	if (millis >= midnight - 86_400_000) return TEXTS[lang].yesterday;
	const style = { day: 'numeric', month: 'long' };
	return new Intl.DateTimeFormat(LOCALES[lang], style).format(millis);
}

/** Links that show the same page in the other languages. */
export function languageLinks(current) {
	return Object.entries(LANGUAGES).map(([code, name]) => {
		const link = document.createElement('a');
		const address = new URL(location.href);
		address.searchParams.set('lang', code);
		link.href = address.pathname + address.search;
		link.lang = code;
		link.textContent = name;
		if (code === current) link.setAttribute('aria-current', 'true');
		return link;
	});
}
