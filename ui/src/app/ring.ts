// The sound of a call: two soft notes, louder when it is late. Made here, so that it needs no file.
// It never rings alone: the row, the badge and the title always show what it means.

/** How pressing the call is. */
export type Loudness = 'soft' | 'loud';

const NOTES: Record<Loudness, { volume: number; frequencies: number[] }> = {
	soft: { volume: 0.08, frequencies: [660, 880] },
	loud: { volume: 0.22, frequencies: [660, 880, 660, 880] },
};

const LENGTH = 0.22;

/** Rings once. A browser that hasn't been touched yet stays silent; nothing can be done about it. */
export function ring(loudness: Loudness): void {
	const context = new AudioContext();
	const { volume, frequencies } = NOTES[loudness];
	frequencies.forEach((frequency, index) => note(context, frequency, volume, index * LENGTH));
	setTimeout(() => void context.close(), (frequencies.length * LENGTH + 0.3) * 1000);
}

function note(context: AudioContext, frequency: number, volume: number, after: number): void {
	const from = context.currentTime + after;
	const tone = context.createOscillator();
	const level = context.createGain();
	tone.frequency.value = frequency;
	level.gain.setValueAtTime(0, from);
	level.gain.linearRampToValueAtTime(volume, from + 0.02);
	level.gain.exponentialRampToValueAtTime(0.0001, from + LENGTH);
	tone.connect(level).connect(context.destination);
	tone.start(from);
	tone.stop(from + LENGTH);
}
