// Everything without a pointer.
import { expect, test } from './relevo.js';

test('a whole turn by keyboard alone', async ({ world, inbox, page }) => {
	await world.writes('mariela', 'Me sacaron una muela ayer, tengo fiebre y mucho dolor');
	await world.writes('beto', 'Prefiero que me atienda una persona');
	await expect(inbox.row('Mariela Cantú')).toBeVisible();
	await expect(inbox.row('Beto Garza')).toBeVisible();

	const open = (name) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
	await page.keyboard.press('g');
	await open('Mariela Cantú');
	await page.keyboard.press('j');
	await open('Beto Garza');
	await page.keyboard.press('k');
	await open('Mariela Cantú');
	await page.keyboard.press('j');
	await open('Beto Garza');

	await page.keyboard.press('t');
	await inbox.holds();
	await expect(inbox.reply).toBeFocused();
	const before = (await world.heard('beto')).length;
	await page.keyboard.type('Hola Beto');
	await page.keyboard.press('Shift+Enter');
	await page.keyboard.type('dime');
	await page.keyboard.press('Enter');
	await expect.poll(async () => (await world.heard('beto')).slice(before)).toEqual(['Hola Beto\ndime']);

	await page.keyboard.press('Control+d');
	await expect(page.getByRole('dialog', { name: 'Hand back to the agent' })).toBeVisible();
	// Whoever is quick presses before the focus has moved into the dialog.
	await page.evaluate(() => document.activeElement.blur());
	await page.keyboard.press('Control+Enter');
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(inbox.takeOver).toBeVisible();

	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await page.keyboard.press('Control+2');
	await expect(page).toHaveURL(/#\/playbook/u);
});

test('a call is judged with one key, and one that was missed by the number of its reason', async ({ world, inbox, page }) => {
	await world.writes('beto', 'Prefiero que me atienda una persona');
	await inbox.opens('Beto Garza');
	const judged = (name) => page.getByRole('group', { name: 'Was this call right?' }).getByRole('button', { name });
	await page.keyboard.press('r');
	await expect(judged('Right')).toHaveAttribute('aria-pressed', 'true');
	await page.keyboard.press('x');
	await expect(judged('Needless')).toHaveAttribute('aria-pressed', 'true');
	await expect(judged('Right')).toHaveAttribute('aria-pressed', 'false');
	await page.keyboard.press('x');
	await expect(judged('Needless')).toHaveCount(0);
	await page.keyboard.press('x');
	await expect(judged('Needless')).toHaveAttribute('aria-pressed', 'true');

	await world.writes('mariela', '¿A qué hora abren mañana?');
	await inbox.opens('Mariela Cantú');
	await page.keyboard.press('m');
	await expect(page.getByRole('dialog', { name: 'It should have reached a person' })).toBeVisible();
	await page.keyboard.press('2');
	await expect(page.getByRole('dialog')).toBeHidden();
	await page.getByRole('button', { name: 'More' }).click();
	await expect(page.getByRole('menuitemcheckbox', { name: 'It should have reached a person' })).toContainText('Frustration');
	await page.keyboard.press('Escape');

	await page.evaluate(() => (location.hash = '#/insights'));
	await expect(page.getByText('1 needless')).toBeVisible();
	await expect(page.getByText('1 conversation should have been handed over.')).toBeVisible();
});

test('a call that is over is judged afterwards', async ({ world, inbox, page }) => {
	await world.writes('beto', 'Prefiero que me atienda una persona');
	await inbox.opens('Beto Garza');
	await page.keyboard.press('t');
	await inbox.holds();
	// Who hands back without an answer leaves it to the agent, who may call again.
	await page.keyboard.type('Hola Beto, soy Lupita');
	await page.keyboard.press('Enter');
	await expect(inbox.reply).toHaveValue('');
	await page.keyboard.press('Control+d');
	await expect(page.getByRole('dialog', { name: 'Hand back to the agent' })).toBeVisible();
	await page.keyboard.press('Control+Enter');
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(inbox.takeOver).toBeVisible();
	await page.keyboard.press('r');
	const right = page.getByRole('group', { name: 'Was this call right?' }).getByRole('button', { name: 'Right' });
	await expect(right).toHaveAttribute('aria-pressed', 'true');
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(right).toHaveAttribute('aria-pressed', 'false');
});

test('who sends with the button goes on writing in the field', async ({ world, inbox, page }) => {
	await world.writes('beto', 'Prefiero que me atienda una persona');
	await inbox.opens('Beto Garza');
	await page.keyboard.press('t');
	await inbox.holds();
	await page.keyboard.type('Hola Beto');
	await page.getByRole('button', { name: 'Send' }).focus();
	await page.keyboard.press('Enter');
	await expect(inbox.reply).toHaveValue('');
	await expect(inbox.reply).toBeFocused();
});

test('Tab reaches the list, the thread and the composer in reading order', async ({ world, inbox, page }) => {
	await world.writes('beto', 'Prefiero que me atienda una persona');
	await inbox.opens('Beto Garza');
	await inbox.takeOver.click();
	await inbox.holds();
	// From the top of the page.
	await page.evaluate(() => {
		document.body.tabIndex = -1;
		document.body.focus();
		document.body.removeAttribute('tabindex');
	});
	const reached = [];
	for (let step = 0; step < 60 && !reached.includes('composer'); step++) {
		await page.keyboard.press('Tab');
		const what = await page.evaluate(() => {
			const at = document.activeElement;
			if (!at || at === document.body) return 'page';
			if (at.closest('[data-row]')) return 'list';
			if (at.closest('[role=log]')) return 'thread';
			return at.matches('.composer textarea') ? 'composer' : 'other';
		});
		if (reached.at(-1) !== what) reached.push(what);
	}
	expect(reached.filter((what) => what !== 'other'), reached.join(' → ')).toEqual(['list', 'thread', 'composer']);
});
