// A promise that is settled from outside: for tests in which an answer has to arrive at a chosen moment.
// Never part of what is delivered.

export type Later<T> = { promise: Promise<T>; resolve: (value: T) => void; reject: (why: unknown) => void };

export function later<T = void>(): Later<T> {
	let resolve: Later<T>['resolve'] = () => undefined;
	let reject: Later<T>['reject'] = () => undefined;
	const promise = new Promise<T>((done, failed) => {
		resolve = done;
		reject = failed;
	});
	return { promise, resolve, reject };
}
