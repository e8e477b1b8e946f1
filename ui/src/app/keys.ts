// Which key does what. Pure: it turns a key press and where it happened into a command's name; the
// screens say what they do with it. Tab is never taken.

/** Everything that can be asked for with a key. */
export type Command =
	| 'next'
	| 'previous'
	| 'first'
	| 'take'
	| 'takeUse'
	| 'brief'
	| 'search'
	| 'begin'
	| 'useSuggestion'
	| 'handBack'
	| 'note'
	| 'later'
	| 'right'
	| 'needless'
	| 'missed'
	| 'page1'
	| 'page2'
	| 'page3'
	| 'page4'
	| 'page5'
	| 'escape'
	| 'help';

/** The part of a keyboard event that matters. */
export type Press = {
	key: string;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
	shiftKey: boolean;
};

/** Where it was pressed: while a dialog or menu is open only that listens. */
export type Place = { inTextField: boolean; inPopup: boolean; letters: boolean; mac: boolean };

const LETTERS: Record<string, Command> = {
	j: 'next',
	k: 'previous',
	g: 'first',
	t: 'take',
	b: 'brief',
	n: 'note',
	s: 'later',
	w: 'begin',
	r: 'right',
	x: 'needless',
	m: 'missed',
};

const CONTROLS: Record<string, Command> = {
	d: 'handBack',
	'1': 'page1',
	'2': 'page2',
	'3': 'page3',
	'4': 'page4',
	'5': 'page5',
};

/** What may go on while its key is held down: walking through the list. Anything else is done once. */
const GOES_ON: ReadonlySet<Command> = new Set(['next', 'previous']);

/** Whether a command may be done again and again while its key is held down. */
export function goesOn(name: Command): boolean {
	return GOES_ON.has(name);
}

/** The command for a key press, or nothing. */
export function command(press: Press, place: Place): Command | undefined {
	if (place.inPopup) return undefined;
	if (press.key === 'Escape') return 'escape';
	const control = place.mac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
	if (control && !press.altKey && !press.shiftKey) return CONTROLS[press.key.toLowerCase()];
	if (press.altKey && !press.ctrlKey && !press.metaKey) {
		return press.key === 'Enter' ? 'useSuggestion' : undefined;
	}
	if (press.ctrlKey || press.metaKey || place.inTextField) return undefined;
	return bare(press, place.letters);
}

function bare(press: Press, letters: boolean): Command | undefined {
	if (press.key === '/') return 'search';
	if (press.key === '?') return 'help';
	if (!letters) return undefined;
	if (press.shiftKey) return press.key.toLowerCase() === 't' ? 'takeUse' : undefined;
	return LETTERS[press.key.toLowerCase()];
}
