// forms.test.mjs -- how forms behave under the hands of people (ui.md 9: 5, 13-19, 22, 24-26, 30, 41-43, 45, 48).
import test from 'node:test';
import assert from 'node:assert/strict';
import { useStack } from '../support/stack.mjs';
import { Browser } from '../support/browser.mjs';
import { absenceOf, day, newParent, newStaff, report } from '../support/people.mjs';
import { follow, open, openWindow, PHONE, signIn, useBrowser, visibleText, where } from '../support/chromium.mjs';
import { sparePupils } from './persons.mjs';

const stack = await useStack();
const browser = await useBrowser();
const primary = 'main .button--primary';

/** A parent of n children who has signed in. */
async function parentWith(n, how = {})
{
	const pupils = sparePupils(stack, n, 'p.pupil_id % 4 = 1');
	const parent = newParent(stack, pupils);
	const page = await openWindow(browser, stack, { size: PHONE, ...how });
	await signIn(page, parent.login, parent.password);
	return { page, pupils, parent, done: () => page.context().close() };
}

const choose = (page, text) => page.locator('.choice__label', { hasText: text }).first().click();
const press = (page, target = primary) => follow(page, page.locator(target));
const answers = page => page.locator('.summary-list').innerText();
const count = (pupil, where = '1 = 1') => stack.count(`SELECT COUNT(*) FROM absence WHERE pupil_id = ${pupil.pupil_id} AND ${where}`);

/** The report form filled in up to the reason. */
async function fillReport(page, pupils, reason = '家庭の都合')
{
	await open(page, '/absences/report');
	for (const p of pupils)
		await page.locator(`input[name="pupil_ids"][value="${p.pupil_id}"]`).setChecked(true, { force: true });
	await choose(page, reason);
}

/** From the report form to the check page for another day. */
async function checkFor(page, pupil, written)
{
	await fillReport(page, [pupil]);
	await choose(page, 'ほかの日');
	await page.fill('input[name="other_on"]', written);
	assert.equal(await press(page), 200, `${written}: ${await visibleText(page)}`);
	return answers(page);
}

test('13-15: a faulty report keeps every answer and leads to the fault', async () => {
	const { page, pupils, done } = await parentWith(2);
	await fillReport(page, pupils);
	await choose(page, '遅刻');
	await choose(page, '発熱');
	await choose(page, '咳');
	await choose(page, 'ほかの日');
	await page.fill('input[name="other_on"]', 'らいしゅう');
	await page.fill('input[name="at"]', '９時はん');
	await page.fill('textarea[name="note"]', '<script>alert(1)</script> & 「𡈽」\n二行目');
	assert.equal(await press(page), 422);
	assert.equal(where(page), '/absences/report');
	assert.match(await page.title(), /^エラー：/);
	const summary = await page.locator('#error-summary a').allInnerTexts();
	assert.equal(summary.length, 2, summary.join());
	assert.equal(await page.evaluate(() => document.activeElement.id), 'error-summary');
	for (const p of pupils)
		assert.ok(await page.locator(`input[value="${p.pupil_id}"]`).isChecked());
	for (const label of ['遅刻', '発熱', '咳', 'ほかの日', '家庭の都合'])
		assert.ok(await page.getByLabel(label, { exact: true }).isChecked(), label);
	assert.equal(await page.inputValue('input[name="other_on"]'), 'らいしゅう');
	assert.equal(await page.inputValue('input[name="at"]'), '９時はん');
	assert.equal(await page.inputValue('textarea[name="note"]'), '<script>alert(1)</script> & 「𡈽」\n二行目');
	assert.equal(count(pupils[0]), 0);
	assert.deepEqual(page.faults, []);
	await done();
});

test('13: without scripts the summary is where the page opens', async () => {
	const { page, done } = await parentWith(2, { js: false });
	await open(page, '/absences/report');
	assert.equal(await press(page), 422);
	assert.equal(await page.locator('main > :first-child').getAttribute('id'), 'error-summary');
	const { y, height } = await page.locator('#error-summary').boundingBox();
	assert.ok(y + height < PHONE.height, `the summary ends at ${y + height}`);
	await done();
});

test('16, 17: full-width figures and every way to write a date give the same check page', async () => {
	const { page, pupils, done } = await parentWith(1);
	const on = day(stack, 3, true), [y, m, d] = on.split('-').map(Number);
	const wide = s => String(s).replace(/\d/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
	const first = await checkFor(page, pupils[0], on);
	assert.match(first, new RegExp(`${m}月${d}日（[月火水木金]）`));
	for (const written of [`R${y - 2018}.${m}.${d}`, `令和${y - 2018}年${m}月${d}日`, `${m}/${d}`, `${m}月${d}日`,
		on.replaceAll('-', ''), wide(`${m}／${d}`), wide(`${y}年${m}月${d}日`)])
		assert.equal(await checkFor(page, pupils[0], written), first, written);
	await fillReport(page, pupils);
	await choose(page, '遅刻');
	await page.fill('input[name="at"]', '１０：３０');
	assert.equal(await press(page), 200);
	assert.match(await answers(page), /10:30/);
	await done();
});

test('18: every answer can be changed, and the rest stays', async () => {
	const { page, pupils, done } = await parentWith(2);
	await fillReport(page, pupils);
	await choose(page, '遅刻');
	await choose(page, '頭痛');
	await page.fill('input[name="at"]', '10:15');
	await page.fill('textarea[name="note"]', '給食から行きます。');
	await press(page);
	const before = await answers(page);
	for (const what of ['お子さん', '種類', '日', '理由', '症状', '時刻', '連絡'])
		assert.ok(await page.locator('.summary-list__change a', { hasText: what }).count() > 0, what);
	const names = await page.locator('.summary-list__change a').count();
	for (let i = 0; i < names; i++) {
		await follow(page, page.locator('.summary-list__change a').nth(i));
		const target = new URL(page.url()).hash.slice(1);
		assert.ok(await page.evaluate(id => document.getElementById(id)?.closest('form') !== null, target), `#${target}`);
		assert.equal(await press(page), 200);
		assert.equal(await answers(page), before, target);
	}
	await done();
});

test('19: two taps, going back and loading again give one report and one number', async () => {
	for (const js of [true, false]) {
		const { page, pupils: [pupil], parent, done } = await parentWith(1, { js });
		await fillReport(page, [pupil]);
		await press(page);
		await page.locator(primary).dblclick();
		await page.waitForURL(/receipt/);
		const number = await page.locator('.panel__number').innerText();
		assert.equal(count(pupil), 1);
		await page.reload();
		assert.equal(await page.locator('.panel__number').innerText(), number);
		await page.goBack();
		if (await page.locator('.panel__number').count() === 0 && /check/.test(page.url()))
			await press(page);
		assert.equal(await page.locator('.panel__number').innerText(), number, `going back ${js ? 'with' : 'without'} scripts`);
		assert.equal(count(pupil), 1);
		assert.equal(stack.count(`SELECT COUNT(*) FROM outbox WHERE account_id = ${parent.account_id}`), 1, 'one mail');
		await done();
	}
});

test('20: with 「昨日と同じ」 three taps are enough', async () => {
	const { page, pupils: [pupil], done } = await parentWith(1);
	await fillReport(page, [pupil], '体調不良');
	await choose(page, '咳');
	await press(page);
	await press(page);
	stack.sql(`UPDATE absence SET on_date = on_date - INTERVAL 1 DAY WHERE pupil_id = ${pupil.pupil_id};
		DELETE FROM register_entry WHERE pupil_id = ${pupil.pupil_id}`);
	await open(page, '/absences');
	await press(page, 'main a:has-text("と同じ内容")');
	await press(page);
	assert.match(await answers(page), /体調不良[\s\S]*咳/);
	await press(page);
	assert.match(await page.locator('.panel__number').innerText(), /-/);
	assert.equal(count(pupil), 2);
	await done();
});

test('22: withdrawing works until the school confirms; then the telephone stands there', async () => {
	const { page, pupils: [pupil], done } = await parentWith(1);
	await fillReport(page, [pupil]);
	await press(page);
	await press(page);
	await press(page, 'main a:has-text("取り下げる")');
	assert.match(await page.locator('main').innerText(), new RegExp(pupil.given_name), 'what is withdrawn is named');
	await press(page, 'main .button--danger');
	assert.equal(absenceOf(stack, pupil.pupil_id).state, '4');
	await fillReport(page, [pupil]);
	await press(page);
	await press(page);
	const { absence_id: id } = absenceOf(stack, pupil.pupil_id);
	stack.sql(`UPDATE absence SET state = 1, version = version + 1, confirmed_at = UTC_TIMESTAMP(6) WHERE absence_id = ${id}`);
	await open(page, `/absences/view?id=${id}`);
	assert.ok((await page.locator('main').innerText()).includes(pupil.phone));
	assert.equal(await page.locator('main a', { hasText: '取り下げ' }).count(), 0);
	await open(page, `/absences/withdraw?id=${id}`);
	assert.ok((await page.locator('main').innerText()).includes(pupil.phone));
	assert.equal(await page.locator('main button').count(), 0);
	await done();
});

test('24: passwords can be pasted and shown by keyboard; password managers find their fields', async () => {
	const page = await openWindow(browser, stack, { permissions: ['clipboard-read', 'clipboard-write'] });
	await open(page, '/signin');
	assert.equal(await page.getAttribute('input[name="login_id"]', 'autocomplete'), 'username');
	assert.equal(await page.getAttribute('input[name="password"]', 'autocomplete'), 'current-password');
	await page.evaluate(() => navigator.clipboard.writeText('ひみつ pass word 42'));
	await page.focus('input[name="password"]');
	await page.keyboard.press('Control+V');
	assert.equal(await page.inputValue('input[name="password"]'), 'ひみつ pass word 42');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	assert.equal(await page.getAttribute('input[name="password"]', 'type'), 'text');
	await page.keyboard.press('Space');
	assert.equal(await page.getAttribute('input[name="password"]', 'type'), 'password');
	await open(page, '/activate');
	assert.equal(await page.getAttribute('input[name="code"]', 'autocomplete'), 'one-time-code');
	assert.equal(await page.getAttribute('input[name="password"]', 'autocomplete'), 'new-password');
	assert.equal(await page.getAttribute('input[name="code"]', 'inputmode'), 'numeric');
	await page.evaluate(() => navigator.clipboard.writeText('1234 5678 9012 3456 7890'));
	await page.focus('input[name="code"]');
	await page.keyboard.press('Control+V');
	assert.equal(await page.inputValue('input[name="code"]'), '1234 5678 9012 3456 7890');
	assert.deepEqual(page.faults, []);
	await page.context().close();
});

test('25: the session runs out over a form; after signing in the form is back', async () => {
	for (const js of [true, false]) {
		const { page, pupils: [pupil], parent, done } = await parentWith(1, { js });
		await fillReport(page, [pupil], '通院');
		await choose(page, '腹痛');
		await page.fill('textarea[name="note"]', '一行目\n二行目 & <b>');
		stack.sql(`UPDATE session SET seen_at = seen_at - INTERVAL 61 DAY, created_at = created_at - INTERVAL 61 DAY
			WHERE account_id = ${parent.account_id}`);
		await press(page);
		assert.equal(new URL(page.url()).pathname, '/signin');
		assert.match(await page.locator('main').innerText(), /入力した内容は残っています/);
		await page.fill('input[name="login_id"]', parent.login);
		await page.fill('input[name="password"]', parent.password);
		await press(page);
		assert.equal(new URL(page.url()).pathname, '/absences/report');
		assert.ok(await page.getByLabel('通院', { exact: true }).isChecked());
		assert.ok(await page.getByLabel('腹痛').isChecked());
		assert.equal(await page.inputValue('textarea[name="note"]'), '一行目\n二行目 & <b>');
		assert.equal(await press(page), 200);
		await press(page);
		assert.equal(count(pupil), 1);
		await done();
	}
});

test('26: a check page sends the child that it shows, whatever another window does', async () => {
	const { page, pupils: [one, other], done } = await parentWith(2);
	await fillReport(page, [one]);
	await press(page);
	assert.match(await page.locator('h1').innerText(), new RegExp(`${one.given_name}.*${one.class_name}`));
	const second = await page.context().newPage();
	second.faults = [];
	await fillReport(second, [other]);
	await press(second);
	await press(page);
	assert.deepEqual([count(one), count(other)], [1, 0]);
	assert.match(await page.locator('main').innerText(), new RegExp(one.given_name));
	await done();
});

test('43: switching the language keeps the page and what was typed', async () => {
	for (const js of [true, false]) {
		const { page, pupils: [pupil], done } = await parentWith(1, { js });
		await fillReport(page, [pupil], '通院');
		await page.fill('textarea[name="note"]', '病院に行きます');
		for (const [button, lang] of [['English', 'en'], ['やさしい日本語', 'ja'], ['日本語', 'ja']]) {
			await follow(page, page.locator('.languages__item', { hasText: new RegExp(`^${button}$`) }));
			assert.equal(new URL(page.url()).pathname, '/absences/report');
			assert.equal(await page.getAttribute('html', 'lang'), lang);
			assert.ok(await page.locator('input[value="hospital"]').isChecked());
			assert.equal(await page.inputValue('textarea[name="note"]'), '病院に行きます');
			assert.equal(await page.locator('#error-summary').count(), 0, 'switching is not sending');
			assert.doesNotMatch(await page.content(), /⟦/);
		}
		assert.equal(count(pupil), 0);
		await done();
	}
});

test('43: the language stays for the pages that follow', async () => {
	const page = await openWindow(browser, stack);
	await open(page, '/');
	await follow(page, page.locator('.languages__item', { hasText: 'English' }));
	assert.equal(await page.getAttribute('html', 'lang'), 'en');
	await open(page, '/help');
	assert.equal(await page.getAttribute('html', 'lang'), 'en');
	await page.context().close();
});

test('42: after signing out, Back shows nothing personal', async () => {
	const { page, pupils: [pupil], done } = await parentWith(1);
	await open(page, '/absences');
	assert.match(await visibleText(page), new RegExp(pupil.given_name));
	await follow(page, page.locator('.frame__person button'));
	await page.goBack();
	assert.doesNotMatch(await visibleText(page), new RegExp(pupil.given_name));
	await done();
});

test('41: the filter of the board is in its address, and Back returns to it', async () => {
	const [pupil] = sparePupils(stack, 1);
	const teacher = newStaff(stack, 'teacher', pupil.school_id, [pupil.class_id]);
	const page = await openWindow(browser, stack, { size: { width: 1280, height: 800 } });
	await signIn(page, teacher.login, teacher.password);
	assert.equal(new URL(page.url()).pathname, '/absences/board', 'the board is the first page');
	await page.fill('input[name="on"]', '8月11日');
	await page.locator('select[name="class_id"]').selectOption(pupil.class_id);
	await press(page, 'form.toolbar button[type=submit]');
	const address = where(page);
	assert.match(address, new RegExp(`class_id=${pupil.class_id}.*on=|on=.*class_id=${pupil.class_id}`));
	assert.match(await page.locator('.empty').innerText(), /8月11日（.）/);
	await press(page, 'footer a >> nth=0');
	await page.goBack();
	assert.equal(where(page), address);
	assert.equal(await page.locator('select[name="class_id"]').inputValue(), pupil.class_id);
	await page.context().close();
});

test('30: thirty reports take one page and one confirmation', async () => {
	const pupils = sparePupils(stack, 30, 'p.pupil_id % 4 = 1');
	const parent = newParent(stack, pupils), b = new Browser(stack);
	await b.signIn(parent.login, parent.password);
	for (let i = 0; i < 30; i += 10)
		await report(b, pupils.slice(i, i + 10));
	const manager = newStaff(stack, 'school-manager', pupils[0].school_id);
	const page = await openWindow(browser, stack, { size: { width: 1280, height: 800 } });
	await signIn(page, manager.login, manager.password);
	await open(page, '/absences/approve');
	const tickets = stack.sql(`SELECT absence_id FROM absence WHERE pupil_id IN (${pupils.map(p => p.pupil_id)})`).flat();
	const entries = await page.evaluate(ids => [...document.querySelectorAll('main tr')].filter(row =>
		ids.some(id => row.querySelector(`a[href$="id=${id}"]`))).map(row => row.querySelector('input').click()).length, tickets);
	assert.equal(entries, 30);
	await press(page);
	assert.match(await page.locator('h1').innerText(), /^30件/);
	await press(page);
	assert.match(await visibleText(page), /30件を出席簿に反映しました/);
	assert.equal(stack.count(`SELECT COUNT(*) FROM register_entry WHERE final = 1 AND pupil_id IN (${pupils.map(p => p.pupil_id)})`), 30);
	await page.context().close();
});

test('48: names keep every character on the screen', async () => {
	const [[class_id, school_id, name]] = stack.sql(`SELECT class_id, school_id, CONCAT(family_name, ' ', given_name)
		FROM pupil WHERE active = 1 AND class_id IS NOT NULL AND (family_name LIKE '%𡈽%' OR family_name LIKE '%葛󠄀%') LIMIT 1`);
	const teacher = newStaff(stack, 'teacher', school_id, [class_id], { family: '葛󠄀城', given: '𡈽﨑髙海' });
	const page = await openWindow(browser, stack);
	await signIn(page, teacher.login, teacher.password);
	assert.equal((await page.locator('.frame__who').textContent()).trim(), '葛󠄀城 𡈽﨑髙海');
	await open(page, `/absences/register?class_id=${class_id}`);
	assert.ok((await page.locator('.register__name').allTextContents()).includes(name));
	await page.context().close();
});

test('45: pages that are no answer are Japanese, with a number and a way back', async () => {
	const { page, done } = await parentWith(1);
	for (const [path, status] of [['/absences/view?id=999999999', 404], ['/absences/board', 403], ['/nowhere', 404],
		['/absences/check?key=00000000000000000000000000000000', 404]]) {
		await open(page, path, status);
		const text = await visibleText(page);
		assert.match(text, /お問い合わせ番号\s*[0-9a-f]{8,}/, path);
		assert.ok(await page.locator('main a').count() > 0, 'a way back');
		assert.doesNotMatch(text, /\/absences|\.c:|errno|SELECT/i);
	}
	await done();
});

test('5: every stop of the keyboard changes what is seen', async () => {
	const { page, done } = await parentWith(2);
	await open(page, '/absences/report');
	for (let i = 0; i < 22; i++) {
		await page.keyboard.press('Tab');
		const box = await page.evaluate(() => {
			const e = document.activeElement, mark = e.matches('.choice__box') ? e.nextElementSibling : e;
			const r = mark.getBoundingClientRect();
			return { x: Math.max(0, r.x - 8), y: Math.max(0, r.y - 8), width: Math.min(r.width + 16, innerWidth), height: r.height + 16,
				name: mark.textContent.trim().slice(0, 20) || e.name };
		});
		const { name, ...clip } = box;
		const on = await page.screenshot({ clip });
		await page.evaluate(() => { window.at = document.activeElement; window.at.blur(); });
		const off = await page.screenshot({ clip });
		await page.evaluate(() => window.at.focus({ preventScroll: true }));
		assert.ok(!on.equals(off), `no mark of focus on ${name}`);
	}
	await done();
});
