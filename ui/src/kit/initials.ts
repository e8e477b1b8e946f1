// Initials of a name, for avatars and the rail. Never more than two letters.

/** The first letters of the first and the last word that begin with a letter; titles don't count. */
export function initials(name: string): string {
	const words = name
		.replace(/\b(dr|dra|sr|sra|mr|mrs|ms)\.\s*/giu, '')
		.split(/\s+/u)
		.filter((word) => /^\p{L}/u.test(word));
	const [first] = words;
	if (!first) return name.replace(/\D/gu, '').slice(-2) || '–';
	const last = words.length > 1 ? words[1] : undefined;
	return (letter(first) + (last ? letter(last) : '')).toLocaleUpperCase();
}

function letter(word: string): string {
	return [...word][0] ?? '';
}
