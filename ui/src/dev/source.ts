// An event source that a test opens, breaks and speaks through, as a browser's would. Never part of what
// is delivered.
import { vi } from 'vitest';

export class FakeSource {
	static readonly CONNECTING = 0;
	static readonly OPEN = 1;
	static readonly CLOSED = 2;
	/** Every one that was made since `install`. */
	static all: FakeSource[] = [];
	readyState: number = FakeSource.CONNECTING;
	#listeners = new Map<string, (event: { data: string }) => void>();

	constructor() {
		FakeSource.all.push(this);
	}

	/** Puts it in the place of the browser's. */
	static install(): void {
		FakeSource.all = [];
		vi.stubGlobal('EventSource', FakeSource);
	}

	static get last(): FakeSource {
		const last = FakeSource.all.at(-1);
		if (!last) throw new Error('Nobody opened one.');
		return last;
	}

	addEventListener(name: string, listener: (event: { data: string }) => void): void {
		this.#listeners.set(name, listener);
	}

	close(): void {
		this.readyState = FakeSource.CLOSED;
	}

	opens(): void {
		this.readyState = FakeSource.OPEN;
		this.says('open', null);
	}

	/** The connection broke; a browser tries again. */
	breaks(): void {
		this.readyState = FakeSource.CONNECTING;
		this.says('error', null);
	}

	/** The connection was answered with something else; a browser gives up. */
	refused(): void {
		this.readyState = FakeSource.CLOSED;
		this.says('error', null);
	}

	says(name: string, data: unknown): void {
		this.#listeners.get(name)?.({ data: JSON.stringify(data) });
	}
}
