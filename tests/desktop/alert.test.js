// The story the desktop app exists for: somebody needs a person, the computer says so, and one click
// on the notification puts the conversation into the operator's hands.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app, Notification, picture, TrayItem, typed, windowTitles } from './desktop.js';
import { Phone } from './phone.js';
import { until } from './until.js';
import { openWindow } from './webdriver.js';

const everyone = (view) => ({ view, number: null, after: null, limit: 50 });

/** Opens the window in a demo in which one customer alone writes, and asks for a person. */
async function called(t) {
	const window = await openWindow(app(), ['--demo', '--alone']);
	t.after(() => window.close());
	const phone = await Phone.of(window, 'Zoe Quill');
	await phone.says('quiero hablar con una persona');
	return { window, notification: await Notification.appear(60) };
}

test('a call for a person is answered from its notification', async (t) => {
	const { window, notification } = await called(t);
	const tray = await TrayItem.appear();

	const { rows: waiting } = await window.api('inbox', everyone('needs_person'));
	assert.equal(waiting.length, 1, 'one customer waits');
	const [{ conversation, name }] = waiting;
	await until('the title counts', async () => (await windowTitles()).includes('(1) Relevo'));
	await until('the tray counts', async () => (await tray.get('XAyatanaLabel')).includes("'1'"));
	await picture('1-called');

	await notification.clickFirstButton();

	const mine = await until('the conversation is the operator’s', async () => {
		const { rows } = await window.api('inbox', everyone('mine'));
		return rows.find((row) => row.conversation === conversation);
	});
	const { operator } = await window.api('session');
	assert.deepEqual(mine.holder, { holder: 'operator', operator });
	await until(`the window shows ${name}`, async () => (await window.text('main header h1')) === name);
	await until('the operator can write', () => window.has('.composer textarea:not(:disabled), [contenteditable="true"]'));
	await until('the cursor is in the answer', () => window.has('.composer textarea:focus'));
	// Letters are shortcuts everywhere else: "r" would mark the call as right, "n" open a note.
	await typed('nr');
	await until('what is typed is the answer', async () => (await window.value('.composer textarea')) === 'nr');
	assert.ok(!(await window.has('.composer .box.note')), 'no note was opened');
	await Notification.disappear();
	await until('the title no longer counts it', async () => !(await windowTitles()).includes('(1) Relevo'));
	await window.painted();
	await picture('2-taken-over');
});

test('a call that is read in the window leaves no notification', async (t) => {
	const { window } = await called(t);
	const { rows: [{ conversation }] } = await window.api('inbox', everyone('needs_person'));

	await window.api('opened', { conversation });

	await Notification.disappear();
	const { rows: waiting } = await window.api('inbox', everyone('needs_person'));
	assert.ok(waiting.some((row) => row.conversation === conversation), 'it still waits');
});

test('a call is put off from its notification, and still counts', async (t) => {
	const { window, notification } = await called(t);

	await notification.clickSecondButton();

	await until('the conversation waits five minutes more', async () => {
		const { rows } = await window.api('inbox', everyone('needs_person'));
		return rows.some((row) => row.escalation?.put_off);
	});
	await Notification.disappear();
	await until('the title counts it', async () => (await windowTitles()).some((title) => /^\(\d\) Relevo$/u.test(title)));
	await window.painted();
	await picture('3-put-off');
});
