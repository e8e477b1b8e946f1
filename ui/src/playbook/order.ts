// Putting a list in another order. Pure.

/** `list` with the one at `place` moved by `step`; unchanged where it would leave the list. */
export function moved<T>(list: readonly T[], place: number, step: 1 | -1): T[] {
	const one = list[place];
	const other = list[place + step];
	if (one === undefined || other === undefined) return [...list];
	return list.with(place, other).with(place + step, one);
}
