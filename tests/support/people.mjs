// people.mjs -- persons for tests: those of the demonstration municipality and
// new ones, so that no test needs what another test changed.
import { Browser } from './browser.mjs';

export const ROLE = { parent: 0, teacher: 1, 'school-manager': 2, 'board-officer': 3 };

let serial = 0;
const unique = () => `${process.pid.toString(36)}x${(serial++).toString(36)}`;
const quote = s => `'${String(s).replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;
export { quote };

/** The demonstration accounts of a role. */
export function demoAccounts(stack, role)
{
	const found = stack.demo.accounts.filter(a => a.role === role);
	if (found.length === 0)
		throw new Error(`demo.json has no ${role}`);
	return found;
}

export const loginOf = a => a.login ?? a.login_id;

/** A browser in which a demonstration account has signed in. */
export async function signedIn(stack, account, options)
{
	const b = new Browser(stack, options);
	const page = await b.signIn(loginOf(account), account.password);
	if (page.status !== 200 || !b.cookies.has('__Host-session'))
		throw new Error(`${loginOf(account)} did not get in: ${page.status} ${page.main}`);
	return b;
}

const families = ['髙橋', '𡈽﨑', '葛\u{E0100}城', 'Smith', '佐々木', '山﨑'];

/**
 * New pupils in an active class: { pupil_id, school_id, class_id, family_name, given_name }.
 * where: which class, with p (a pupil in it) and c (the class).
 */
export function newPupils(stack, n, where = '1 = 1')
{
	const found = stack.sql(`SELECT p.school_id, p.class_id, p.grade FROM pupil p JOIN school_class c USING (class_id)
		WHERE p.active = 1 AND c.active = 1 AND (${where}) ORDER BY p.pupil_id LIMIT 1`);
	if (found.length === 0)
		throw new Error(`no class where ${where}`);
	const [[school_id, class_id, grade]] = found;
	return Array.from({ length: n }, () => {
		const family_name = families[serial % families.length], given_name = `子${unique()}`;
		const [[pupil_id]] = stack.sql(`INSERT INTO pupil (school_id, class_id, sourced_id, family_name, given_name, given_kana, grade)
			VALUES (${school_id}, ${class_id}, 'test-${unique()}', ${quote(family_name)}, ${quote(given_name)}, 'ミドリ', ${quote(grade)});
			SELECT LAST_INSERT_ID()`);
		return { pupil_id, school_id, class_id, family_name, given_name };
	});
}

function account(stack, kind, role, columns)
{
	const donor = demoAccounts(stack, 'parent')[0];
	const login = columns.login ?? `test-${unique()}@example.jp`;
	const [[id]] = stack.sql(`INSERT INTO account (kind, login_id, mail, family_name, given_name, password_hash,
			password_at, state, board_id, created_at)
		SELECT ${kind}, ${quote(login)}, ${columns.mail === null ? 'NULL' : quote(columns.mail ?? login)},
			${quote(columns.family ?? '試験')}, ${quote(columns.given ?? unique())},
			password_hash, UTC_TIMESTAMP(6), 1, ${columns.board_id ?? 'NULL'}, UTC_TIMESTAMP(6)
		FROM account WHERE login_id = ${quote(loginOf(donor))};
		SELECT LAST_INSERT_ID()`);
	stack.sql(`INSERT INTO account_role (account_id, role, board_id, school_id)
		VALUES (${id}, ${role}, ${columns.board_id ?? 'NULL'}, ${columns.school_id ?? 'NULL'})`);
	return { account_id: id, login, password: donor.password };
}

/** A parent of these pupils, active, in the language given (0 ja, 1 en, 2 ja-easy). */
export function newParent(stack, pupils, columns = {})
{
	const a = account(stack, 0, ROLE.parent, columns);
	for (const p of pupils)
		stack.sql(`INSERT INTO guardian (pupil_id, account_id, relationship, created_at)
			VALUES (${p.pupil_id}, ${a.account_id}, ${columns.relationship ?? 0}, UTC_TIMESTAMP(6))`);
	return a;
}

/** A teacher or school manager of a school; classes: homerooms. */
export function newStaff(stack, role, school_id, classes = [], columns = {})
{
	const board_id = stack.one(`SELECT board_id FROM school WHERE school_id = ${school_id}`);
	const a = account(stack, 1, ROLE[role], { mail: null, login: `staff-${unique()}`, ...columns, board_id, school_id });
	for (const c of classes)
		stack.sql(`INSERT INTO class_teacher (class_id, account_id, main) VALUES (${c}, ${a.account_id}, 0)`);
	return a;
}

/** An officer of a board. */
export function newOfficer(stack, board_id, columns = {})
{
	return account(stack, 1, ROLE['board-officer'], { mail: null, login: `officer-${unique()}`, ...columns, board_id });
}

/** A day from today in Tokyo as 2026-04-06; weekdays: only Monday to Friday count. */
export function day(stack, ahead = 0, weekdays = false)
{
	const now = new Date(Date.now() + 9 * 3600e3);
	for (let n = 0; n < ahead || (weekdays && [0, 6].includes(now.getUTCDay()));) {
		now.setUTCDate(now.getUTCDate() + 1);
		if (!weekdays || ![0, 6].includes(now.getUTCDay()))
			n++;
	}
	return now.toISOString().slice(0, 10);
}

/**
 * Reports through the pages: form, check, send.  Gives the page of the receipt.
 * fields: overrides of the form.
 */
export async function report(browser, pupils, fields = {})
{
	const form = (await browser.open('/absences/report')).form('#main');
	const check = await form.fill({ pupil_ids: pupils.map(p => String(p.pupil_id)), kind: 'absent', day: 'today',
		reason: 'unwell', ...fields }).submit();
	if (check.status !== 200 || !check.has('/absences/send'))
		throw new Error(`not to the check page: ${check.status} ${check.path} ${check.errors.join(' / ')} ${check.main.slice(0, 200)}`);
	return check.form('/absences/send').submit();
}

/** The living or latest report of a pupil: its columns as an object. */
export function absenceOf(stack, pupil_id, on = null)
{
	const names = ['absence_id', 'state', 'version', 'kind', 'reason', 'symptoms', 'at_minute', 'note', 'code',
		'live', 'school_id', 'class_id', 'receipt_id', 'on_date', 'reject_reason', 'staff_note'];
	const rows = stack.sql(`SELECT ${names.join(', ')} FROM absence WHERE pupil_id = ${pupil_id}
		${on ? `AND on_date = '${on}'` : ''} ORDER BY absence_id DESC LIMIT 1`);
	return rows.length === 0 ? null : Object.fromEntries(names.map((n, i) => [n, rows[0][i]]));
}

/** n digits whose last one is the Luhn check digit, as on a code sheet. */
export function digits(n)
{
	const d = Array.from({ length: n - 1 }, () => Math.floor(Math.random() * 10));
	const sum = d.reduceRight((s, x, i) => {
		const double = (n - 1 - i) % 2 === 1;
		const v = double ? x * 2 : x;
		return s + (v > 9 ? v - 9 : v);
	}, 0);
	return [...d, (10 - sum % 10) % 10].join('');
}

/** A code sheet as the school (pupil_id) or the board (account_id) prints it; its digits. */
export function newSheet(stack, { pupil_id = null, account_id = null }, expires = 'UTC_TIMESTAMP(6) + INTERVAL 30 DAY')
{
	const code = digits(pupil_id === null ? 20 : 16);
	stack.sql(`INSERT INTO code_sheet (kind, code_hash, pupil_id, account_id, printed_by, printed_at, expires_at)
		VALUES (${pupil_id === null ? 1 : 0}, UNHEX(SHA2('${code}', 256)), ${pupil_id ?? 'NULL'}, ${account_id ?? 'NULL'},
		(SELECT MIN(account_id) FROM account), UTC_TIMESTAMP(6), ${expires})`);
	return code;
}
