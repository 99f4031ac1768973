// pages.test.mjs -- every page of every role, with much data and with none (ui.md 9: 1-6, 9, 10, 12, 42, 43, 46, 47).
import test from 'node:test';
import assert from 'node:assert/strict';
import { useStack } from '../support/stack.mjs';
import { demoAccounts, loginOf, newParent, newStaff } from '../support/people.mjs';
import { Browser } from '../support/browser.mjs';
import { axe, follow, NARROW, open, openWindow, signIn, useBrowser } from '../support/chromium.mjs';
import { checkPage, emptyOfficer, household, mailedPaths, officerWithRosters, registrationLink, reportsInEveryState, sheetCode,
	sparePupils } from './persons.mjs';
import { pagesOf } from './pages.mjs';
import { asks, frame, layout, sentEmpty, targets, whole } from './look.mjs';

const stack = await useStack();
const browser = await useBrowser();
const home = household(stack, 2, 'p.pupil_id % 4 = 0');
const reports = await reportsInEveryState(stack, home);
const [newcomer] = sparePupils(stack, 1, `p.pupil_id % 4 = 0 AND p.school_id = ${home.pupils[0].school_id}`);
const code = await sheetCode(stack, newcomer, home.manager);
const nobody = await openWindow(browser, stack);
const mailed = await mailedPages();
const publicPages = await pagesOf(nobody, mailed);
const ofNobody = new Set([...publicPages.found.keys(), ...publicPages.missing]);

/** Pages that only a link in a mail leads to. */
async function mailedPages()
{
	const b = new Browser(stack);
	await (await b.open('/forgot')).form('#main').fill({ login_id: home.parent.login }).submit();
	await b.signIn(home.teacher.login, home.teacher.password);
	const mail = `${home.teacher.login}@example.jp`;
	await (await b.open('/account/mail')).form('#main').fill({ mail, current: home.teacher.password }).submit();
	return [mailedPaths(stack, home.parent.login), mailedPaths(stack, mail)].map(paths =>
		paths.find(p => /token=/.test(p)) ?? assert.fail('no link was sent'))
		.concat(await registrationLink(stack, code), `/register/person?code=${code}`);
}

/** A form that stands on another page: its address shows that page again. */
const SAME_PAGE = { '/absences/note': '/absences/entry', '/staff/sheets': '/staff',
	'/roster/commit': '/roster/import' };

/** Pages of one person as subtests; titles differ from page to page. */
async function everyPage(t, account, { more = [], variants = [], except = [], only = () => true } = {})
{
	const page = await openWindow(browser, stack, { size: NARROW });
	if (account)
		await signIn(page, loginOf(account), account.password);
	const { found, missing } = await pagesOf(page, more);
	if (account !== null)
		await t.test('each page is reached by a link', () => assert.deepEqual(missing.filter(p => !ofNobody.has(p) && !except.includes(p)), []));
	const titles = new Map();
	for (const address of [...found.values(), ...variants]) {
		const path = address.split('?')[0];
		if (!only(path))
			continue;
		await t.test(address, async () => {
			await open(page, address);
			const faults = await whole(page, { signedIn: account !== null });
			const title = await page.title(), name = SAME_PAGE[path] ?? path;
			if (titles.has(title) && titles.get(title) !== name)
				faults.push(`the title of ${titles.get(title)} too: ${title}`);
			titles.set(title, name);
			if (await asks(page))
				faults.push(...(await emptyForm(page, account)).map(f => `sent empty: ${f}`));
			assert.deepEqual(faults, []);
		});
	}
	await page.context().close();
}

/** In another language: its words everywhere, the same frame, nothing sticking out (43). */
async function inLanguage(t, account, button, { more = [], only = () => true } = {})
{
	const page = await openWindow(browser, stack, { size: NARROW });
	if (account)
		await signIn(page, account.login, account.password);
	const { found } = await pagesOf(page, more);
	await open(page, '/help');
	await follow(page, page.locator('.languages__item', { hasText: button }));
	for (const [path, address] of found) {
		if (!only(path))
			continue;
		await t.test(`${button}: ${address}`, async () => {
			await open(page, address);
			const faults = [...await frame(page, { signedIn: account !== null }), ...await layout(page), ...await targets(page),
				...await otherWords(page, button === 'English')];
			assert.deepEqual(faults, []);
		});
	}
	await page.context().close();
}

/** Words of the page that are not in its language; names of persons, schools and classes stay as they are. */
async function otherWords(page, english)
{
	const names = [...home.pupils, newcomer].flatMap(p => [p.school_name, p.class_name, p.family_name, p.given_name])
		.concat('試験', '渡邊', '恵');
	return page.evaluate(([en, known]) => {
		const faults = [];
		if (document.documentElement.lang !== (en ? 'en' : 'ja'))
			faults.push(`lang ${document.documentElement.lang}`);
		if (!document.querySelector('.languages__item[aria-current]').textContent.startsWith(en ? 'English' : 'やさしい'))
			faults.push('the language is not marked');
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let n = walker.nextNode(); en && n !== null; n = walker.nextNode()) {
			const rest = known.reduce((text, name) => text.replaceAll(name, ''), n.data).trim();
			if (rest.length > 1 && /[ぁ-んァ-ヶ一-龠]/.test(rest) && !n.parentElement.closest('[lang=ja], .frame__environment, .words, textarea'))
				faults.push(`not in English: ${rest.slice(0, 40)}`);
		}
		return faults;
	}, [english, names]);
}

async function emptyForm(page, account)
{
	const faults = await sentEmpty(page, button => follow(page, button));
	await page.setViewportSize(NARROW);
	faults.push(...await frame(page, { signedIn: account !== null, errors: true }), ...await layout(page),
		...await axe(page), ...page.faults.splice(0));
	return faults;
}

const own = path => !ofNobody.has(path) || path === '/help';
const ownAlone = path => !ofNobody.has(path);

test('nobody', t => {
	assert.deepEqual(publicPages.missing, []);
	return everyPage(t, null, { more: mailed });
});

test('a parent', async t => everyPage(t, home.parent, { only: own,
	more: [await checkPage(stack, home.parent, home.pupils, 6), `/register/child?code=${code}`],
	variants: Object.values(reports).map(id => `/absences/view?id=${id}`)
		.concat(`/absences/correct?id=${reports.confirmed}`, `/absences/withdraw?id=${reports.rejected}`) }));

for (const button of ['English', 'やさしい日本語']) {
	test(`nobody, ${button}`, t => inLanguage(t, null, button, { more: mailed }));
	test(`a parent, ${button}`, async t => inLanguage(t, home.parent, button, { only: ownAlone,
		more: [await checkPage(stack, home.parent, home.pupils, 6), `/register/child?code=${code}`] }));
}

test('a parent without a child', async t => {
	const page = await openWindow(browser, stack, { size: NARROW });
	const parent = newParent(stack, []);
	await signIn(page, parent.login, parent.password);
	for (const path of ['/absences', '/account'])
		await t.test(path, async () => {
			await open(page, path);
			assert.deepEqual(await whole(page, { signedIn: true }), []);
		});
	await page.context().close();
});

test('a teacher', t => everyPage(t, home.teacher, { only: own, more: [`/absences/note?id=${reports.received}`],
	variants: Object.values(reports).map(id => `/absences/entry?id=${id}`) }));

test('a teacher without a class', t => everyPage(t, newStaff(stack, 'teacher', home.pupils[0].school_id), { only: ownAlone,
	more: [`/absences/note?id=${reports.received}`], variants: ['/absences/board?on=2026-08-11'] }));

test('a school manager', t => everyPage(t, home.manager, { only: ownAlone, more: [`/absences/note?id=${reports.received}`],
	variants: ['/absences/approve?on=2026-08-11', '/absences/register?month=2026-08'] }));

const noRoster = ['/roster/import', '/roster/commit'];

test('a board officer', t => everyPage(t, demoAccounts(stack, 'board-officer')[0], { only: ownAlone, except: noRoster }));

test('a board officer with rosters to look at', async t => {
	const { officer, previews: [faulty, good] } = await officerWithRosters(stack);
	await everyPage(t, officer, { more: [good, good.replace('/roster/import', '/roster/commit')], variants: [faulty],
		except: ['/schools/edit'], only: path => path.startsWith('/roster') });
});

test('a board officer of an empty board', t => everyPage(t, emptyOfficer(stack), { only: ownAlone,
	except: [...noRoster, '/schools/edit'] }));
