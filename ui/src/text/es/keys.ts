// Words of the shortcuts dialog, in Spanish.
import type { keys as en } from '../en/keys';

export const keys: typeof en = {
	title: 'Atajos de teclado',
	hint: 'Las letras sueltas funcionan fuera de los campos de texto.',
	letters: 'Atajos de una sola letra',
	groups: { move: 'Moverse', act: 'Actuar', write: 'Escribir', pages: 'Páginas' },
	next: 'Conversación siguiente',
	previous: 'Conversación anterior',
	first: 'La primera que necesita una persona',
	search: 'Buscar',
	take: 'Tomar la conversación',
	takeUse: 'Tomarla con la sugerencia',
	brief: 'Resumen',
	handBack: 'Devolver al agente',
	later: 'En 5 minutos',
	note: 'Nota interna',
	canned: 'Respuestas rápidas',
	suggestion: 'Usar la sugerencia',
	send: 'Enviar',
	newLine: 'Línea nueva',
	pages: 'Páginas',
	escape: 'Cerrar; después, salir del mensaje',
	all: 'Esta lista',
	shift: '⇧',
	ctrl: 'Ctrl',
	alt: 'Alt',
};
