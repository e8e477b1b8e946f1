// The photos of a thread that are on this machine, in order. Pure.
import type { ThreadItem } from '../api/bindings.gen';

export type Photo = { key: string; hash: string; caption: string | null };

export function photos(items: readonly ThreadItem[]): Photo[] {
	return items.flatMap(({ key, body }) => {
		if (body.item !== 'bubble' || body.revoked || body.media.state !== 'stored') return [];
		if (body.content.kind !== 'media' || body.content.media !== 'image') return [];
		return [{ key, hash: body.media.hash, caption: body.content.caption }];
	});
}
