// print.test.mjs -- what comes out on paper (ui.md 8; 9: 31).
import test from 'node:test';
import assert from 'node:assert/strict';
import { useStack } from '../support/stack.mjs';
import { newStaff } from '../support/people.mjs';
import { DESK, follow, open, openWindow, signIn, useBrowser } from '../support/chromium.mjs';

const stack = await useStack();
const browser = await useBrowser();
const [[class_id, school_id, npupils]] = stack.sql(`SELECT class_id, school_id, COUNT(*) FROM pupil
	WHERE active = 1 AND class_id IS NOT NULL GROUP BY class_id, school_id ORDER BY COUNT(*) DESC LIMIT 1`);
const teacher = newStaff(stack, 'teacher', school_id, [class_id]);

/** The pages that a printer gets: [width, height] in points. */
async function paper(page)
{
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
	const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(m => [Math.round(m[1]), Math.round(m[2])]);
	assert.equal(boxes.length, [...pdf.matchAll(/\/Type \/Page\b/g)].length);
	return boxes;
}

async function teacherAt(address)
{
	const page = await openWindow(browser, stack, { size: DESK });
	await signIn(page, teacher.login, teacher.password);
	await open(page, address);
	return page;
}

test('31: the register of the largest class fits one landscape A4, with its legend', async () => {
	const page = await teacherAt(`/absences/register?class_id=${class_id}`);
	assert.equal(await page.locator('.register tbody tr').count(), Number(npupils));
	assert.deepEqual(await paper(page), [[842, 595]]);
	await page.emulateMedia({ media: 'print' });
	assert.ok(await page.locator('.legend').isVisible());
	assert.match(await page.locator('.print-only').innerText(), /取扱注意.*\d+月\d+日（.）/);
	for (const hidden of ['.frame__header', '.frame__footer', '.toolbar'])
		assert.ok(!await page.locator(hidden).isVisible(), hidden);
	await page.context().close();
});

test('AB-04: code sheets come one to a page, with a QR code and the same digits', async () => {
	const page = await teacherAt(`/sheets/class?class_id=${class_id}`);
	const boxes = await page.locator('input[name="pupil_ids"]').all();
	for (const [i, box] of boxes.entries())
		await box.setChecked(i < 3);
	await follow(page, page.locator('main .button--primary'));
	const sheets = page.locator('.sheet');
	assert.equal(await sheets.count(), 3);
	for (const sheet of await sheets.all()) {
		assert.match((await sheet.locator('.sheet__digits').innerText()).replace(/\s/g, ''), /^\d{16}$/);
		const { width, height } = await sheet.locator('svg').boundingBox();
		assert.ok(width >= 120 && Math.abs(width - height) < 1, 'the QR code is square and large enough');
		assert.match(await sheet.innerText(), /https:\/\/[\s\S]*\d+月\d+日（.）まで使えます/);
	}
	assert.deepEqual(await paper(page), [[595, 842], [595, 842], [595, 842]]);
	assert.deepEqual(page.faults, []);
	await page.context().close();
});
