// review.test.mjs -- faults that a review found, each named after what went wrong.
import assert from 'node:assert/strict';
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { useStack } from '../support/stack.mjs';
import { Browser } from '../support/browser.mjs';
import { absenceOf, newOfficer, newParent, newPupils, newSheet, newStaff, quote, report, signedIn } from '../support/people.mjs';

const stack = await useStack();
let schools, pupil, parent, manager;

before(async () => {
	schools = stack.sql('SELECT school_id FROM school WHERE active = 1 ORDER BY 1').map(r => r[0]);
	[pupil] = newPupils(stack, 1, `p.school_id = ${schools[0]}`);
	parent = await signedIn(stack, newParent(stack, [pupil]));
	manager = await signedIn(stack, newStaff(stack, 'school-manager', schools[0]));
});

const board = () => stack.one(`SELECT board_id FROM school WHERE school_id = ${schools[0]}`);
const ticket = a => (BigInt(a.absence_id) << 16n | BigInt(a.version)).toString();
const link = mail => mail.text.match(/https:\S+/)[0].slice(stack.url.length);

/** What was done must leave every worker of the module alive. */
async function unharmed(module, act)
{
	const before = stack.workers(module);
	const result = await act();
	await new Promise(good => setTimeout(good, 300));
	assert.deepEqual(stack.workers(module), before, 'a worker died');
	return result;
}

describe('one request of a stranger ended a worker', () => {
	test('with a long query at a page that asks to sign in', async () => {
		const b = new Browser(stack);
		for (const [module, path] of [['absences', `/absences/board?on=${'%41'.repeat(1700)}`], ['portal', `/account?x=${'('.repeat(3000)}`]]) {
			const page = await unharmed(module, () => b.get(path));
			assert.equal(page.status, 303);
			assert.equal(page.location, `/signin?next=${encodeURIComponent(path.split('?')[0])}`);
			assert.equal((await b.open(page.location)).status, 200);
		}
	});
	test('with 31 MiB of fields where a file may come', async () => {
		const page = await unharmed('portal', () => new Browser(stack).request('POST', '/roster', { body: Buffer.alloc(31 << 20, 'a') }));
		assert.equal(page.status, 413);
	});
});

describe('roles in two schools', () => {
	test('a manager of one is not a manager of the other', async () => {
		for (const [mine, theirs] of [[0, 1], [1, 0]]) {
			const a = newStaff(stack, 'teacher', schools[mine]);
			stack.sql(`INSERT INTO account_role (account_id, role, board_id, school_id)
				VALUES (${a.account_id}, 2, ${board()}, ${schools[theirs]})`);
			const b = await signedIn(stack, a);
			const name = stack.one(`SELECT name FROM school WHERE school_id = ${schools[theirs]}`);
			const page = await b.open('/absences/approve');
			assert.equal(page.status, 200);
			assert.equal(page.root.querySelector('.frame__organisation').text, name);
			stack.sql(`UPDATE account_role SET active = 0 WHERE account_id = ${a.account_id} AND role = 2`);
			assert.equal((await b.open('/absences/approve')).status, 403);
			assert.equal((await b.open('/absences/board')).status, 200);
		}
	});
	test('an officer who also teaches is both', async () => {
		const a = newOfficer(stack, board());
		stack.sql(`INSERT INTO account_role (account_id, role, board_id, school_id)
			VALUES (${a.account_id}, 1, ${board()}, ${schools[0]})`);
		const b = await signedIn(stack, a);
		assert.equal((await b.open('/absences/board')).status, 200);
		assert.equal((await b.open('/staff')).status, 200);
		assert.equal((await b.open('/absences/approve')).status, 403);
	});
});

describe('a new password', () => {
	const next = 'あたらしい合言葉です';
	async function asked(a, to)
	{
		const b = await signedIn(stack, a);
		await (await b.open('/account/mail')).form('#main').fill({ mail: to, current: a.password }).submit();
		return link((await stack.waitMails(m => m.to.includes(to)))[0]);
	}
	test('ends a link that would have brought the address of somebody else', async () => {
		const a = newStaff(stack, 'teacher', schools[0]), thief = `thief-${a.account_id}@example.jp`;
		const path = await asked(a, thief);
		const own = await signedIn(stack, a);
		await (await own.open('/account/password')).form('#main').fill({ current: a.password, password: next, again: next }).submit();
		assert.match((await new Browser(stack).open(path)).h1, /このリンクは使えません/);
		assert.equal(stack.one(`SELECT mail FROM account WHERE account_id = ${a.account_id}`), null);
	});
	test('is not kept from its owner by a stranger who guesses at the sign-in page', async () => {
		const a = newStaff(stack, 'teacher', schools[0]), own = await signedIn(stack, a), stranger = new Browser(stack);
		let page;
		for (let i = 0; i < 11; i++)
			page = await stranger.signIn(a.login, `wrong password ${i}`);
		assert.equal(page.status, 429);
		const done = await (await own.open('/account/password')).form('#main')
			.fill({ current: a.password, password: next, again: next }).submit();
		assert.match(done.main, /パスワードを変え/);
	});
	test('a link to it cannot be kept from its owner by asking again and again', async () => {
		const a = newParent(stack, newPupils(stack, 1)), b = new Browser(stack);
		for (let i = 0; i < 8; i++)
			await (await b.open('/forgot')).form('#main').fill({ login_id: a.login }).submit();
		assert.equal(stack.count(`SELECT COUNT(*) FROM outbox WHERE account_id = ${a.account_id}`), 3);
		const key = `UNHEX(SHA2(CONCAT('throttle-mail', CHAR(0), ${quote(a.login)}), 256))`;
		assert.equal(stack.count(`SELECT failures FROM throttle WHERE throttle_key = ${key}`), 3);
	});
});

describe('a guardian whose link the school ended', () => {
	test('does not come back with the paper that is still at home', async () => {
		const [child] = newPupils(stack, 1, `p.school_id = ${schools[0]}`);
		const a = newParent(stack, [child]), b = await signedIn(stack, a);
		const code = newSheet(stack, { pupil_id: child.pupil_id });
		const id = stack.one(`SELECT guardian_id FROM guardian WHERE account_id = ${a.account_id}`);
		const end = await manager.open(`/guardians/end?id=${id}`);
		assert.match(end.main, /登録用紙は使えなくなります/);
		assert.equal((await end.form('/guardians/end').submit()).status, 200);
		const again = await (await b.open('/register')).form('#main').fill({ code }).submit();
		assert.equal(again.path, '/register');
		assert.equal(again.status, 422);
		assert.equal((await b.post('/register/child', { csrf: await b.csrf(), code, relationship: 'mother' })).status, 404);
		assert.equal(stack.count(`SELECT COUNT(*) FROM guardian WHERE pupil_id = ${child.pupil_id} AND live = 1`), 0);
	});
});

describe('input that was answered with 500', () => {
	test('a day that no database holds', async () => {
		for (const path of ['/absences/board', '/absences/approve'])
			for (const on of ['0001-01-01', '0999-12-31']) {
				const page = await manager.open(`${path}?on=${on}`);
				assert.equal(page.status, 200, `${path} ${on}`);
				assert.match(page.main, /日付を/);
			}
	});
	test('a filter that is no day, while reports are confirmed and approved', async () => {
		await report(parent, [pupil]);
		const a = absenceOf(stack, pupil.pupil_id), on = 'あ'.repeat(40), csrf = await manager.csrf();
		const confirmed = await manager.post('/absences/confirm', { csrf, request_key: '0'.repeat(31) + '1', tickets: ticket(a), on });
		assert.equal(confirmed.status, 303);
		assert.equal(absenceOf(stack, pupil.pupil_id).state, '1');
		const approved = await manager.post('/absences/approve/commit', { csrf, request_key: '0'.repeat(31) + '2',
			tickets: ticket(absenceOf(stack, pupil.pupil_id)), on });
		assert.equal(approved.status, 303);
		assert.equal(absenceOf(stack, pupil.pupil_id).state, '2');
	});
	test('a long name of a file, a long name of the officer', async () => {
		const b = await signedIn(stack, newOfficer(stack, board(), { family: '姓'.repeat(80), given: '名'.repeat(80) }));
		const form = (await b.open('/roster')).form('#main');
		form.pairs.push(['zip', { name: `${'あ'.repeat(300)}.zip`, content: Buffer.from('PK\x03\x04 and nothing') }]);
		assert.equal((await form.send()).status, 303);
		assert.deepEqual(stack.sql('SELECT CHAR_LENGTH(file_name), CHAR_LENGTH(operator) FROM roster_import ORDER BY roster_import_id DESC LIMIT 1'),
			[['255', '100']]);
	});
});

describe('a board that nobody watches', () => {
	test('does not keep its session alive by loading itself', async () => {
		const a = newStaff(stack, 'teacher', schools[0], [pupil.class_id]), b = await signedIn(stack, a);
		const where = `account_id = ${a.account_id}`;
		const idle = minutes => stack.sql(`UPDATE session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL ${minutes} MINUTE WHERE ${where}`);
		const minutes = () => stack.count(`SELECT TIMESTAMPDIFF(MINUTE, seen_at, UTC_TIMESTAMP(6)) FROM session WHERE ${where}`);
		idle(25);
		const page = await b.open('/absences/board?all=1');
		assert.equal(page.status, 200);
		assert.equal(minutes(), 25);
		const left = Number(page.root.querySelector('#timeout').getAttribute('data-seconds'));
		assert.ok(left > 280 && left <= 300, `${left}`);
		await b.get('/absences/board?all=1', { headers: { 'Sec-Fetch-User': '?1' } });
		assert.equal(minutes(), 0);
		idle(25);
		await b.open('/absences/board?refresh=off');
		assert.equal(minutes(), 0);
		idle(31);
		assert.match((await b.get('/absences/board')).location, /^\/signin\?/);
	});
});

describe('a page that is too long for its buffer', () => {
	test('does not come from a report that was corrected a thousand times', async () => {
		const [child] = newPupils(stack, 1, `p.school_id = ${schools[0]}`);
		const b = await signedIn(stack, newParent(stack, [child]));
		await report(b, [child]);
		const a = absenceOf(stack, child.pupil_id);
		stack.sql(`INSERT INTO absence_history (absence_id, act, by_account, at, kind, reason, symptoms, note, code)
			SELECT h.absence_id, 1, h.by_account, h.at, h.kind, h.reason, h.symptoms, REPEAT('"', 500), h.code
			FROM absence_history h JOIN (SELECT 1 FROM pupil LIMIT 200) a JOIN (SELECT 1 FROM pupil LIMIT 10) b
			WHERE h.absence_id = ${a.absence_id}`);
		for (const [who, path] of [[manager, '/absences/entry'], [b, '/absences/view']]) {
			const page = await unharmed('absences', () => who.open(`${path}?id=${a.absence_id}`));
			assert.equal(page.status, 200);
		}
	});
});

describe('a form sent while no worker is there', () => {
	test('is answered with 503 and when to come back, not as too large', async () => {
		const conf = readFileSync(join(stack.run, 'nginx/upstreams.conf'), 'utf8');
		const socket = conf.match(/upstream absences \{[^}]*unix:([^\s;]+)/)[1];
		renameSync(socket, `${socket}.away`);
		try {
			const page = await parent.post('/absences/report', { csrf: 'x', note: 'a'.repeat(5000) });
			assert.equal(page.status, 503);
			assert.equal(page.headers['retry-after'], '30');
		} finally {
			renameSync(`${socket}.away`, socket);
		}
		assert.equal((await parent.get('/absences')).status, 200);
	});
});
