// persons.mjs -- people and reports for the browser ring, made so that no other test meets them.
import { Browser } from '../support/browser.mjs';
import { newCity, roster, rosterFiles } from '../support/roster.mjs';
import { zip } from '../support/zip.mjs';
import { day, loginOf, newOfficer, newParent, newStaff, quote, report } from '../support/people.mjs';

/**
 * n pupils of one school that no test and no demonstration account knows: without
 * report and sheet, with room for more guardians; from the end, where no other ring begins.
 */
export function sparePupils(stack, n, where = '1 = 1')
{
	const known = stack.demo.accounts.map(a => quote(loginOf(a))).join(', ');
	const spare = `p.active = 1 AND c.active = 1 AND (${where})
		AND (SELECT COUNT(*) FROM guardian g WHERE g.pupil_id = p.pupil_id) < 3
		AND NOT EXISTS (SELECT 1 FROM guardian g JOIN account a USING (account_id)
			WHERE g.pupil_id = p.pupil_id AND a.login_id IN (${known}))
		AND NOT EXISTS (SELECT 1 FROM absence b WHERE b.pupil_id = p.pupil_id)
		AND NOT EXISTS (SELECT 1 FROM code_sheet h WHERE h.pupil_id = p.pupil_id)`;
	const [school] = stack.sql(`SELECT p.school_id FROM pupil p JOIN school_class c USING (class_id)
		WHERE ${spare} GROUP BY p.school_id HAVING COUNT(*) >= ${n} ORDER BY COUNT(*) DESC LIMIT 1`)[0] ?? [];
	if (!school)
		throw new Error(`no school has ${n} spare pupils where ${where}`);
	return stack.sql(`SELECT p.pupil_id, p.school_id, p.class_id, p.family_name, p.given_name, c.name, s.name, s.phone
		FROM pupil p JOIN school_class c USING (class_id) JOIN school s ON s.school_id = p.school_id
		WHERE ${spare} AND p.school_id = ${school} ORDER BY p.pupil_id DESC LIMIT ${n}`)
		.map(([pupil_id, school_id, class_id, family_name, given_name, class_name, school_name, phone]) =>
			({ pupil_id, school_id, class_id, family_name, given_name, class_name, school_name, phone }));
}

/** A parent of n spare pupils of one school, with a teacher of their classes and a manager. */
export function household(stack, n, where)
{
	const pupils = sparePupils(stack, n, where);
	const school = pupils[0].school_id;
	return { pupils, parent: newParent(stack, pupils),
		teacher: newStaff(stack, 'teacher', school, [...new Set(pupils.map(p => p.class_id))]),
		manager: newStaff(stack, 'school-manager', school) };
}

/** What each state leaves in a report, as if its steps had been taken at half past eight. */
const STATES = {
	confirmed: `state = 1, confirmed_at = reported_at`,
	approved: `state = 2, confirmed_at = reported_at, decided_at = reported_at`,
	rejected: `state = 3, confirmed_at = reported_at, decided_at = reported_at, live = NULL,
		reject_reason = '出席と確認したため、記録しません。'`,
	withdrawn: `state = 4, withdrawn_at = reported_at, live = NULL`,
};

/** Reports of a household, one in every state; absence_id of each. */
export async function reportsInEveryState(stack, home)
{
	const b = new Browser(stack);
	await b.signIn(home.parent.login, home.parent.password);
	const [one, ...others] = home.pupils;
	await report(b, [one, ...others], { symptoms: ['fever', 'cough'],
		note: '昨夜から熱があり、今朝は38.5度です。\n午前中に病院へ行きます。' });
	const ids = { received: stack.one(`SELECT MAX(absence_id) FROM absence WHERE pupil_id = ${one.pupil_id}`) };
	let ahead = 1;
	for (const [state, change] of Object.entries(STATES)) {
		const on = day(stack, ahead++, true);
		await report(b, [one], { kind: state === 'approved' ? 'late' : 'absent', day: 'other', other_on: on,
			reason: state === 'approved' ? 'hospital' : 'family', at: state === 'approved' ? '10:30' : '' });
		ids[state] = stack.one(`SELECT MAX(absence_id) FROM absence WHERE pupil_id = ${one.pupil_id} AND on_date = '${on}'`);
		stack.sql(`UPDATE absence SET ${change} WHERE absence_id = ${ids[state]}`);
	}
	return ids;
}

/** An officer of a board that has nothing yet. */
export function emptyOfficer(stack, sourced_id = `empty-${process.pid}`)
{
	const [[id]] = stack.sql(`INSERT INTO board (sourced_id, name) VALUES (${quote(sourced_id)}, 'あおば市教育委員会');
		SELECT LAST_INSERT_ID()`);
	return newOfficer(stack, id);
}

/** An officer who uploaded a faulty roster and a good one, and committed neither: both addresses. */
export async function officerWithRosters(stack)
{
	const city = newCity(`あおば${process.pid}`), b = new Browser(stack);
	const officer = emptyOfficer(stack, city.board.id);
	await b.signIn(officer.login, officer.password);
	const files = rosterFiles(city);
	files['users.csv'] = files['users.csv'].replaceAll('"P1"', '"P9"').replace('"true"', '"maybe"');
	const previews = [];
	for (const content of [zip(files), roster(city)]) {
		const page = await (await b.open('/roster')).form('#main').fill({ zip: { name: 'RO_2026.zip', type: 'application/zip', content } }).submit();
		previews.push(page.way.at(-1));
	}
	return { officer, previews };
}

/** The digits of a new code sheet, printed by a manager of the school. */
export async function sheetCode(stack, pupil, manager)
{
	const b = new Browser(stack);
	await b.signIn(manager.login, manager.password);
	const form = (await b.open(`/sheets/class?class_id=${pupil.class_id}`)).form('#main');
	const printed = await form.fill({ pupil_ids: [pupil.pupil_id] }).submit();
	return printed.root.querySelector('.sheet__digits').text.replace(/\D/g, '');
}

/** A registration that only waits for the link in its mail to be opened; the link. */
export async function registrationLink(stack, code)
{
	const b = new Browser(stack), mail = `waiting-${code.slice(0, 6)}@example.jp`;
	const person = await (await b.open('/register')).form('#main').fill({ code }).submit();
	await person.form('#main').fill({ mail, password: 'aoi sora no hana', family_name: '渡邊', given_name: '恵',
		relationship: person.form('#main').options('relationship')[0], consent: '1' }).submit();
	return mailedPaths(stack, mail)[0];
}

/** Links of mails that wait or were sent to this address, newest first, as paths. */
export function mailedPaths(stack, address)
{
	return stack.sql(`SELECT body FROM outbox WHERE mail = ${quote(address)} ORDER BY outbox_id DESC`)
		.flatMap(([body]) => [...body.matchAll(/https:\/\/[^/\s]+(\/\S+)/g)].map(m => m[1]));
}

/** A check page of a report by this parent for these pupils that was not sent. */
export async function checkPage(stack, parent, pupils, ahead)
{
	const b = new Browser(stack);
	await b.signIn(parent.login, parent.password);
	const form = (await b.open('/absences/report')).form('#main');
	const check = await form.fill({ pupil_ids: pupils.map(p => p.pupil_id), kind: 'late', day: 'other',
		other_on: day(stack, ahead, true), reason: 'hospital', at: '10:30', note: '通院のあと登校します。' }).submit();
	return check.way.at(-1);
}
