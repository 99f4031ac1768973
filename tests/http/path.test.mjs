// path.test.mjs -- the whole path, as its people walk it: a new board, its roster,
// its staff, a code sheet, a parent, a report, and three lamps.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { useStack } from '../support/stack.mjs';
import { Browser } from '../support/browser.mjs';
import { absenceOf, day, newPupils, newParent, newSheet, newStaff, report, signedIn } from '../support/people.mjs';
import { newCity, roster } from '../support/roster.mjs';

const stack = await useStack();
const tag = process.pid.toString(36);
const city = newCity(`旅${tag}`, { nschools: 2 });
const [school] = city.schools;
const [klass] = school.classes;
const [child] = klass.pupils;
const password = 'とても長い合言葉 2026';
const officer = new Browser(stack), manager = new Browser(stack), teacher = new Browser(stack);
const mother = new Browser(stack), father = new Browser(stack);
const mail = who => `${who}-${tag}@example.jp`;
let pupil_id;

const code = text => text.match(/(\d[\d ]{18,30}\d)/)[1].replace(/ /g, '');
const linkIn = m => m.text.match(/https:\S+/)[0].slice(stack.url.length);
const digitsOf = element => element.querySelector('.sheet__digits').text.replace(/\D/g, '');
const activate = async (browser, c) => (await browser.open('/activate')).form('#main').fill({ code: c, password, again: password }).submit();
const lamps = page => page.all('.lamp').map(e => [e.classList.contains('lamp--on'), e.querySelector('.lamp__name').text, e.querySelector('.lamp__time').text]);

describe('the whole path', { concurrency: false }, () => {
	test('the operator makes the first officer of the board', async () => {
		const args = ['create-officer', '--board', city.board.id, '--board-name', city.board.name, '--login', `officer-${tag}`,
			'--family', '事務', '--given', '担当'];
		const made = stack.ctl(...args);
		assert.equal(made.code, 0, made.out);
		assert.equal(stack.ctl(...args).code, 1);
		const page = await activate(officer, code(made.out));
		assert.equal(page.path, '/roster');
	});

	test('AB-10: the officer uploads the roster, reads the preview and commits it', async () => {
		const form = (await officer.open('/roster')).form('#main');
		form.force('zip', { name: '名簿.zip', content: roster(city) });
		const page = await form.submit();
		assert.equal(page.path.split('?')[0], '/roster/import', page.errors.join());
		assert.match(page.main, /名簿\.zip/);
		assert.ok(page.main.includes(school.name), page.main);
		assert.ok(page.main.includes(klass.title));
		assert.equal(stack.count(`SELECT COUNT(*) FROM pupil WHERE master_id = '${child.master}'`), 0);
		const done = await page.form('/roster/commit').submit();
		assert.match(done.main, /反映しました/);
		pupil_id = stack.one(`SELECT pupil_id FROM pupil WHERE master_id = '${child.master}'`);
		assert.ok(pupil_id);
		const list = await officer.open('/roster');
		assert.ok(list.main.includes('名簿.zip'));
	});

	test('the officer enters the telephone number of the school', async () => {
		const page = await officer.open('/schools');
		const edit = await officer.open(page.links.find(l => l.startsWith('/schools/edit')));
		assert.equal((await edit.form('#main').fill({ phone: 'かけてください' }).submit()).status, 422);
		for (const link of page.links.filter(l => l.startsWith('/schools/edit')))
			await (await officer.open(link)).form('#main').fill({ phone: '03-1234-5678' }).submit();
		assert.ok((await officer.open('/schools')).main.includes('03-1234-5678'));
	});

	test('SN-20: the officer prints activation sheets for the staff, and they activate', async () => {
		const page = await officer.open('/staff');
		assert.ok(page.main.includes(klass.teacher.given));
		const ids = [school.principal, klass.teacher].map(p => stack.one(`SELECT account_id FROM account WHERE master_id = '${p.master}'`));
		const form = page.form('/staff/sheets');
		assert.ok(ids.every(id => form.options('ids').includes(id)));
		const sheets = await form.fill({ ids }).submit();
		assert.equal(sheets.status, 200);
		const all = sheets.all('.sheet');
		assert.equal(all.length, 2);
		assert.ok(all.every(s => s.querySelector('svg')), 'a QR code on each');
		const of = p => digitsOf(all.find(s => s.text.includes(p.given)));
		const first = await activate(manager, of(school.principal));
		assert.ok(['/absences/approve', '/absences/board'].includes(first.path.split('?')[0]), first.path);
		assert.equal((await activate(teacher, of(klass.teacher))).path.split('?')[0], '/absences/board');
		assert.equal((await activate(new Browser(stack), of(klass.teacher))).status, 422);
	});

	let sheet;
	test('the teacher prints code sheets for the own class', async () => {
		const page = await teacher.open('/sheets');
		assert.ok(page.main.includes(klass.title));
		const chosen = await teacher.open(page.links.find(l => l.startsWith('/sheets/class')));
		const print = chosen.form('/sheets/print');
		assert.equal(print.values('pupil_ids').length, klass.pupils.length);
		const sheets = await print.submit();
		const all = sheets.all('.sheet');
		assert.equal(all.length, klass.pupils.length);
		sheet = all.find(s => s.text.includes(child.given));
		assert.ok(sheet.text.includes(child.family) && sheet.text.includes(school.name) && sheet.text.includes(klass.title));
		assert.ok(sheet.querySelector('svg'));
		assert.match(sheet.text, /まで使えます/);
		assert.match(sheet.text, /English/);
		assert.match(digitsOf(sheet), /^\d{16}$/);
		assert.equal(stack.count(`SELECT COUNT(*) FROM code_sheet WHERE pupil_id = ${pupil_id} AND ended_at IS NULL`), 1);
	});

	async function register(browser, address, family, given, relationship) {
		const start = await browser.open('/register');
		const page = await start.form('#main').fill({ code: digitsOf(sheet).match(/.{4}/g).join(' ') }).submit();
		assert.equal(page.path.split('?')[0], '/register/person');
		assert.ok(page.main.includes(school.name) && page.main.includes(klass.title));
		assert.ok(!page.main.includes(child.given), 'the name is not told before anybody is proved to be a guardian');
		const sent = await page.form('#main').fill({ mail: address, password, family_name: family, given_name: given, relationship, consent: '1' }).submit();
		assert.equal(sent.path, '/register/sent');
		const [m] = await stack.waitMails(x => x.to.includes(address));
		assert.match(linkIn(m), /^\/register\/confirm\?token=/);
		assert.ok(!m.text.includes(child.given) && !m.text.includes(family));
		const confirm = await browser.open(linkIn(m));
		assert.equal(stack.count(`SELECT COUNT(*) FROM account WHERE login_id = '${address}'`), 0);
		const home = await confirm.form('/register/confirm').submit();
		assert.equal(home.path.split('?')[0], '/absences');
		return home;
	}
	const relations = page => page.form('#main').options('relationship');

	test('AB-04: the mother registers with the code and the link in the mail', async () => {
		const qr = await mother.open(`/register?code=${digitsOf(sheet)}`);
		assert.equal(qr.form('#main').value('code').replace(/\D/g, ''), digitsOf(sheet));
		const person = await qr.form('#main').submit();
		const [first] = relations(person);
		for (const missing of ['mail', 'password', 'family_name', 'consent', 'relationship']) {
			const fields = { mail: mail('mother'), password, family_name: '母', given_name: '一', relationship: first, consent: '1' };
			const page = await (await mother.open(person.path)).form('#main').fill({ ...fields, [missing]: missing === 'consent' || missing === 'relationship' ? null : '' }).submit();
			assert.equal(page.status, 422, missing);
			assert.equal(page.errors.length, 1, missing);
			if (missing !== 'family_name')
				assert.equal(page.form('#main').value('family_name'), '母');
		}
		assert.equal(stack.count(`SELECT COUNT(*) FROM mail_token WHERE mail = '${mail('mother')}'`), 0);
		const home = await register(mother, mail('mother'), '母', '一', first);
		assert.ok(home.main.includes(child.given));
	});
	test('the father registers with the same sheet, and the mother and the teacher see that somebody was added', async () => {
		const person = await (await father.open('/register')).form('#main').fill({ code: digitsOf(sheet) }).submit();
		await register(father, mail('father'), '父', '二', relations(person)[1]);
		const [told] = await stack.waitMails(x => x.to.includes(mail('mother')) && /追加/.test(x.subject + x.text));
		assert.ok(!told.text.includes(mail('father')) && !told.text.includes(child.given));
		const page = await teacher.open(`/guardians?class_id=${stack.one(`SELECT class_id FROM pupil WHERE pupil_id = ${pupil_id}`)}`);
		const row = page.all('tbody tr').find(e => e.text.includes(child.given));
		assert.match(row.text, /母/);
		assert.match(row.text, /父/);
		assert.match(row.text, /新しく追加/);
		assert.ok(!page.main.includes('@'), 'no mail address is shown');
		assert.match(page.main, /未登録/);
	});

	let receipt, number, absence;
	test('AB-01: the mother reports, checks, sends, and gets a receipt', async () => {
		const form = (await mother.open('/absences/report')).form('#main');
		assert.deepEqual(form.values('pupil_ids'), [pupil_id], 'the only child is chosen already');
		const check = await form.fill({ kind: 'absent', day: 'today', reason: 'unwell', symptoms: ['fever', 'cough'], note: '昨夜から熱が出ています。' }).submit();
		assert.equal(check.path.split('?')[0], '/absences/check');
		assert.ok(check.h1.includes(child.given) && check.h1.includes(klass.title), check.h1);
		for (const word of ['欠席', '体調不良', '発熱', '咳', '昨夜から熱が出ています。'])
			assert.ok(check.main.includes(word), word);
		assert.equal(absenceOf(stack, pupil_id), null, 'nothing is sent yet');
		const back = await check.click(/^\/absences\/report\?draft=[0-9a-f]{32}#note$/);
		assert.equal(back.form('#main').value('note'), '昨夜から熱が出ています。');
		const again = await back.form('#main').fill({ note: '昨夜から38度の熱です。' }).submit();
		assert.ok(again.main.includes('38度'));
		receipt = await again.form('/absences/send').submit();
		assert.match(receipt.path, /^\/absences\/receipt\?id=\d+$/);
		number = receipt.root.querySelector('.panel__number').text.trim();
		assert.match(number, /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
		assert.ok(receipt.main.includes('03-1234-5678'));
		absence = absenceOf(stack, pupil_id);
		assert.deepEqual([absence.state, absence.code, absence.note], ['0', 'sick', '昨夜から38度の熱です。']);
	});
	test('both guardians get a mail with the number, and no symptom, reason or name', async () => {
		const mails = await stack.waitMails(m => m.subject.includes(number), 2);
		assert.deepEqual(mails.map(m => m.to.match(/[\w-]+@example.jp/)[0]).sort(), [mail('father'), mail('mother')].sort());
		for (const m of mails) {
			assert.ok(m.text.includes(school.name));
			assert.equal(linkIn(m), receipt.path);
			for (const word of ['発熱', '咳', '熱', '38度', '体調', '病', child.given, child.family])
				assert.ok(!m.text.includes(word) && !m.subject.includes(word), word);
		}
		assert.equal(stack.mails().filter(m => m.subject.includes(number)).length, 2);
		const seen = await father.open(linkIn(mails[0]));
		assert.equal(seen.status, 200);
		assert.ok(seen.main.includes(number));
	});
	test('AB-05: the register has it at once, provisionally', async () => {
		assert.equal(stack.one(`SELECT final FROM register_entry WHERE absence_id = ${absence.absence_id}`), '0');
		const page = await teacher.open(`/absences/register?class_id=${absence.class_id}&month=${day(stack).slice(0, 7)}`);
		const row = page.all('tbody tr').find(e => e.text.includes(child.given));
		assert.match(row.text, /\(病\)/);
		assert.equal(row.querySelector('.register__total--first').text.trim(), '0', 'not counted before the approval');
	});
	test('the mother corrects, and the history tells both', async () => {
		const page = await mother.open(`/absences/correct?id=${absence.absence_id}`);
		const view = await page.form('#main').fill({ note: '病院へ行きます。' }).submit();
		assert.equal(view.path, `/absences/view?id=${absence.absence_id}`);
		assert.ok(view.main.includes('病院へ行きます。'));
		const seen = await father.open(view.path);
		assert.ok(seen.main.includes('内容を変更しました') && seen.main.includes('母'));
		assert.ok(!seen.main.includes(mail('mother')));
		await stack.waitMails(m => m.subject.includes(number) && /変更/.test(m.subject), 2);
	});
	test('AB-06: the teacher sees it first on the board, writes a note, marks the call, confirms', async () => {
		const board = await teacher.open('/absences/board');
		assert.match(board.title, /^\(1\) 欠席連絡/);
		assert.match(board.h1, /\(1\)/);
		assert.ok(board.main.includes(child.given) && board.main.includes('発熱') && board.main.includes('病院へ行きます。'));
		const entry = await teacher.open(`/absences/entry?id=${absence.absence_id}`);
		// AB-08
		const phoned = await entry.form('/absences/phoned').submit();
		assert.match(phoned.main, /電話で確認しました|電話確認/);
		const noted = await phoned.form('/absences/note').fill({ note: '給食を止めました' }).submit();
		assert.ok(noted.main.includes('給食を止めました'));
		const view = await mother.open(`/absences/view?id=${absence.absence_id}`);
		assert.ok(!view.main.includes('給食を止めました'), 'a note for staff');
		const fresh = absenceOf(stack, pupil_id);
		const done = await (await teacher.open('/absences/board')).form('/absences/confirm')
			.fill({ tickets: [((BigInt(fresh.absence_id) << 16n) | BigInt(fresh.version)).toString()] }).submit();
		assert.match(done.main, /1件を確認済みにしました/);
		assert.doesNotMatch(done.h1, /\(1\)/);
		assert.equal(absenceOf(stack, pupil_id).state, '1');
	});
	test('AB-05: the manager looks, approves once, and the register shows it', async () => {
		const list = await manager.open('/absences/approve');
		assert.ok(list.main.includes(child.given) && list.main.includes('病院へ行きます。') && list.main.includes('確認済'));
		const check = await list.form('#main').fill({ tickets: list.form('#main').options('tickets') }).submit();
		assert.match(check.h1, /1件を出席簿に反映しますか/);
		assert.equal(absenceOf(stack, pupil_id).state, '1', 'nothing happened yet');
		const done = await check.form('/absences/approve/commit').submit();
		assert.match(done.main, /1件を出席簿に反映しました/);
		assert.equal(absenceOf(stack, pupil_id).state, '2');
		const page = await manager.open(`/absences/register?class_id=${absence.class_id}`);
		const row = page.all('tbody tr').find(e => e.text.includes(child.given));
		assert.match(row.text, /病/);
		assert.doesNotMatch(row.text, /\(病\)/);
		assert.equal(row.querySelector('.register__total--first').text.trim(), '1');
	});
	test('the parents see three lamps lit, with times', async () => {
		for (const b of [mother, father]) {
			for (const path of ['/absences', `/absences/view?id=${absence.absence_id}`]) {
				const shown = lamps(await b.open(path)).slice(0, 3);
				assert.deepEqual(shown.map(l => l[0]), [true, true, true], path);
				assert.deepEqual(shown.map(l => l[1]), ['受付済', '担任確認済', '出席簿に反映済']);
				for (const [, , time] of shown)
					assert.match(time, /\d{1,2}:\d{2}/);
			}
		}
		const acts = stack.sql(`SELECT act FROM absence_history WHERE absence_id = ${absence.absence_id} ORDER BY absence_history_id`).map(r => r[0]);
		assert.deepEqual(acts, ['0', '1', '4', '7', '3', '5']);
		const audited = stack.sql(`SELECT act FROM audit_event WHERE object = 6 AND object_id = ${absence.absence_id} ORDER BY audit_event_id`).map(r => r[0]);
		assert.deepEqual(audited, ['16', '17', '20', '21', '19', '22']);
		assert.equal(stack.count(`SELECT COUNT(*) FROM audit_event WHERE detail LIKE '%熱%' OR detail LIKE '%${child.given}%'`), 0);
	});
	test('the school ends the link of the father, who then sees nothing', async () => {
		const list = await manager.open(`/guardians?class_id=${absence.class_id}`);
		const row = list.all('tbody tr').find(e => e.text.includes(child.given));
		const link = row.querySelectorAll('li').find(e => e.text.includes('父 二')).querySelector('a').getAttribute('href');
		const end = await manager.open(link);
		assert.ok(end.main.includes(child.given) && end.main.includes('父'));
		const done = await end.form('/guardians/end').submit();
		assert.equal(done.path.split('?')[0], '/guardians');
		await stack.waitMails(m => m.to.includes(mail('father')) && !m.subject.includes(number) && m.text.includes(school.name));
		assert.equal((await father.open(`/absences/view?id=${absence.absence_id}`)).status, 404);
		assert.ok(!(await father.open('/absences')).main.includes(child.given));
		assert.equal((await mother.open(`/absences/view?id=${absence.absence_id}`)).status, 200);
	});
});

describe('registration', () => {
	const spare = (n = 1) => newPupils(stack, n);
	async function toPerson(browser, pupil)
	{
		return (await browser.open('/register')).form('#main').fill({ code: newSheet(stack, { pupil_id: pupil.pupil_id }) }).submit();
	}
	test('a brother at another school is added to the own account, with the relationship only', async () => {
		const [one] = spare(), [other] = newPupils(stack, 1, `p.school_id <> ${one.school_id}`);
		const a = newParent(stack, [one]), b = await signedIn(stack, a);
		const page = await toPerson(b, other);
		assert.equal(page.path.split('?')[0], '/register/child');
		assert.deepEqual(page.form('#main').names().filter(n => !['csrf', 'request_key'].includes(n)).sort(), ['code', 'relationship']);
		const home = await page.form('#main').fill({ relationship: page.form('#main').options('relationship')[0] }).submit();
		assert.equal(home.path.split('?')[0], '/absences');
		assert.ok(home.main.includes(one.given_name) && home.main.includes(other.given_name));
		const again = await toPerson(b, other);
		assert.match(again.main, /すでに登録されています/);
		assert.equal(stack.count(`SELECT COUNT(*) FROM guardian WHERE pupil_id = ${other.pupil_id}`), 1);
		const both = await report(b, [one, other]);
		assert.ok(both.main.includes(one.given_name) && both.main.includes(other.given_name));
	});
	test('four guardians at most', async () => {
		const [pupil] = spare();
		for (let i = 0; i < 4; i++)
			newParent(stack, [pupil], { relationship: i });
		const b = await signedIn(stack, newParent(stack, spare()));
		const page = await toPerson(b, pupil);
		assert.match(page.main, /4人の保護者/);
		assert.equal((await toPerson(new Browser(stack), pupil)).has('#main'), false);
		const forged = await b.post('/register/child', { csrf: await b.csrf(), code: newSheet(stack, { pupil_id: pupil.pupil_id }), relationship: 'mother' });
		assert.notEqual(forged.location?.split('?')[0], '/absences');
		assert.equal(stack.count(`SELECT COUNT(*) FROM guardian WHERE pupil_id = ${pupil.pupil_id} AND live = 1`), 4);
	});
	test('a fifth at the same moment does not slip in', async () => {
		const [pupil] = spare();
		for (let i = 0; i < 3; i++)
			newParent(stack, [pupil], { relationship: i });
		const sheet = newSheet(stack, { pupil_id: pupil.pupil_id });
		const forms = [];
		for (let i = 0; i < 3; i++) {
			const b = await signedIn(stack, newParent(stack, spare()));
			const page = await (await b.open('/register')).form('#main').fill({ code: sheet }).submit();
			forms.push(page.form('#main').fill({ relationship: page.form('#main').options('relationship')[4] }));
		}
		await Promise.all(forms.map(f => f.send()));
		assert.equal(stack.count(`SELECT COUNT(*) FROM guardian WHERE pupil_id = ${pupil.pupil_id} AND live = 1`), 4);
	});
	test('a mistyped, an expired, an ended and an unknown code', async () => {
		const [pupil] = spare(), b = new Browser(stack);
		const good = newSheet(stack, { pupil_id: pupil.pupil_id });
		const off = good.slice(0, -1) + (Number(good.at(-1)) + 1) % 10;
		const expired = newSheet(stack, { pupil_id: pupil.pupil_id }, 'UTC_TIMESTAMP(6) - INTERVAL 1 SECOND');
		const ended = newSheet(stack, { pupil_id: pupil.pupil_id });
		stack.sql(`UPDATE code_sheet SET ended_at = UTC_TIMESTAMP(6) WHERE code_hash = UNHEX(SHA2('${ended}', 256))`);
		const staff = newSheet(stack, { account_id: 1 });
		for (const c of [off, expired, ended, good.slice(0, 15), '', staff]) {
			const page = await (await b.open('/register')).form('#main').fill({ code: c }).submit();
			assert.equal(page.status, 422, c);
			assert.equal(page.errors.length, 1);
			assert.equal((await b.open(`/register/person?code=${c}`)).text.includes('続柄'), false, c);
		}
		assert.match((await (await b.open('/register')).form('#main').fill({ code: off }).submit()).errors[0], /もう一度確かめて/);
	});
	test('an address that has an account: the same answer, and a mail that says so', async () => {
		const a = newParent(stack, spare()), [pupil] = spare(), b = new Browser(stack);
		const page = await toPerson(b, pupil);
		const sent = await page.form('#main').fill({ mail: a.login, password, family_name: 'だれか', relationship: page.form('#main').options('relationship')[0], consent: '1' }).submit();
		assert.equal(sent.path, '/register/sent');
		const [m] = await stack.waitMails(x => x.to.includes(a.login));
		assert.doesNotMatch(linkIn(m), /token=/);
		assert.equal(stack.count(`SELECT COUNT(*) FROM guardian WHERE pupil_id = ${pupil.pupil_id}`), 0);
	});
	test('a link works once and for 30 minutes', async () => {
		const [pupil] = spare(), b = new Browser(stack), address = mail(`once-${pupil.pupil_id}`);
		const page = await toPerson(b, pupil);
		await page.form('#main').fill({ mail: address, password, family_name: '一度', relationship: page.form('#main').options('relationship')[0], consent: '1' }).submit();
		const [m] = await stack.waitMails(x => x.to.includes(address));
		const form = (await b.open(linkIn(m))).form('/register/confirm');
		await Promise.all([form.send(), form.send()]);
		assert.equal(stack.count(`SELECT COUNT(*) FROM account WHERE login_id = '${address}'`), 1);
		assert.equal(stack.count(`SELECT COUNT(*) FROM guardian WHERE pupil_id = ${pupil.pupil_id}`), 1);
		assert.match((await new Browser(stack).open(linkIn(m))).main, /使い終わったか/);
		const [late] = spare(), other = mail(`late-${late.pupil_id}`);
		const again = await toPerson(new Browser(stack), late);
		await again.form('#main').fill({ mail: other, password, family_name: '遅', relationship: again.form('#main').options('relationship')[0], consent: '1' }).submit();
		const [n] = await stack.waitMails(x => x.to.includes(other));
		stack.sql(`UPDATE mail_token SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE mail = '${other}'`);
		assert.match((await new Browser(stack).open(linkIn(n))).main, /30分を過ぎて/);
		assert.equal(stack.count(`SELECT COUNT(*) FROM account WHERE login_id = '${other}'`), 0);
	});
	test('SN-21: staff do not become parents under their staff account', async () => {
		const [pupil] = spare(), b = await signedIn(stack, newStaff(stack, 'teacher', pupil.school_id));
		const page = await b.open('/register');
		assert.equal(page.status, 403);
		assert.match(page.main, /保護者/);
		assert.equal((await b.post('/register/child', { csrf: await b.csrf(), code: newSheet(stack, { pupil_id: pupil.pupil_id }), relationship: 'mother' })).status, 403);
	});
	test('a new sheet ends the earlier one', async () => {
		const [pupil] = spare(), t = await signedIn(stack, newStaff(stack, 'teacher', pupil.school_id, [pupil.class_id]));
		const print = async () => digitsOf((await (await t.open(`/sheets/class?class_id=${pupil.class_id}`)).form('/sheets/print')
			.fill({ pupil_ids: [pupil.pupil_id] }).submit()).root.querySelector('.sheet'));
		const first = await print(), second = await print();
		assert.notEqual(first, second);
		assert.equal((await (await new Browser(stack).open('/register')).form('#main').fill({ code: first }).submit()).status, 422);
		assert.equal((await (await new Browser(stack).open('/register')).form('#main').fill({ code: second }).submit()).path.split('?')[0], '/register/person');
	});
});

describe('reports', () => {
	async function family(n = 1)
	{
		const pupils = newPupils(stack, n);
		return { pupils, browser: await signedIn(stack, newParent(stack, pupils)) };
	}
	test('AB-02: late and early leaving, with a time', async () => {
		const { pupils: [a, b], browser } = await family(2);
		await report(browser, [a], { kind: 'late', at: '９時３０分'.replace('時', ':').replace('分', ''), reason: 'hospital' });
		await report(browser, [b], { kind: 'early', at: '1430', reason: 'family' });
		assert.deepEqual([absenceOf(stack, a.pupil_id).at_minute, absenceOf(stack, a.pupil_id).code], ['570', 'late']);
		assert.deepEqual([absenceOf(stack, b.pupil_id).at_minute, absenceOf(stack, b.pupil_id).code], ['870', 'early']);
	});
	test('the proposed code follows the reason, and is never a suspension', async () => {
		for (const [reason, code] of [['unwell', 'sick'], ['hospital', 'sick'], ['infection', 'sick'], ['mourning', 'mourning'], ['family', 'other'], ['other', 'other']]) {
			const { pupils, browser } = await family();
			await report(browser, pupils, { reason });
			assert.equal(absenceOf(stack, pupils[0].pupil_id).code, code, reason);
		}
	});
	test('several days count Monday to Friday only, and at most 14 days ahead', async () => {
		const { pupils, browser } = await family();
		const first = day(stack, 1), last = day(stack, 14);
		await report(browser, pupils, { day: 'tomorrow', until_on: last });
		const days = stack.sql(`SELECT on_date, WEEKDAY(on_date) FROM absence WHERE pupil_id = ${pupils[0].pupil_id} ORDER BY 1`);
		assert.ok(days.length >= 9 && days.length <= 10, `${days.length}`);
		assert.ok(days.every(([d, w]) => Number(w) < 5 && d >= first && d <= last));
		assert.equal(new Set(stack.sql(`SELECT receipt_id FROM absence WHERE pupil_id = ${pupils[0].pupil_id}`).flat()).size, 1);
		const far = (await browser.open('/absences/report')).form('#main').fill({ kind: 'absent', day: 'other', other_on: day(stack, 15), reason: 'unwell' });
		assert.equal((await far.submit()).status, 422);
		const before = (await browser.open('/absences/report')).form('#main').fill({ kind: 'absent', day: 'other', other_on: day(stack, 3), until_on: day(stack, 2), reason: 'unwell' });
		assert.match((await before.submit()).errors.join(), /最後の日/);
	});
	test('a day that is past is refused', async () => {
		const { browser } = await family();
		const yesterday = new Date(Date.now() + 9 * 3600e3 - 86400e3).toISOString().slice(0, 10);
		const page = await (await browser.open('/absences/report')).form('#main').fill({ kind: 'absent', day: 'other', other_on: yesterday, reason: 'unwell' }).submit();
		assert.equal(page.status, 422);
	});
	test('withdrawn before the confirmation: gone from the register, told by mail, and the day is free again', async () => {
		const { pupils: [p], browser } = await family();
		await report(browser, [p]);
		const a = absenceOf(stack, p.pupil_id);
		const view = await (await browser.open(`/absences/withdraw?id=${a.absence_id}`)).form('#main').submit();
		assert.equal(view.path, `/absences/view?id=${a.absence_id}`);
		assert.match(view.main, /取り下げ/);
		assert.equal(stack.count(`SELECT COUNT(*) FROM register_entry WHERE pupil_id = ${p.pupil_id}`), 0);
		const number = stack.one(`SELECT number FROM receipt WHERE receipt_id = ${a.receipt_id}`);
		await stack.waitMails(m => m.subject.includes(number) && /取り下げ/.test(m.subject));
		await report(browser, [p], { kind: 'late', at: '10:00' });
		assert.equal(absenceOf(stack, p.pupil_id).kind, '1');
	});
	test('AB-05: a rejection needs a reason, leaves the register, and the parent reads the reason', async () => {
		const { pupils: [p], browser } = await family();
		const boss = await signedIn(stack, newStaff(stack, 'school-manager', p.school_id));
		await report(browser, [p]);
		const a = absenceOf(stack, p.pupil_id);
		const page = await boss.open(`/absences/reject?id=${a.absence_id}`);
		assert.equal((await page.form('#main').submit()).status, 422);
		assert.equal((await page.form('#main').fill({ reason: 'あ'.repeat(301) }).submit()).status, 422);
		await page.form('#main').fill({ reason: '登校しています。電話で確認しました。' }).submit();
		assert.equal(absenceOf(stack, p.pupil_id).state, '3');
		assert.equal(stack.count(`SELECT COUNT(*) FROM register_entry WHERE pupil_id = ${p.pupil_id}`), 0);
		const view = await browser.open(`/absences/view?id=${a.absence_id}`);
		assert.ok(view.main.includes('登校しています。電話で確認しました。'));
		const number = stack.one(`SELECT number FROM receipt WHERE receipt_id = ${a.receipt_id}`);
		const [m] = await stack.waitMails(x => x.subject.includes(number) && /記録され/.test(x.subject));
		assert.ok(!m.text.includes('登校しています'));
	});
	test('the manager changes the proposed code, approves many at once, and one alone without the teacher', async () => {
		const { pupils, browser } = await family(3);
		const boss = await signedIn(stack, newStaff(stack, 'school-manager', pupils[0].school_id));
		await report(browser, pupils, { reason: 'infection' });
		const [a] = pupils.map(p => absenceOf(stack, p.pupil_id));
		const entry = await boss.open(`/absences/entry?id=${a.absence_id}`);
		assert.ok(entry.form('/absences/code').options('code').includes('suspend'));
		await entry.form('/absences/code').fill({ code: 'suspend' }).submit();
		assert.equal((await boss.post('/absences/code', { csrf: await boss.csrf(), id: a.absence_id, version: 1, code: 'nonsense' })).status, 400);
		const list = await boss.open(`/absences/approve?class_id=${a.class_id}`);
		const mine = pupils.map(p => absenceOf(stack, p.pupil_id)).map(x => (BigInt(x.absence_id) << 16n | BigInt(x.version)).toString());
		const check = await list.form('#main').fill({ tickets: mine }).submit();
		assert.match(check.h1, /3件/);
		await check.form('/absences/approve/commit').submit();
		assert.deepEqual(pupils.map(p => absenceOf(stack, p.pupil_id).state), ['2', '2', '2']);
		assert.deepEqual(stack.sql(`SELECT code, final FROM register_entry WHERE pupil_id IN (${pupils.map(p => p.pupil_id)}) ORDER BY pupil_id`),
			[['suspend', '1'], ['sick', '1'], ['sick', '1']]);
		const register = await boss.open(`/absences/register?class_id=${a.class_id}`);
		const row = register.all('tbody tr').find(e => e.text.includes(pupils[0].given_name));
		assert.match(row.text, /停/);
		assert.equal(row.querySelector('.register__total--first').text.trim(), '0');
		await report(browser, pupils, { day: 'tomorrow' });
		const empty = await (await boss.open('/absences/approve')).form('#main').fill({ tickets: null }).submit();
		assert.equal(empty.status, 422);
		assert.match(empty.errors.join(), /選んで/);
	});
	test('the board can be filtered, its refreshing stopped, and an unknown day is told', async () => {
		const [p] = newPupils(stack, 1), b = await signedIn(stack, newStaff(stack, 'teacher', p.school_id, [p.class_id]));
		const page = await b.open('/absences/board');
		assert.ok(page.root.querySelector('noscript meta[http-equiv=refresh]'));
		const still = await b.open('/absences/board?refresh=off');
		assert.equal(still.root.querySelector('meta[http-equiv=refresh]'), null);
		assert.ok((await page.form('form.toolbar').fill({ on: '4/7' }).submit()).main.includes('4月7日'));
		assert.match((await page.form('form.toolbar').fill({ on: 'いつか' }).submit()).main, /日付を/);
	});
});
