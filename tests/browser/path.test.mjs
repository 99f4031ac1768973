// path.test.mjs -- the whole path as people walk it: from the code sheet on paper to
// three lit lamps, on a phone and at a desk, with scripts and without (ui.md 9: 7, 18, 20, 21, 26, 29, 30).
import test from 'node:test';
import assert from 'node:assert/strict';
import { useStack } from '../support/stack.mjs';
import { newStaff } from '../support/people.mjs';
import { DESK, follow, open, openWindow, PHONE, signIn, useBrowser, where } from '../support/chromium.mjs';
import { mailedPaths, sparePupils } from './persons.mjs';

const stack = await useStack();
const browser = await useBrowser();

/** Taps once; counted. */
async function tap(page, target)
{
	page.taps = (page.taps ?? 0) + 1;
	const to = typeof target === 'string' ? page.locator(target) : target;
	return to.click();
}

/** Taps and comes to a page. */
async function go(page, target, status = 200)
{
	page.taps = (page.taps ?? 0) + 1;
	const to = typeof target === 'string' ? page.locator(target) : target;
	assert.equal(await follow(page, to), status, `${where(page)}: ${await page.locator('main').innerText()}`);
	return page.locator('h1').innerText();
}

const primary = 'main .button--primary';
const choose = (page, text) => tap(page, page.locator('.choice__label', { hasText: new RegExp(`^${text}$`) }));
const chooseChild = (page, pupil) => tap(page, `input[value="${pupil.pupil_id}"] + label`);
const text = page => page.locator('main').innerText();

async function person(how, account)
{
	const page = await openWindow(browser, stack, how);
	await signIn(page, account.login, account.password);
	return page;
}

/** The teacher prints the sheet of a child; its digits. */
async function printedCode(page, pupil)
{
	await open(page, '/sheets');
	await go(page, page.locator('tr', { hasText: pupil.class_name }).locator('a.button'));
	const boxes = page.locator('input[name="pupil_ids"]');
	for (const box of await boxes.all())
		await box.setChecked(await box.getAttribute('value') === pupil.pupil_id);
	await go(page, primary);
	assert.equal(await page.locator('.sheet').count(), 1);
	assert.match(await page.locator('.sheet__name').innerText(), new RegExp(pupil.given_name));
	return page.locator('.sheet__digits').innerText();
}

/** Somebody without an account opens one with the sheet, and proves the mail address. */
async function register(page, code, mail)
{
	await open(page, '/');
	await go(page, page.locator('main a', { hasText: '登録' }).first());
	await page.fill('input[name="code"]', code);
	await go(page, primary);
	await page.fill('input[name="mail"]', mail);
	await page.fill('input[name="password"]', 'aoi sora no hana');
	await page.fill('input[name="family_name"]', '𡈽﨑');
	await page.fill('input[name="given_name"]', '恵');
	await choose(page, '母');
	await page.locator('input[name="consent"]').check();
	await go(page, primary);
	assert.equal(where(page), '/register/sent');
	await open(page, mailedPaths(stack, mail)[0]);
	await go(page, primary);
	assert.equal(new URL(page.url()).pathname, '/absences');
}

/** A signed-in parent adds a brother or sister. */
async function addChild(page, code)
{
	await go(page, page.locator('main a', { hasText: /お子さんを追加/ }));
	await page.fill('input[name="code"]', code);
	await go(page, primary);
	await choose(page, '母');
	await go(page, primary);
	assert.equal(new URL(page.url()).pathname, '/absences');
}

/** From the first page to the receipt, with a change of mind on the check page; the number. */
async function report(page, pupils)
{
	const names = pupils.map(p => `${p.family_name} ${p.given_name}`);
	await open(page, '/absences');
	page.taps = page.loads = 0;
	await go(page, primary);
	for (const p of pupils)
		await chooseChild(page, p);
	await choose(page, '体調不良');
	await choose(page, '発熱');
	const heading = await go(page, primary);
	for (const p of pupils)
		assert.match(heading, new RegExp(`${p.given_name}.*${p.class_name}`), 'children and class stand in the heading');
	const walked = { taps: page.taps, loads: page.loads };

	await go(page, page.locator('a', { hasText: '変更：理由' }));
	for (const p of pupils)
		assert.ok(await page.locator(`input[value="${p.pupil_id}"]`).isChecked(), 'the children are kept');
	assert.ok(await page.getByLabel('発熱', { exact: true }).isChecked(), 'the symptom is kept');
	await choose(page, '通院');
	await go(page, primary);
	const answers = await text(page);
	for (const said of [...names, '欠席', '通院', '発熱'])
		assert.ok(answers.includes(said), `${said} on the check page`);
	assert.ok(!answers.includes('体調不良'), 'the old reason is gone');

	page.taps = walked.taps;
	page.loads = walked.loads;
	await go(page, primary);
	assert.ok(page.loads <= 3, `${page.loads} pages to the receipt`);
	assert.ok(page.taps <= 6 + pupils.length - 1, `${page.taps} taps to the receipt of ${pupils.length} children`);
	return page.locator('.panel__number').innerText();
}

async function walk(how)
{
	const pupils = sparePupils(stack, 2, 'p.pupil_id % 4 = 2');
	const classes = [...new Set(pupils.map(p => p.class_id))];
	const teacher = await person(how, newStaff(stack, 'teacher', pupils[0].school_id, classes));
	const codes = [await printedCode(teacher, pupils[0]), await printedCode(teacher, pupils[1])];

	const parent = await openWindow(browser, stack, how);
	const mail = `walk-${pupils[0].pupil_id}@example.jp`;
	await register(parent, codes[0], mail);
	await addChild(parent, codes[1]);

	const number = await report(parent, pupils);
	assert.match(number, /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
	const receipt = await text(parent);
	for (const p of pupils)
		assert.ok(receipt.includes(`${p.family_name} ${p.given_name}`) && receipt.includes(p.class_name));
	assert.ok(receipt.includes(pupils[0].phone), 'the telephone of the school');
	assert.match(receipt, /月\d+日（[日月火水木金土]）\s*\d+:\d\d/, 'when it came');
	assert.equal(await parent.locator('main a', { hasText: '取り下げる' }).count(), 2);
	const [sent] = await stack.waitMails(m => m.to.includes(mail) && m.text.includes(number));
	assert.doesNotMatch(sent.subject + sent.text, /発熱|通院|さくら|𡈽/);
	for (const p of pupils)
		assert.ok(!sent.text.includes(p.given_name), 'only the initial of a child stands in the mail');

	await go(teacher, teacher.locator('nav a', { hasText: '欠席連絡' }));
	assert.match(await teacher.title(), /^\(\d+\) 欠席連絡/, 'the title counts what waits');
	for (const p of pupils)
		await teacher.locator('tr', { hasText: `${p.family_name} ${p.given_name}` }).getByRole('checkbox').check();
	await go(teacher, primary);
	assert.match(await text(teacher), /2件を確認済みにしました/);

	const manager = await person(how, newStaff(stack, 'school-manager', pupils[0].school_id));
	await go(manager, manager.locator('nav a', { hasText: '承認' }));
	for (const p of pupils) {
		const row = manager.locator('tr', { hasText: `${p.family_name} ${p.given_name}` });
		assert.match(await row.innerText(), /通院[\s\S]*確認済[\s\S]*病/, 'the words of the parent and the code proposed');
		await row.getByRole('checkbox').check();
	}
	await go(manager, primary);
	await go(manager, primary);
	assert.match(await text(manager), /2件を出席簿に反映しました/);
	await go(manager, manager.locator('nav a', { hasText: /^出席簿$/ }));
	await manager.locator('select[name="class_id"]').selectOption(pupils[0].class_id);
	await go(manager, 'form.toolbar button[type=submit]');
	assert.match(await manager.locator('tr', { hasText: `${pupils[0].family_name} ${pupils[0].given_name}` }).innerText(), /病/);

	await open(parent, '/absences');
	assert.equal(await parent.locator('.lamp--on').count(), 6, 'three lamps for each child');
	await go(parent, parent.locator('main a', { hasText: '内容と状況' }).first());
	assert.equal(await parent.locator('.lamp--on').count(), 3);
	for (const t of await parent.locator('.lamp__time').allInnerTexts())
		assert.match(t, /\d+月\d+日（.）\s*\d+:\d\d/);
	for (const page of [parent, teacher, manager]) {
		assert.deepEqual(page.faults, []);
		await page.context().close();
	}
}

for (const [name, size] of [['360x640', PHONE], ['1280x800', DESK]])
	for (const js of [true, false])
		test(`the whole path at ${name} ${js ? 'with' : 'without'} scripts`, () => walk({ size, js }));
