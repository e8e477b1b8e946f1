// The waveform of a voice note, measured from its sound. Where the browser can't decode it there are
// even bars: a made-up waveform would be a lie.

const BARS = 30;
const decoded = new Map<string, Promise<{ bars: number[]; seconds: number } | undefined>>();

/** Even bars, until or unless the sound could be read. */
export function flat(): number[] {
	return Array.from({ length: BARS }, () => 0.12);
}

/** Loudness in thirty steps from 0 to 1, and the length; read once for each address. */
export function waveform(url: string): Promise<{ bars: number[]; seconds: number } | undefined> {
	let reading = decoded.get(url);
	if (!reading) decoded.set(url, (reading = read(url).catch(() => undefined)));
	return reading;
}

async function read(url: string): Promise<{ bars: number[]; seconds: number }> {
	const { bytesOf } = await import('../api/media');
	const context = new OfflineAudioContext(1, 1, 22_050);
	const sound = await context.decodeAudioData(await bytesOf(url));
	return { bars: loudness(sound.getChannelData(0)), seconds: sound.duration };
}

/** The loudest part fills the height; silence leaves a dot. */
export function loudness(samples: Float32Array, bars = BARS): number[] {
	const step = Math.max(1, Math.floor(samples.length / bars));
	const levels = Array.from({ length: bars }, (_, bar) => {
		let sum = 0;
		const end = Math.min(samples.length, (bar + 1) * step);
		for (let i = bar * step; i < end; i++) sum += (samples[i] ?? 0) ** 2;
		return Math.sqrt(sum / step);
	});
	const top = Math.max(...levels);
	return levels.map((level) => (top > 0 ? level / top : 0));
}
