// shots.mjs OUTDIR -- a picture of every page of every role on a phone and at a desk.
// Not a test: for somebody who looks at them.  RENRAKU_STACK as for the tests.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, startStack, stopStack } from '../support/stack.mjs';
import { Browser } from '../support/browser.mjs';
import { demoAccounts, loginOf, newParent, newStaff } from '../support/people.mjs';
import { DESK, follow, launch, openWindow, PHONE, signIn } from '../support/chromium.mjs';
import { checkPage, emptyOfficer, household, mailedPaths, officerWithRosters, registrationLink, reportsInEveryState, sheetCode,
	sparePupils } from './persons.mjs';
import { pagesOf } from './pages.mjs';
import { asks } from './look.mjs';

const [out] = process.argv.slice(2);
if (!out) {
	console.error('usage: node shots.mjs OUTDIR');
	process.exit(2);
}

async function shoot(page, name)
{
	for (const [size, label] of [[PHONE, '360'], [DESK, '1280']]) {
		await page.setViewportSize(size);
		await page.evaluate(() => scrollTo(0, 0));
		await page.screenshot({ path: join(out, `${name}-${label}.png`), fullPage: true, animations: 'disabled' });
	}
	console.log(name);
}

/** Every page of one person; and its form sent empty. */
async function person(browser, stack, who, account, { more = [], except = new Set(), errors = true } = {})
{
	const page = await openWindow(browser, stack);
	if (account)
		await signIn(page, loginOf(account), account.password);
	const { found } = await pagesOf(page, more);
	for (const [i, address] of [...new Set([...found.values(), ...more])].entries()) {
		const path = address.split('?')[0];
		if (except.has(path))
			continue;
		await page.setViewportSize(PHONE);
		await page.goto(address);
		const name = `${who}${path.replaceAll('/', '_')}${found.get(path) === address ? '' : `~${i}`}`;
		await shoot(page, name);
		if (errors && found.get(path) === address && await asks(page)) {
			await page.evaluate(() => document.querySelectorAll('#main input:not([type=hidden])')
				.forEach(e => /checkbox|radio/.test(e.type) ? e.checked = false : e.value = ''));
			await follow(page, page.locator('#main button[type=submit].button').first());
			await shoot(page, `${name}-error`);
		}
	}
	await page.context().close();
	return found;
}

/** Pages that only a button leads to: printed sheets, and what a manager is about to approve. */
async function pressed(browser, stack, home)
{
	const page = await openWindow(browser, stack);
	await signIn(page, loginOf(home.manager), home.manager.password);
	for (const [address, box, name] of [['/absences/approve', 'tickets', 'approve_check'],
		[`/sheets/class?class_id=${home.pupils[0].class_id}`, 'pupil_ids', 'sheets_print']]) {
		await page.setViewportSize(DESK);
		await page.goto(address);
		for (const b of (await page.locator(`input[name="${box}"]`).all()).slice(0, 3))
			await b.check();
		await follow(page, page.locator('main .button--primary'));
		await shoot(page, `manager_${name}`);
		await page.pdf({ path: join(out, `manager_${name}.pdf`), preferCSSPageSize: true, printBackground: true });
	}
	await page.goto('/absences/register');
	await page.pdf({ path: join(out, 'manager_register.pdf'), preferCSSPageSize: true, printBackground: true });
	await page.context().close();
}

async function all(stack, browser)
{
	const home = household(stack, 2);
	const reports = await reportsInEveryState(stack, home);
	const b = new Browser(stack);
	await (await b.open('/forgot')).form('#main').fill({ login_id: home.parent.login }).submit();
	const [newcomer] = sparePupils(stack, 1, `p.school_id = ${home.pupils[0].school_id}`);
	const code = await sheetCode(stack, newcomer, home.manager);
	const shown = new Set((await person(browser, stack, 'nobody', null,
		{ more: [mailedPaths(stack, home.parent.login).find(p => /token=/.test(p)), await registrationLink(stack, code),
			`/register/person?code=${code}`] })).keys());
	shown.delete('/help');
	const states = path => Object.values(reports).map(id => `${path}?id=${id}`);
	await person(browser, stack, 'parent', home.parent, { except: shown,
		more: [await checkPage(stack, home.parent, home.pupils, 6), ...states('/absences/view'),
			`/register/child?code=${code}`] });
	await person(browser, stack, 'childless', newParent(stack, []), { except: shown, errors: false });
	await person(browser, stack, 'teacher', home.teacher, { except: shown, more: states('/absences/entry') });
	await person(browser, stack, 'newteacher', newStaff(stack, 'teacher', home.pupils[0].school_id), { except: shown, errors: false });
	await person(browser, stack, 'manager', home.manager, { except: shown });
	await person(browser, stack, 'officer', demoAccounts(stack, 'board-officer')[0], { except: shown });
	const { officer, previews } = await officerWithRosters(stack);
	await person(browser, stack, 'preview', officer, { except: shown, more: previews, errors: false });
	await pressed(browser, stack, home);
	await person(browser, stack, 'newofficer', emptyOfficer(stack), { except: shown, errors: false });
}

mkdirSync(out, { recursive: true });
const stack = process.env.RENRAKU_STACK ? new Stack(JSON.parse(process.env.RENRAKU_STACK)) : await startStack({ name: 'shots' });
const browser = await launch();
try {
	await all(stack, browser);
} finally {
	await browser.close();
	if (stack.child)
		await stopStack(stack);
}
