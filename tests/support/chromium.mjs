// chromium.mjs -- Debian's Chromium as the persons of the browser ring use it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after } from 'node:test';
import { chromium } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export const PHONE = { width: 360, height: 640 };
export const DESK = { width: 1280, height: 800 };
/** The narrowest page, and a page at 400 % on a screen of 1280 pixels. */
export const NARROW = { width: 320, height: 640 };
export const ZOOMED = { width: 320, height: 256 };

/** Starts the browser, awaited at the top of a test file; close() ends it elsewhere. */
export async function launch()
{
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync',
			'--no-first-run', '--disable-gpu', '--font-render-hinting=none'],
	});
	return browser;
}

/** The browser of a test file; it ends with it. */
export async function useBrowser()
{
	const browser = await launch();
	after(() => browser.close());
	return browser;
}

/**
 * A window of a person of its own: no cookies yet.  js: false walks without
 * scripts.  page.loads counts the pages it opened, page.faults holds what no page
 * may do: requests to other hosts, script errors, things the CSP refused.
 */
export async function openWindow(browser, stack, { size = PHONE, js = true, locale = 'ja-JP', ...more } = {})
{
	const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: size, locale,
		timezoneId: 'Asia/Tokyo', javaScriptEnabled: js, baseURL: stack.url, ...more });
	const page = await context.newPage();
	page.faults = [];
	page.loads = 0;
	page.setDefaultTimeout(10000);
	context.on('request', r => {
		if (!r.url().startsWith(`${stack.url}/`) && !r.url().startsWith('data:'))
			page.faults.push(`asked ${r.url()}`);
	});
	context.on('weberror', e => page.faults.push(`script: ${e.error().message}`));
	page.on('console', m => {
		if (m.type() === 'error' && !/^Failed to load resource/.test(m.text()))
			page.faults.push(`console: ${m.text()}`);
	});
	page.on('framenavigated', f => { page.loads += f === page.mainFrame() && f.url() !== 'about:blank'; });
	return page;
}

/** Opens an address; what is not a page is a mistake of the test. */
export async function open(page, path, status = 200)
{
	const answer = await page.goto(path, { waitUntil: 'load' });
	if (answer === null || answer.status() !== status)
		throw new Error(`${path}: ${answer?.status()} instead of ${status}`);
	return answer;
}

/** Taps something and waits for the page it leads to; gives its status. */
export async function follow(page, locator)
{
	const answer = page.waitForResponse(r => r.request().isNavigationRequest() &&
		r.frame() === page.mainFrame() && (r.status() < 300 || r.status() >= 400));
	await locator.click();
	const status = (await answer).status();
	await page.waitForLoadState('load');
	return status;
}

export async function signIn(page, login, password, path = '/signin')
{
	await open(page, path);
	await page.fill('input[name="login_id"]', login);
	await page.fill('input[name="password"]', password);
	const status = await follow(page, page.locator('#main button.button--primary'));
	if (status !== 200 || new URL(page.url()).pathname === '/signin')
		throw new Error(`${login} did not get in: ${status} ${await page.locator('main').innerText()}`);
}

/** The path and query of the page. */
export function where(page)
{
	const u = new URL(page.url());
	return u.pathname + u.search;
}

/** What axe finds on the page as it stands, one line for each kind. */
export async function axe(page)
{
	if (!await page.evaluate('typeof axe === "object"'))
		await page.evaluate(AXE);
	const found = await page.evaluate(tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), AXE_TAGS);
	return found.violations.map(v => `axe ${v.id}: ${v.help}: ` +
		v.nodes.slice(0, 3).map(n => `${n.target.join(' ')} (${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ''})`).join('; '));
}

/** Lays a style over the page, past its CSP; null takes the last one away. */
export function overlay(page, css)
{
	return page.evaluate(text => {
		document.adoptedStyleSheets = [];
		if (text !== null) {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(text);
			document.adoptedStyleSheets = [sheet];
		}
	}, css);
}

/** Text of the page as a person sees it, without what only screen readers get. */
export function visibleText(page)
{
	return page.evaluate(() => document.body.innerText);
}
