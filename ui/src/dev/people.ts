// Words and people for tests: Spanish first, as the screens are tested. Never part of what is delivered.
import { People } from '../app/people.svelte';
import { Text } from '../text/text.svelte';
import { team } from './sample';

export const spanish = new Text('es');
export const english = new Text('en');

/** The clinic's team, with Lupita at this seat. */
export function clinic(): People {
	const people = new People();
	people.learn('lupita', team);
	return people;
}
