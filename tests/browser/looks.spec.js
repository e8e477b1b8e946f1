// What every page must hold: no serious accessibility violation, no overflow at 900 pixels, and the
// seat's language everywhere.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './relevo.js';

const PAGES = ['inbox', 'playbook', 'numbers', 'team', 'insights', 'settings'];

async function serious(page) {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 5).map(({ html }) => html.slice(0, 240)).join(' | ')}`);
}

/** Goes to a page and waits until it has read what it shows. */
async function shows(page, name) {
	await page.evaluate((hash) => (location.hash = hash), name === 'inbox' ? '#/inbox' : `#/${name}`);
	await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
	await expect(page.getByText('Reading…')).toHaveCount(0);
	await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity));
}

for (const colorScheme of ['light', 'dark']) {
	test(`no serious accessibility violation on any page, ${colorScheme}`, async ({ world, inbox, page }) => {
		await page.emulateMedia({ colorScheme });
		await world.writes('beto', 'Prefiero que me atienda una persona');
		await world.writes('mariela', 'Me sacaron una muela ayer, tengo fiebre y mucho dolor');
		for (const name of PAGES) {
			await shows(page, name);
			expect.soft(await serious(page), name).toEqual([]);
		}
		await shows(page, 'inbox');
		await inbox.opens('Beto Garza');
		expect.soft(await serious(page), 'waiting').toEqual([]);
		await inbox.takeOver.click();
		await inbox.holds();
		expect.soft(await serious(page), 'mine').toEqual([]);
		await page.getByRole('button', { name: 'Emoji', exact: true }).click();
		await expect(page.getByRole('button', { name: 'Food and drink' })).toBeVisible();
		expect.soft(await serious(page), 'emoji').toEqual([]);
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Write first' }).click();
		await expect(page.getByRole('dialog').getByRole('textbox', { name: 'To', exact: true })).toBeVisible();
		expect.soft(await serious(page), 'write first').toEqual([]);
		await page.keyboard.press('Escape');
		await page.goto(world.phone('beto'));
		await expect(page.getByRole('log')).toContainText('Prefiero que me atienda');
		expect.soft(await serious(page), 'phone').toEqual([]);
	});
}

test('nothing is cut off at 900 pixels', async ({ world, inbox, page }) => {
	await page.setViewportSize({ width: 900, height: 700 });
	await world.writes('beto', 'Prefiero que me atienda una persona');
	for (const name of PAGES) {
		await shows(page, name);
		expect.soft(await beyondTheEdge(page), name).toEqual([]);
	}
	await shows(page, 'inbox');
	await inbox.opens('Beto Garza');
	expect.soft(await beyondTheEdge(page), 'a conversation').toEqual([]);
});

test('nothing is cut off on the pages of the phones', async ({ world, page }) => {
	await world.writes('beto', 'Prefiero que me atienda una persona');
	// Its answer, which is longer than any row, is what the chooser shows.
	await expect.poll(() => world.heard('beto')).toHaveLength(1);
	for (const [width, height] of [[1280, 900], [1280, 720], [390, 720]]) {
		await page.setViewportSize({ width, height });
		await page.goto(world.phones);
		const beto = page.getByRole('link', { name: /Beto Garza/u });
		await expect(beto.locator('time')).toBeInViewport({ ratio: 1 });
		expect.soft(await beyondTheEdge(page), `the chooser at ${width}`).toEqual([]);
		await page.goto(world.phone('beto'));
		await expect(page.getByRole('log')).toContainText('Prefiero');
		expect.soft(await beyondTheEdge(page), `the phone at ${width}`).toEqual([]);
		await page.goto(world.phone('jorge'));
		await expect(page.locator('#business-name')).not.toBeEmpty();
		const tooHigh = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
		expect.soft(tooHigh, `a phone on which nothing was said, at ${width}×${height}`).toBe(0);
	}
});

/** What can be read or pressed and lies outside the window, sideways. */
function beyondTheEdge(page) {
	return page.evaluate(() => {
		const seen = [...document.querySelectorAll('button, a, input, textarea, select, h1, h2, h3, p, li')];
		const outside = seen.filter((element) => {
			const { left, right, width, height } = element.getBoundingClientRect();
			const shown = width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
			return shown && (right > innerWidth + 1 || left < -1);
		});
		const wide = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [];
		return [...wide, ...outside.map((element) => element.outerHTML.slice(0, 160))];
	});
}

test('the language of the seat can be changed and is on every page', async ({ inbox, page }) => {
	const nav = { es: 'Bandeja', pt: 'Caixa', en: 'Inbox' };
	const label = { es: 'Español', pt: 'Português', en: 'English' };
	await shows(inbox.page, 'settings');
	for (const language of ['es', 'pt', 'en']) {
		await chooseLanguage(page, language, label[language]);
		await expect(page.getByRole('navigation').getByRole('link', { name: nav[language] })).toBeVisible();
	}
	await chooseLanguage(page, 'es', label.es);
	await page.reload();
	await expect(page.locator('html')).toHaveAttribute('lang', 'es');
});

/** Chooses a language and waits until the page speaks it, which it does when the choice is kept. */
async function chooseLanguage(page, language, label) {
	await page.getByRole('combobox', { name: /^(Language|Idioma)$/u }).selectOption({ label });
	await expect(page.locator('html')).toHaveAttribute('lang', language);
}
