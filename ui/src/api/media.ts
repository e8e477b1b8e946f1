// The bytes of stored media, for what can't be shown by an address alone.

/** Reads a stored medium whole. */
export async function bytesOf(url: string): Promise<ArrayBuffer> {
	return (await stored(url)).arrayBuffer();
}

/** Reads a stored medium whole, with its type. */
export async function blobOf(url: string): Promise<Blob> {
	return (await stored(url)).blob();
}

async function stored(url: string): Promise<Response> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`media: ${response.status}`);
	return response;
}

/** Saves a stored medium as `name`. A link to another origin could not name the file, so it goes by its bytes. */
export async function save(url: string, name: string): Promise<void> {
	const held = URL.createObjectURL(await blobOf(url));
	const link = document.createElement('a');
	link.href = held;
	link.download = name;
	link.click();
	// The host reads the bytes after the click; a minute is ample for the largest file WhatsApp takes.
	setTimeout(() => URL.revokeObjectURL(held), 60_000);
}

/** A file as base64, as the API wants it. */
export async function base64(file: Blob): Promise<string> {
	const bytes = new Uint8Array(await file.arrayBuffer());
	let text = '';
	// In pieces, because a spread over a whole photo overflows the stack.
	for (let at = 0; at < bytes.length; at += 0x8000) {
		text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	}
	return btoa(text);
}
