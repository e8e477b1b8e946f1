// A large shop: ten thousand conversations and one of five thousand messages. Only what is in sight is
// drawn, however far one goes, and the very end is reached. The pages are made up from a real one, at
// the border between screen and engine; how the engine reads so many is measured elsewhere.
import { expect, test } from './relevo.js';

const CONVERSATIONS = 10_000;
const MESSAGES = 5_000;
/** More than ever fit into a window of 800 pixels, with what is kept ready above and below. */
const WINDOW = 120;

/** Answers a request of the screen with what `change` makes of the engine's own answer. */
async function answers(page, name, change) {
	await page.route(`**/api/${name}`, async (route) => {
		const response = await route.fetch();
		// The engine knows no page that it didn't give, so its refusal of one is answered too.
		await route.fulfill({ json: change(await response.json(), route.request().postDataJSON()) });
	});
}

test.beforeEach(async ({ world, inbox }) => {
	await world.writes('beto', '¿cuánto cuesta la limpieza dental?');
	await expect(inbox.row('Beto Garza')).toBeVisible();
});

test('ten thousand conversations are walked to the last with the keyboard, a window of rows at a time', async ({ inbox, page }) => {
	let one;
	await answers(page, 'inbox', (real, { view, after, limit }) => {
		if (view !== 'with_agent') return real;
		one ??= real.rows[0];
		const from = Number(after ?? 0);
		const rows = Array.from({ length: Math.min(limit, CONVERSATIONS - from) }, (_, i) => {
			const name = `Cliente ${from + i + 1}`;
			return { ...one, conversation: `c${from + i}`, name };
		});
		const next = from + limit < CONVERSATIONS ? String(from + limit) : null;
		return { rows, next, total: CONVERSATIONS };
	});
	await page.reload();
	const rows = page.locator('a[data-row]');
	await expect(inbox.row('Cliente 1').first()).toBeVisible();
	await rows.first().focus();

	let most = 0;
	const last = page.locator('a[data-row="c9999"]');
	await expect(async () => {
		for (let turn = 0; turn < 20; turn++) await page.keyboard.press('End');
		most = Math.max(most, await rows.count());
		await expect(last).toBeFocused({ timeout: 100 });
	}).toPass({ timeout: 120_000, intervals: [10] });
	await expect(last).toContainText('Cliente 10000');
	expect(most).toBeLessThan(WINDOW);

	await page.keyboard.press('Home');
	await expect(page.locator('a[data-row="c0"]')).toBeFocused();
	await page.keyboard.press('PageDown');
	await expect(page.locator('a[data-row="c10"]')).toBeFocused();
});

test('five thousand messages are read back to the first, a window of them at a time', async ({ inbox, page }) => {
	let one;
	await answers(page, 'thread', (real, { before, limit }) => {
		one ??= real.items.find((item) => item.body.item === 'bubble');
		const end = Math.min(MESSAGES, before === null ? MESSAGES : before - 1);
		const from = Math.max(0, end - limit);
		const items = Array.from({ length: end - from }, (_, i) => {
			const place = from + i + 1;
			const words = `mensaje ${place} ${'palabra '.repeat(place % 23)}`;
			const body = { ...one.body, segments: [{ text: words, marked: false }], wamid: `w${place}` };
			return { ...one, key: `k${place}`, place, body };
		});
		return { items, older: from > 0 ? items[0].place : null, newer: null };
	});
	await inbox.opens('Beto Garza');
	const items = page.locator('[data-key]');
	await expect(page.locator('[data-key="k5000"]')).toBeInViewport();
	await page.locator('[data-key="k5000"]').focus();

	let most = 0;
	const first = page.locator('[data-key="k1"]');
	await expect(async () => {
		for (let turn = 0; turn < 10; turn++) await page.keyboard.press('Home');
		most = Math.max(most, await items.count());
		await expect(first).toBeFocused({ timeout: 100 });
	}).toPass({ timeout: 120_000, intervals: [10] });
	await expect(first).toBeInViewport();
	expect(most).toBeLessThan(WINDOW);

	await page.keyboard.press('End');
	await expect(page.locator('[data-key="k5000"]')).toBeFocused();
	await expect(page.locator('[data-key="k5000"]')).toBeInViewport();
});
