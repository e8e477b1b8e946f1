// Lets a row that changed its section glide to its new place, 240 ms. Only transforms are animated,
// and nothing moves for who asked for less motion.
import type { Line } from './lines';

const DURATION = 240;

/** Follows `lines`; `box` is where their elements are. Call it while a component is created. */
export function travel(lines: () => readonly Line[], box: () => HTMLElement | undefined): void {
	let sections = new Map<string, string>();
	let places = new Map<string, number>();
	// Before the DOM changes: remember where everything is.
	$effect.pre(() => {
		lines();
		const element = box();
		if (element) places = tops(element);
	});
	// After it changed: let what stands in another section glide from where it was.
	$effect(() => {
		const now = sectionOf(lines());
		const element = box();
		if (element && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
			for (const [row, top] of tops(element)) {
				const before = places.get(row);
				const moved = sections.has(row) && sections.get(row) !== now.get(row);
				if (moved && before !== undefined) glide(element, row, before - top);
			}
		}
		sections = now;
	});
}

function sectionOf(lines: readonly Line[]): Map<string, string> {
	return new Map(
		lines.flatMap((line) =>
			'row' in line ? [[line.row.conversation, line.kind === 'waiting' ? 'waiting' : line.view]] : [],
		),
	);
}

function rows(box: HTMLElement): HTMLElement[] {
	return [...box.querySelectorAll<HTMLElement>('[data-row]')];
}

function tops(box: HTMLElement): Map<string, number> {
	return new Map(rows(box).map((row) => [row.dataset['row'] ?? '', row.getBoundingClientRect().top]));
}

function glide(box: HTMLElement, key: string, from: number): void {
	const row = rows(box).find((element) => element.dataset['row'] === key);
	row?.animate(
		[
			{ transform: `translateY(${from}px)`, zIndex: 1 },
			{ transform: 'none', zIndex: 1 },
		],
		{ duration: DURATION, easing: 'ease-out' },
	);
}

/** A row that travels is drawn anew and loses the focus; `refocus` gives it back. */
export function keepFocus(lines: () => readonly Line[], box: () => HTMLElement | undefined, refocus: (row: string) => void): void {
	let focused: string | undefined;
	// Before the DOM changes: remember which row has the focus.
	$effect.pre(() => {
		lines();
		const active = document.activeElement;
		focused = active instanceof HTMLElement && box()?.contains(active) ? active.dataset['row'] : undefined;
	});
	// After it changed: nobody else took the focus meanwhile.
	$effect(() => {
		lines();
		if (focused && document.activeElement === document.body) refocus(focused);
	});
}
