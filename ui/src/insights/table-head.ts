// The heads of the table of days: the same on the screen and in what is copied.
import type { Dictionary } from '../text/en';

/** Day, conversations, agent alone, with a person, promises kept, late. */
export function tableHead(t: Dictionary): string[] {
	const i = t.insights;
	return [i.date, i.conversations, i.agentAlone, i.withPerson, i.kept, i.latePerDay];
}
