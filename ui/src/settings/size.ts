// Bytes as people read them. Pure.

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** `48 MB`, `1,2 GB`; never less than 1 kB. */
export function sizeWords(bytes: number, locale: string): string {
	let value = Math.max(1, bytes / 1000);
	let unit = 0;
	while (value >= 999.5 && unit < UNITS.length - 1) {
		value /= 1000;
		unit += 1;
	}
	const digits = unit >= 2 && value < 99.5 ? 1 : 0;
	return `${value.toLocaleString(locale, { maximumFractionDigits: digits })} ${UNITS[unit]}`;
}
