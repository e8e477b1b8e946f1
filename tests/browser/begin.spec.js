// Writing first: a template to a number that never wrote, and to a conversation that was closed.
import { expect, test } from './relevo.js';

test('a template goes to a new number and opens its conversation', async ({ world, inbox, page }) => {
	await page.keyboard.press('w');
	const dialog = page.getByRole('dialog', { name: 'Write first' });
	await dialog.getByRole('combobox', { name: 'From' }).selectOption({ label: 'Clínica Dental Sonrisa Norte · +52 81 5550 0142' });
	const to = dialog.getByRole('textbox', { name: 'To', exact: true });
	await expect(to).toHaveValue('+52 ');

	const values = dialog.getByRole('textbox', { name: /^Value/u });
	for (const value of await values.all()) await value.fill('Beto');
	await to.fill('81 5550');
	await to.press('Enter');
	await expect(dialog).toContainText('Write the whole number with its country code');

	await to.fill('+52 81 5550 0203');
	await to.press('Enter');
	await expect(dialog).toBeHidden();
	await expect(page.getByText('You have it')).toBeVisible();
	await expect.poll(() => world.heard('beto')).toHaveLength(1);
	await expect(inbox.thread.getByRole('article')).toHaveCount(1);
});

test('a closed conversation is taken up again by writing', async ({ world, inbox, page }) => {
	await world.writes('beto', 'Prefiero que me atienda una persona');
	await inbox.opens('Beto Garza');
	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'Close the conversation' }).click();
	await page.getByRole('button', { name: 'Write to them' }).click();
	await inbox.holds();
	await inbox.reply.fill('¿Te pudieron ayudar?');
	await inbox.reply.press('Enter');
	await expect.poll(() => world.heard('beto')).toContain('¿Te pudieron ayudar?');
});
