// The address a player is given for a sound or a film: the medium's own, or, where the host's player
// can't read that, one of its bytes in memory. Call it while a component is set up.
import { useApi } from '../api/client';
import { blobOf } from '../api/media';

/** Follows `url`; `src` is undefined until there is something to play. */
export function playable(url: () => string): { readonly src: string | undefined } {
	const { mediaStreams } = useApi();
	let src = $state<string>();
	$effect(() => {
		const wanted = url();
		if (mediaStreams) {
			src = wanted;
			return;
		}
		let left = false;
		let held: string | undefined;
		const read = async () => {
			const blob = await blobOf(wanted);
			if (!left) src = held = URL.createObjectURL(blob);
		};
		// Without the bytes the player stays at 0:00, as it does for a sound that can't be decoded.
		void read().catch(() => undefined);
		return () => {
			left = true;
			src = undefined;
			if (held) URL.revokeObjectURL(held);
		};
	});
	return {
		get src() {
			return src;
		},
	};
}
