// Words of the shortcuts dialog, in Portuguese.
import type { keys as en } from '../en/keys';

export const keys: typeof en = {
	title: 'Atalhos de teclado',
	hint: 'Letras soltas funcionam fora dos campos de texto.',
	letters: 'Atalhos de uma só letra',
	groups: { move: 'Mover', act: 'Agir', write: 'Escrever', pages: 'Páginas' },
	next: 'Próxima conversa',
	previous: 'Conversa anterior',
	first: 'A primeira que precisa de uma pessoa',
	search: 'Buscar',
	take: 'Assumir a conversa',
	takeUse: 'Assumir com a sugestão',
	brief: 'Resumo',
	handBack: 'Devolver ao agente',
	later: 'Em 5 minutos',
	note: 'Nota interna',
	canned: 'Respostas rápidas',
	suggestion: 'Usar a sugestão',
	send: 'Enviar',
	newLine: 'Nova linha',
	pages: 'Páginas',
	escape: 'Fechar; depois, sair da mensagem',
	all: 'Esta lista',
	shift: '⇧',
	ctrl: 'Ctrl',
	alt: 'Alt',
};
