// Made-up media for `dev.html`: a voice note that hums and a drawn picture.

const made = new Map<string, string>();

export function madeUp(hash: string): string {
	let url = made.get(hash);
	if (!url) made.set(hash, (url = URL.createObjectURL(hash === 'voice' ? hum(14) : drawing(hash))));
	return url;
}

function drawing(hash: string): Blob {
	const size = hash === 'sticker' ? 'viewBox="0 0 120 120" width="240" height="240"' : 'viewBox="0 0 320 220" width="640" height="440"';
	return new Blob([`<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="320" height="220" rx="8" fill="#cfd8d2"/><circle cx="60" cy="60" r="40" fill="#8fb3a2"/></svg>`], { type: 'image/svg+xml' });
}

function hum(seconds: number): Blob {
	const rate = 8000;
	const view = new DataView(new ArrayBuffer(44 + seconds * rate * 2));
	[0x52494646, 36 + seconds * rate * 2, 0x57415645, 0x666d7420, 16, 0x00010001, rate, rate * 2, 0x00020010, 0x64617461, seconds * rate * 2].forEach((word, i) =>
		view.setUint32(i * 4, word, ![0, 2, 3, 9].includes(i)),
	);
	view.setUint16(20, 1, true);
	view.setUint16(22, 1, true);
	view.setUint32(24, rate, true);
	view.setUint32(28, rate * 2, true);
	view.setUint16(32, 2, true);
	view.setUint16(34, 16, true);
	for (let i = 0; i < seconds * rate; i++) {
		const loud = Math.abs(Math.sin(i / 3000) * Math.sin(i / 7777));
		view.setInt16(44 + i * 2, Math.sin(i / 6) * loud * 12_000, true);
	}
	return new Blob([view], { type: 'audio/wav' });
}
