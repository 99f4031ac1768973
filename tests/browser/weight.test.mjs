// weight.test.mjs -- how much a phone has to fetch, and how pages read without style (ui.md 9: 8, 11).
import test from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { useStack } from '../support/stack.mjs';
import { Browser } from '../support/browser.mjs';
import { report } from '../support/people.mjs';
import { follow, open, openWindow, PHONE, signIn, useBrowser } from '../support/chromium.mjs';
import { household } from './persons.mjs';

const FIRST_VIEW_BYTES = 30 * 1024, LATER_BYTES = 10 * 1024;
const stack = await useStack();
const browser = await useBrowser();
const home = household(stack, 2, 'p.pupil_id % 3 = 0');

/** Counts the bodies that come over the line, as they were sent. */
async function scales(page)
{
	const cdp = await page.context().newCDPSession(page);
	const urls = new Map(), heads = new Map(), open = new Set();
	let bytes = 0, what = [];
	await cdp.send('Network.enable');
	cdp.on('Network.requestWillBeSent', e => {
		urls.set(e.requestId, e.request.url);
		if (/^(Document|Stylesheet|Script)$/.test(e.type))
			open.add(e.requestId);
	});
	cdp.on('Network.loadingFailed', e => { heads.set(e.requestId, 0); open.delete(e.requestId); });
	cdp.on('Network.responseReceived', e => heads.set(e.requestId, e.response.encodedDataLength));
	cdp.on('Network.loadingFinished', e => {
		const body = Math.max(0, e.encodedDataLength - heads.get(e.requestId));
		bytes += body;
		open.delete(e.requestId);
		what.push(`${urls.get(e.requestId)}: ${body}`);
	});
	return async () => {
		for (let i = 0; i < 100 && open.size > 0; i++)
			await sleep(20);
		assert.equal(open.size, 0, `not finished: ${[...open].map(id => urls.get(id))}`);
		const all = [bytes, what.join('\n')];
		bytes = 0;
		what = [];
		return all;
	};
}

test('11: the first view of a parent is light, each later page lighter', async () => {
	const page = await openWindow(browser, stack, { size: PHONE });
	const weigh = await scales(page);
	const light = async (most, name) => {
		const [bytes, what] = await weigh();
		if (process.env.WEIGH)
			console.log(name, bytes);
		assert.ok(bytes > 1000 && bytes <= most, `${name}: ${bytes} of ${most} bytes\n${what}`);
	};
	await open(page, '/');
	await light(FIRST_VIEW_BYTES, 'first view');
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
	await light(LATER_BYTES, 'check');
	await follow(page, page.locator('main .button--primary'));
	await light(LATER_BYTES, 'receipt');
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
	const { parent, pupils } = household(stack, 1, 'p.pupil_id % 3 = 0');
	await b.signIn(parent.login, parent.password);
	inOrder(dumped((await b.open('/absences/report')).html), ['ログアウト', '欠席・遅刻・早退を連絡する', 'お子さま', pupils[0].given_name,
		'種類', '欠席', '遅刻', '早退', '日', '今日', '明日', '理由', '体調不良', '症状', '発熱', 'インフルエンザ様症状', '先生への連絡', '確認画面へ進む']);
	const receipt = await report(b, pupils);
	const number = receipt.root.querySelector('.panel__number').text.trim();
	inOrder(dumped(receipt.html), ['連絡を受け付けました', '受付番号', number, pupils[0].given_name, pupils[0].class_name, '欠席', 'この後の流れ']);
});
