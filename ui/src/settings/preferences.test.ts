import { expect, test } from 'vitest';
import type { Settings } from '../api/bindings.gen';
import type { Client } from '../api/client';
import { SettingsKeeper } from '../app/settings-keeper';
import { House } from '../dev/house';
import { Preferences } from './preferences.svelte';

async function opened() {
	const house = new House();
	let known: Settings = house.settings;
	const keeper = new SettingsKeeper(house.api as Client, () => known, (now) => (known = now));
	const preferences = new Preferences(house.api as Client, keeper);
	await preferences.refresh();
	return { house, preferences };
}

test('a change is on the screen at once, and two are both kept', async () => {
	const { house, preferences } = await opened();
	const changes = [preferences.change({ alert_sound: false }), preferences.change({ alert_contents: true })];
	expect(preferences.view?.settings).toMatchObject({ alert_sound: false, alert_contents: true });
	await Promise.all(changes);
	expect(house.settings).toMatchObject({ alert_sound: false, alert_contents: true });
});

test('a change that was refused leaves the screen', async () => {
	const { house, preferences } = await opened();
	house.api.saveSettings = async () => Promise.reject({ code: 'invalid', text: '' });
	await preferences.change({ alert_sound: false });
	expect([preferences.view?.settings.alert_sound, preferences.trouble?.code]).toEqual([true, 'invalid']);
});
