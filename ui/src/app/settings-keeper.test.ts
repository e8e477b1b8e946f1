import { expect, test, vi } from 'vitest';
import type { Settings } from '../api/bindings.gen';
import { House } from '../dev/house';
import { later, type Later } from '../dev/later';
import { SettingsKeeper } from './settings-keeper';

/** A keeper whose saves wait until they are let go, oldest first. */
function keeping() {
	const house = new House();
	let known: Settings = house.settings;
	const answers: Later<void>[] = [];
	const saveSettings = vi.fn(async (settings: Settings) => {
		const answer = later();
		answers.push(answer);
		await answer.promise;
		return house.api.saveSettings!(settings);
	});
	const keeper = new SettingsKeeper({ settings: house.api.settings!, saveSettings }, () => known, (now) => (known = now));
	return { house, keeper, saveSettings, answers };
}
const settled = () => new Promise((done) => setImmediate(done));

test('two changes within one answer are both kept', async () => {
	const { house, keeper, answers } = keeping();
	const first = keeper.save({ alert_sound: false });
	await settled();
	const second = keeper.save({ alert_contents: true });
	answers[0]!.resolve();
	await first;
	await settled();
	answers[1]!.resolve();
	await second;
	expect(house.settings).toMatchObject({ alert_sound: false, alert_contents: true });
});

test('what was read meanwhile doesn’t hide what is being kept', async () => {
	const { house, keeper } = keeping();
	void keeper.save({ alert_sound: false });
	expect(keeper.newest(house.settings).alert_sound).toBe(false);
});

test('a change that is refused takes no other along', async () => {
	const { house, keeper, answers } = keeping();
	const first = keeper.save({ alert_sound: false });
	await settled();
	const second = keeper.save({ alert_contents: true });
	answers[0]!.reject({ code: 'invalid', text: '' });
	await expect(first).rejects.toMatchObject({ code: 'invalid' });
	await settled();
	answers[1]!.resolve();
	await second;
	expect(house.settings).toMatchObject({ alert_sound: true, alert_contents: true });
});

test('when the window closes all of it is sent at once', async () => {
	const { keeper, saveSettings } = keeping();
	void keeper.save({ alert_sound: false });
	await settled();
	void keeper.save({ alert_contents: true });
	keeper.flush();
	expect(saveSettings).toHaveBeenLastCalledWith(expect.objectContaining({ alert_sound: false, alert_contents: true }));
});
