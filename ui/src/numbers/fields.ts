// What may be pasted into the wizard, and how it is cleaned. Pure. It only catches the usual mix-ups;
// whether a key is right is found out by asking WhatsApp.

/** Without the spaces and line ends that copying brings along. */
export function pasted(text: string): string {
	return text.replace(/\s+/gu, '');
}

/** Meta's ids are long numbers; a phone number with its plus is the usual mix-up. */
export function isMetaId(text: string): boolean {
	return /^\d{10,20}$/u.test(pasted(text));
}

/** Meta's app secret: 32 hexadecimal digits. */
export function isAppSecret(text: string): boolean {
	return /^[0-9a-f]{32}$/iu.test(pasted(text));
}

/** An access token is one long word. */
export function isToken(text: string): boolean {
	return /^[\w.|-]{20,}$/u.test(text.trim());
}

/** The number as WhatsApp wants it, digits with country code; nothing if it can't be one. */
export function dialled(text: string): string | undefined {
	const digits = text.replace(/[\s().-]/gu, '').replace(/^(\+|00)/u, '');
	return /^[1-9]\d{7,14}$/u.test(digits) ? `+${digits}` : undefined;
}

/** The address Meta shall deliver to: what was pasted, with Relevo's own path where it has none. */
export function publicAddress(entered: string, localUrl: string): string | undefined {
	const url = parsed(entered.trim());
	if (!url || url.protocol !== 'https:' || isLocal(url.hostname)) return undefined;
	if (url.pathname === '/') url.pathname = parsed(localUrl)?.pathname ?? '/';
	return url.origin + url.pathname;
}

function isLocal(host: string): boolean {
	return host === 'localhost' || host.endsWith('.local') || host === '[::1]' || /^(127|10|192\.168)\./u.test(host);
}

function parsed(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

/** Ways from outside to this computer. */
export const WAYS = ['cloudflare', 'tailscale', 'ngrok', 'hub'] as const;
export type Way = (typeof WAYS)[number];

/** What to type for a way, leading to where Relevo listens. */
export function commands(way: Way, localUrl: string): string {
	const url = parsed(localUrl);
	const origin = url?.origin ?? localUrl;
	const port = url?.port || '80';
	switch (way) {
		case 'cloudflare':
			return `cloudflared tunnel login\ncloudflared tunnel create relevo\ncloudflared tunnel route dns relevo relevo.example.com\ncloudflared tunnel run --url ${origin} relevo`;
		case 'tailscale':
			return `tailscale funnel --bg ${port}`;
		case 'ngrok':
			return `ngrok http ${port}`;
		case 'hub':
			return 'relevo serve --help';
	}
}
