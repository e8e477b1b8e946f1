// Taking over, writing, handing back: what the operator does and what the customer's phone shows.
import { expect, test } from './relevo.js';

test('a person takes over, writes, hands back, and the agent goes on', async ({ world, inbox, page, context }) => {
	const phone = await context.newPage();
	await phone.goto(world.phone('beto'));
	await page.bringToFront();
	await world.writes('beto', 'Prefiero que me atienda una persona');
	await inbox.opens('Beto Garza');
	await inbox.takeOver.click();
	await inbox.holds();

	await inbox.reply.fill('Hola Beto, soy Lupita. ¿En qué te ayudo?');
	await page.getByRole('button', { name: 'Send', exact: true }).click();
	await expect(phone.getByRole('log')).toContainText('Hola Beto, soy Lupita.');
	await expect(inbox.reply).toHaveValue('');

	await page.getByRole('button', { name: 'Hand back to the agent' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('textbox', { name: 'Promises you made' }).fill('Lupita le llama a las 5');
	await dialog.getByRole('button', { name: 'Hand back', exact: true }).click();
	await expect(dialog).toBeHidden();
	await expect(inbox.takeOver).toBeVisible();
	await expect(inbox.thread.getByText('handed it back to the agent')).toBeInViewport();

	await phone.getByRole('textbox').fill('¿cuánto cuesta la limpieza dental?');
	await phone.keyboard.press('Enter');
	await expect(phone.getByRole('log')).toContainText('$750');
	await expect(inbox.thread).toContainText('$750');
});

test('two operators press and one is told who was faster', async ({ world, inbox, browser, page }) => {
	await world.writes('carmen', 'quiero hablar con una persona');
	await inbox.opens('Carmen Leal');
	const elsewhere = await browser.newContext({ locale: 'en-US' });
	const rosa = await elsewhere.newPage();
	const entered = rosa.waitForResponse('**/enter');
	await rosa.goto(`${world.inbox}&seat=rosa`);
	await entered;
	const ask = (name, payload) =>
		rosa.evaluate(async ([name, payload]) => {
			const headers = { 'content-type': 'application/json' };
			return (await fetch(`/api/${name}`, { method: 'POST', headers, body: JSON.stringify(payload) })).json();
		}, [name, payload]);
	await ask('act_as', { operator: 'rosa' });
	const { rows } = await ask('inbox', { view: 'needs_person', number: null, after: null, limit: 10 });
	const { conversation, epoch } = rows[0];
	// Rosa presses while the press of this page is on its way.
	let taken;
	await page.route('**/api/take_over', async (route) => {
		taken = await ask('take_over', { conversation, epoch, how: 'button' });
		await route.continue();
	});

	await inbox.takeOver.click();

	await expect(page.getByText('Rosa was faster and has it now.')).toBeVisible();
	expect(taken.row.holder).toEqual({ holder: 'operator', operator: 'rosa' });
	await expect(page.getByText('Rosa has it').first()).toBeVisible();
	await elsewhere.close();
});

test('the agent counts down and can be stopped before it answers', async ({ world, inbox, page }) => {
	await world.writes('jorge', '¿cuánto cuesta la limpieza dental?');
	await inbox.opens('Jorge Villarreal');
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeHidden();
	await inbox.takeOver.click();
	await inbox.holds();
	await inbox.reply.fill('Cuesta $750.');
	await inbox.reply.press('Enter');
	await expect.poll(() => world.heard('jorge')).toEqual(['Cuesta $750.']);
});
