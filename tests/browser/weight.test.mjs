// weight.test.mjs -- how much a phone has to fetch, and how pages read without style (ui.md 9: 8, 11).
import test from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { useStack } from '../support/stack.mjs';
import { Browser } from '../support/browser.mjs';
import { report } from '../support/people.mjs';
import { follow, open, openWindow, PHONE, signIn, useBrowser } from '../support/chromium.mjs';
import { household } from './persons.mjs';

const FIRST_VIEW_BYTES = 30 * 1024, LATER_BYTES = 10 * 1024;
const stack = await useStack();
const browser = await useBrowser();
const home = household(stack, 2, 'p.pupil_id % 4 = 3');

/** Counts the bodies that come over the line, as they were sent; gives what came since it was last asked. */
function scales(page)
{
	let asked = [];
	page.on('requestfinished', r => asked.push(r));
	return async () => {
		await page.waitForLoadState('networkidle');
		const came = await Promise.all(asked.map(async r => [new URL(r.url()).pathname, (await r.sizes()).responseBodySize]));
		asked = [];
		return came;
	};
}

test('11: the first view of a parent is light, each later page lighter', async () => {
	const page = await openWindow(browser, stack, { size: PHONE });
	const weigh = scales(page);
	const light = async (most, path) => {
		const came = await weigh(), bytes = came.reduce((sum, [, n]) => sum + n, 0);
		assert.ok(came.some(([p, n]) => p === path && n > 1000), `${path} was not weighed: ${came}`);
		assert.ok(bytes <= most, `${path}: ${bytes} of ${most} bytes: ${came.join(' ')}`);
	};
	await open(page, '/');
	await light(FIRST_VIEW_BYTES, '/');
	await open(page, '/signin');
	await light(LATER_BYTES, '/signin');
	await signIn(page, home.parent.login, home.parent.password);
	await weigh();
	for (const path of ['/absences', '/absences/report', '/account', '/help']) {
		await open(page, path);
		await light(LATER_BYTES, path);
	}
	await open(page, '/absences/report');
	for (const p of home.pupils)
		await page.locator(`input[value="${p.pupil_id}"]`).setChecked(true, { force: true });
	await page.locator('input[value="family"]').setChecked(true, { force: true });
	await weigh();
	await follow(page, page.locator('main .button--primary'));
	await light(LATER_BYTES, '/absences/check');
	await follow(page, page.locator('main .button--primary'));
	await light(LATER_BYTES, '/absences/receipt');
	assert.deepEqual(page.faults, [], 'nothing comes from other hosts');
	await page.context().close();
});

/** What a reader without style and script gets, spaces made one. */
function dumped(html)
{
	return execFileSync('w3m', ['-dump', '-T', 'text/html', '-I', 'UTF-8', '-O', 'UTF-8', '-cols', '80'],
		{ input: html, encoding: 'utf8' }).replace(/\s+/g, ' ');
}

function inOrder(text, words)
{
	let at = 0;
	for (const w of words) {
		const found = text.indexOf(w, at);
		assert.ok(found >= 0, `${w} is not there, or too early, in: ${text}`);
		at = found + w.length;
	}
}

test('8: sign-in, report and receipt read in order without style', async () => {
	const b = new Browser(stack);
	inOrder(dumped((await b.open('/signin')).html), ['本文へ移動する', '電子連絡帳', 'ログイン', 'メールアドレスまたはログインID',
		'パスワード', 'ログインする', 'パスワードを忘れたとき', 'ヘルプ', 'お問い合わせ']);
	const { parent, pupils } = household(stack, 1, 'p.pupil_id % 4 = 3');
	await b.signIn(parent.login, parent.password);
	inOrder(dumped((await b.open('/absences/report')).html), ['ログアウト', '欠席・遅刻・早退を連絡する', 'お子さん', pupils[0].given_name,
		'種類', '欠席', '遅刻', '早退', '日', '今日', '明日', '理由', '体調不良', '症状', '発熱', 'インフルエンザ様症状', '先生への連絡', '確認画面へ進む']);
	const receipt = await report(b, pupils);
	const number = receipt.root.querySelector('.panel__number').text.trim();
	inOrder(dumped(receipt.html), ['連絡を受け付けました', '受付番号', number, pupils[0].given_name, pupils[0].class_name, '欠席', 'この後の流れ']);
});
