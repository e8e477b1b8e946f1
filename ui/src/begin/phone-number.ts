// Reads a phone number that a person typed. Pure. WhatsApp wants it with its country code; guessing one
// would write to a stranger.
import { codeOf } from '../text/phone';

/** Meta takes numbers of at most 15 digits (E.164); below 8 none is complete. */
const SHORTEST = 8;
const LONGEST = 15;

/** `+5281…` from what was typed; `undefined` while it is no whole number with its country code. */
export function read(typed: string): string | undefined {
	const international = typed.trim().replace(/^00/u, '+');
	if (!international.startsWith('+') || /[^\d\s().+-]/u.test(international)) return undefined;
	const digits = international.replace(/\D/gu, '');
	return digits.length >= SHORTEST && digits.length <= LONGEST ? `+${digits}` : undefined;
}

/** What the field begins with: the country code of the number that writes. */
export function beginning(own: string): string {
	const code = codeOf(own);
	return code ? `+${code} ` : '+';
}
