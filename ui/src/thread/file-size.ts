// Sizes of files as people write them, and which files WhatsApp takes. Pure.

/** `840 kB`, `2.4 MB`. */
export function fileSize(bytes: number, locale: string): string {
	const [unit, size] = bytes < 1e6 ? ['kB', bytes / 1e3] : ['MB', bytes / 1e6];
	const digits = size < 10 && unit === 'MB' ? 1 : 0;
	return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(Math.max(size as number, 1))} ${unit}`;
}

/** What WhatsApp takes at most, by kind, in bytes. */
export const LIMIT: Record<'image' | 'video' | 'audio' | 'document', number> = {
	image: 5e6,
	video: 16e6,
	audio: 16e6,
	document: 100e6,
};

/** Which kind of message a file becomes. */
export function kindOf(mime: string): keyof typeof LIMIT {
	if (mime === 'image/jpeg' || mime === 'image/png') return 'image';
	if (mime === 'video/mp4' || mime === 'video/3gpp') return 'video';
	if (/^audio\/(aac|mp4|mpeg|amr|ogg)/u.test(mime)) return 'audio';
	return 'document';
}

/** The longest words WhatsApp takes beside a file. */
const LONGEST_CAPTION = 1024;

/** Whether `words` can go beside a file of this kind. Sound goes without words. */
export function takesCaption(kind: keyof typeof LIMIT, words: string): boolean {
	return kind !== 'audio' && [...words].length <= LONGEST_CAPTION;
}

/** The documents that WhatsApp takes; it refuses every other type when the file is handed over. */
const DOCUMENTS = [
	'text/plain',
	'application/pdf',
	'application/msword',
	'application/vnd.ms-excel',
	'application/vnd.ms-powerpoint',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation',
];

/** Whether WhatsApp takes a file of this type at all. */
export function isTaken(mime: string): boolean {
	return kindOf(mime) !== 'document' || DOCUMENTS.includes(mime.split(';')[0]!.trim());
}
