// For people who see the screen in the system's own colours, and for those whom motion makes unwell.
import { expect, test } from './relevo.js';

const outlined = (locator) => locator.evaluate((element) => {
	const { borderTopStyle, borderTopWidth, outlineStyle, outlineWidth } = getComputedStyle(element);
	const drawn = (style, width) => style !== 'none' && parseFloat(width) >= 1;
	return drawn(borderTopStyle, borderTopWidth) || drawn(outlineStyle, outlineWidth);
});

test('in forced colours everything that had only a background has an outline', async ({ world, inbox, page }) => {
	await page.emulateMedia({ forcedColors: 'active' });
	await world.writes('beto', 'Prefiero que me atienda una persona');
	await inbox.opens('Beto Garza');
	await inbox.takeOver.click();
	await inbox.holds();

	const shown = {
		'a message': inbox.thread.getByRole('article').first().locator('.bubble'),
		'the open conversation in the list': inbox.row('Beto Garza'),
		'the page one is on': page.getByRole('navigation').getByRole('link', { name: 'Inbox' }),
		'the agent’s switch': page.getByRole('switch', { name: 'Agent on' }),
		'the search': page.getByRole('searchbox').locator('..'),
		'the composer': inbox.reply.locator('xpath=ancestor::*[contains(@class, "box")][1]'),
	};
	for (const [what, where] of Object.entries(shown)) expect.soft(await outlined(where), what).toBe(true);

	await page.evaluate(() => (location.hash = '#/playbook'));
	expect.soft(await outlined(page.getByRole('radio', { name: 'Answers what is sure' })), 'the chosen one of a few').toBe(true);
	await page.evaluate(() => (location.hash = '#/team'));
	expect.soft(await outlined(page.locator('.day').first()), 'a day of the week').toBe(true);
});

test('in forced colours the evidence is still marked', async ({ world, inbox, page }) => {
	await page.emulateMedia({ forcedColors: 'active' });
	await world.writes('beto', 'Prefiero que me atienda una persona');
	await inbox.opens('Beto Garza');
	const colours = (where) => where.evaluate((element) => getComputedStyle(element).backgroundColor);
	const marked = await colours(inbox.thread.locator('mark').first());
	expect(marked).not.toBe(await colours(inbox.thread.getByRole('article').first().locator('.bubble')));
});

test('with motion off nothing moves', async ({ world, inbox, page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.evaluate(() => {
		window.moved = [];
		const look = () => {
			const lasting = document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().duration) > 0);
			window.moved.push(...lasting.map((one) => one.animationName ?? one.transitionProperty ?? one.effect.target?.className));
			requestAnimationFrame(look);
		};
		look();
	});
	await world.writes('beto', 'Prefiero que me atienda una persona');
	await inbox.opens('Beto Garza');
	await inbox.takeOver.click();
	await inbox.holds();
	await page.keyboard.press('Control+d');
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	expect(await page.evaluate(() => [...new Set(window.moved)])).toEqual([]);
});
