// Search: results while typing, whatever the accents, and a hit leads to its place.
import { expect, test } from './relevo.js';

test('a word without its accents finds the message and leads to it', async ({ world, inbox, page }) => {
	await world.writes('mariela', 'quiero hablar con alguien sobre la radiografía panorámica');
	await world.writes('beto', 'quiero hablar con una persona');
	await expect(inbox.row('Mariela Cantú')).toBeVisible();
	// Nothing happens in it any more, so only opening it shows it.
	await expect.poll(() => world.heard('mariela')).toHaveLength(1);
	await page.reload();
	await expect(inbox.row('Mariela Cantú')).toBeVisible();
	await page.keyboard.press('/');
	await page.keyboard.type('PANORAMIC');
	await expect(page.getByRole('heading', { name: '1 result' })).toBeVisible();
	await expect(inbox.row('Beto Garza')).toBeHidden();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Mariela Cantú' })).toBeVisible();
	await expect(inbox.thread.getByText('radiografía panorámica')).toBeInViewport();
	await page.getByRole('searchbox').press('Escape');
	await expect(inbox.row('Beto Garza')).toBeVisible();
});

test('what is nowhere is said to be nowhere', async ({ inbox, page }) => {
	await inbox.page.getByRole('searchbox').fill('zanahoria');
	await expect(page.getByRole('heading', { name: 'Nothing found for “zanahoria”' }).first()).toBeVisible();
});
