// Without a network: what is to be sent waits, visible and cancellable, and the archive reads on.
import { expect, test } from './relevo.js';

const UNREACHABLE = { fault: 'server_error', status: 503, count: 100_000 };

test.beforeEach(async ({ world, inbox }) => {
	await world.writes('beto', 'Prefiero que me atienda una persona');
	await inbox.opens('Beto Garza');
	await inbox.takeOver.click();
	await inbox.holds();
});

test('without WhatsApp a message waits in sight and can be taken back', async ({ world, inbox, page }) => {
	const before = await world.heard('beto');
	await world.breaks(UNREACHABLE);
	await inbox.reply.fill('Esto no debe salir');
	await inbox.reply.press('Enter');
	await expect(inbox.thread).toContainText('Offline: leaves when you’re back.');
	await expect(page.getByText('1 message leaves when you’re back.')).toBeVisible();
	await inbox.thread.getByRole('button', { name: 'Cancel' }).click();
	await expect(inbox.thread).toContainText('Cancelled before it left.');
	await inbox.thread.getByRole('button', { name: 'Put it back in the composer' }).click();
	await expect(inbox.thread).not.toContainText('Esto no debe salir');
	await expect(inbox.reply).toHaveValue('Esto no debe salir');
	await expect(inbox.reply).toBeFocused();
	await world.heals();
	await inbox.reply.fill('Esto sí sale');
	await inbox.reply.press('Enter');
	await expect.poll(() => world.heard('beto'), { timeout: 40_000 }).toEqual([...before, 'Esto sí sale']);
});

test('what waited leaves by itself when WhatsApp is back', async ({ world, inbox }) => {
	const before = await world.heard('beto');
	await world.breaks(UNREACHABLE);
	await inbox.reply.fill('Hola Beto');
	await inbox.reply.press('Enter');
	await expect(inbox.thread).toContainText('Offline: leaves when you’re back.');
	await world.heals();
	await expect.poll(() => world.heard('beto'), { timeout: 40_000 }).toEqual([...before, 'Hola Beto']);
	await expect(inbox.thread).not.toContainText('Offline: leaves when you’re back.');
});

test('without Relevo itself the conversation stays readable and nothing typed is lost', async ({ inbox, page, context }) => {
	await page.route('**/api/**', (route) => route.abort());
	await context.setOffline(true);
	await inbox.reply.fill('Lo que escribí');
	await inbox.reply.press('Enter');
	await expect(page.getByText('Relevo isn’t answering. What you see is the last known state.').first()).toBeVisible();
	await expect(inbox.reply).toHaveValue('Lo que escribí');
	await expect(inbox.thread).toContainText('Prefiero que me atienda una persona');
	await context.setOffline(false);
	await page.unroute('**/api/**');
	await inbox.reply.press('Enter');
	await expect(inbox.reply).toHaveValue('');
	await expect(inbox.thread).toContainText('Lo que escribí');
});
