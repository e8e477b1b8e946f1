// The photos of a thread that are on this machine, in order. Pure.
import type { ThreadItem } from '../api/bindings.gen';

/** A photo; `suffix` is what its file's name ends with. */
export type Photo = { key: string; hash: string; caption: string | null; suffix: string };

export function photos(items: readonly ThreadItem[]): Photo[] {
	return items.flatMap(({ key, body }) => {
		if (body.item !== 'bubble' || body.revoked || body.media.state !== 'stored') return [];
		if (body.content.kind !== 'media' || body.content.media !== 'image') return [];
		const suffix = /^image\/(\w+)/u.exec(body.content.mime)?.[1] ?? 'jpeg';
		return [{ key, hash: body.media.hash, caption: body.content.caption, suffix }];
	});
}
