// Phone numbers as people read them aloud. Pure. It only spaces them; a number whose habit it doesn't
// know stays as it came.

/** Country code and the sizes of the groups after it. */
const HABITS: [code: string, groups: number[]][] = [
	['52', [2, 4, 4]],
	['55', [2, 5, 4]],
	['54', [1, 2, 4, 4]],
	['57', [3, 3, 4]],
	['56', [1, 4, 4]],
	['51', [3, 3, 3]],
	['351', [3, 3, 3]],
	['34', [3, 3, 3]],
	['44', [4, 6]],
	['1', [3, 3, 4]],
];

/** The country code of a number whose habit is known. */
export function codeOf(phone: string): string | undefined {
	const digits = phone.replace(/\D/gu, '');
	return HABITS.find(([code]) => digits.startsWith(code))?.[0];
}

/** A customer's name; one who has none yet is called by their number. */
export function named(name: string): string {
	return isNumber(name) ? dialled(name) : name;
}

/** Whether it is a phone number that stands where a name is missing. */
export function isNumber(name: string): boolean {
	return /^\+?\d{8,}$/u.test(name);
}

/** `+52 81 2047 3316`. What was spaced already stays as it came. */
export function dialled(phone: string): string {
	if (/\d\s\d/u.test(phone)) return phone;
	const digits = phone.replace(/\D/gu, '');
	// Mexico's old mobile prefix is still part of some WhatsApp ids.
	const plain = digits.replace(/^521(?=\d{10}$)/u, '52');
	for (const [code, groups] of HABITS) {
		const rest = plain.slice(code.length);
		const length = groups.reduce((sum, size) => sum + size, 0);
		if (plain.startsWith(code) && rest.length === length) return `+${code} ${cut(rest, groups)}`;
	}
	return phone;
}

function cut(digits: string, groups: readonly number[]): string {
	let at = 0;
	return groups.map((size) => digits.slice(at, (at += size))).join(' ');
}
