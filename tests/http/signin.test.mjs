// signin.test.mjs -- signing in and out, passwords, sessions and time-outs, on a
// clock that the test moves forward.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { useStack } from '../support/stack.mjs';
import { Browser } from '../support/browser.mjs';
import { demoAccounts, digits, newPupils, loginOf, newParent, newSheet, newStaff, quote, signedIn } from '../support/people.mjs';

const stack = await useStack({ name: 'clock', clock: true });
let offset = 0;

/** So many minutes later. */
function later(minutes)
{
	offset += minutes * 60;
	stack.setClock(`+${offset}`);
}

const wrong = /ログインできませんでした/;
const someParent = (columns = {}) => newParent(stack, newPupils(stack, 1), columns);
function someStaff(role = 'teacher', columns = {})
{
	const [p] = newPupils(stack, 1);
	return newStaff(stack, role, p.school_id, [p.class_id], columns);
}
const isOut = async b => /^\/signin\?/.test((await b.get('/account')).location ?? '');

describe('signing in', () => {
	test('leads a parent to the children and a teacher to the board', async () => {
		const parent = await signedIn(stack, someParent());
		assert.equal((await parent.open('/')).path, '/');
		const b = new Browser(stack);
		const page = await b.signIn(someStaff().login, demoAccounts(stack, 'parent')[0].password);
		assert.equal(page.path.split('?')[0], '/absences/board');
	});
	test('leads back to the page that asked for it', async () => {
		const a = someParent(), b = new Browser(stack);
		const page = await b.open('/absences/report');
		assert.match(page.main, /ログインしてください/);
		const after = await page.form('#main').fill({ login_id: a.login, password: a.password }).submit();
		assert.equal(after.path, '/absences/report');
	});
	test('capitals in a mail address do not matter', async () => {
		const a = someParent(), b = new Browser(stack);
		assert.equal((await b.signIn(a.login.toUpperCase(), a.password)).status, 200);
		assert.ok(b.cookies.has('__Host-session'));
	});
	test('the same sentence for an unknown ID, a wrong password, a suspended and a sleeping account', async () => {
		const suspended = someParent(), sleeping = someStaff(), known = someParent();
		stack.sql(`UPDATE account SET state = 2 WHERE account_id = ${suspended.account_id};
			UPDATE account SET state = 0, password_hash = NULL WHERE account_id = ${sleeping.account_id}`);
		const pages = [];
		for (const [login, password] of [['nobody@example.jp', 'x'.repeat(12)], [known.login, 'wrong password'],
			[suspended.login, suspended.password], [sleeping.login, sleeping.password]]) {
			const b = new Browser(stack);
			const page = await b.signIn(login, password);
			assert.equal(page.status, 422);
			assert.ok(!b.cookies.has('__Host-session'));
			assert.equal(page.form('#main').value('login_id'), login);
			assert.equal(page.form('#main').value('password'), '');
			pages.push(page.main.replace(login, ''));
		}
		assert.match(pages[0], wrong);
		assert.equal(new Set(pages).size, 1, pages.join('\n'));
	});
	test('the same amount of work for an unknown ID', async () => {
		const known = someParent();
		const time = async login => {
			const b = new Browser(stack), form = (await b.open('/signin')).form('#main').fill({ login_id: login, password: 'wrong password' });
			const start = performance.now();
			await form.send();
			return performance.now() - start;
		};
		// The least of several, in turn: other work on the machine only adds.
		let unknown = Infinity, there = Infinity;
		for (let i = 0; i < 9; i++) {
			unknown = Math.min(unknown, await time(`unknown-${i}@example.jp`));
			there = Math.min(there, await time(known.login));
		}
		assert.ok(unknown > there / 2 && there > unknown / 2, `${unknown} ms, ${there} ms`);
	});
	test('a new session has a new token, and the old one is over', async () => {
		const a = someParent(), b = await signedIn(stack, a);
		const old = b.twin();
		const token = b.cookies.get('__Host-session');
		const login = new Browser(stack);
		login.cookies.set('__Host-session', 'A'.repeat(43));
		await login.signIn(a.login, a.password);
		assert.notEqual(login.cookies.get('__Host-session'), 'A'.repeat(43));
		assert.notEqual(login.cookies.get('__Host-session'), token);
		assert.ok(!await isOut(old));
		assert.equal(stack.count(`SELECT COUNT(*) FROM session WHERE HEX(token_hash) LIKE '%${Buffer.from(token).toString('hex')}%'`), 0);
	});
	test('empty fields: a sentence at each, and the ID stays', async () => {
		const b = new Browser(stack);
		const page = await b.signIn('', '');
		assert.equal(page.status, 422);
		assert.equal(page.errors.length, 2);
		assert.equal((await b.signIn('someone@example.jp', '')).form('#main').value('login_id'), 'someone@example.jp');
	});
});

describe('guessing', () => {
	test('is stopped for the account, while the own browser of the person keeps working', async () => {
		const a = someParent(), own = await signedIn(stack, a), guesser = new Browser(stack);
		await own.open('/help').then(() => own.post('/signout', {}));
		let refusals = 0;
		for (let i = 0; i < 12; i++) {
			const page = await guesser.signIn(a.login, `wrong password ${i}`);
			if (page.status === 429) {
				refusals++;
				assert.match(page.main, /分ほど待って/);
				assert.ok(Number(page.headers['retry-after']) > 0);
			} else {
				assert.match(page.main, wrong);
			}
		}
		assert.ok(refusals > 0 && refusals <= 3, `${refusals}`);
		assert.equal((await guesser.signIn(a.login, a.password)).status, 429);
		assert.equal((await new Browser(stack).signIn(a.login, a.password)).status, 429);
		own.cookies.delete('__Host-session');
		assert.equal((await own.signIn(a.login, a.password)).status, 200);
		assert.ok(own.cookies.has('__Host-session'));
		later(20);
		const again = new Browser(stack);
		assert.equal((await again.signIn(a.login, a.password)).status, 200);
		assert.ok(again.cookies.has('__Host-session'));
	});
	test('is stopped in the own browser too, when it guesses there', async () => {
		const a = someParent(), own = await signedIn(stack, a);
		own.cookies.delete('__Host-session');
		let last;
		for (let i = 0; i < 12; i++)
			last = await own.signIn(a.login, `wrong password ${i}`);
		assert.equal(last.status, 429);
		later(40);
	});
	test('of activation codes is stopped', async () => {
		const b = new Browser(stack);
		let last;
		for (let i = 0; i < 12; i++)
			last = await (await b.open('/activate')).form('#main')
				.fill({ code: digits(20), password: 'a long enough one', again: 'a long enough one' }).send();
		assert.equal(last.status, 429);
		later(40);
	});
});

describe('signing out', () => {
	test('ends the session, and Back shows nothing', async () => {
		const b = await signedIn(stack, someParent()), before = b.twin();
		const page = await b.open('/absences');
		assert.match(page.headers['cache-control'], /no-store/);
		const out = await page.form('/signout').submit();
		assert.match(out.main, /ログアウトしました/);
		assert.ok(!b.cookies.has('__Host-session'));
		assert.ok(await isOut(b));
		assert.ok(await isOut(before));
		assert.match((await before.get('/absences')).location, /^\/signin\?next=%2Fabsences/);
	});
	test('twice is harmless', async () => {
		const b = await signedIn(stack, someParent());
		const form = (await b.open('/absences')).form('/signout');
		await form.submit();
		assert.ok([303, 403].includes((await form.send()).status));
	});
});

describe('password change', () => {
	const next = 'もっと長い合言葉 2026';
	async function change(b, current, password, again = password)
	{
		return (await b.open('/account/password')).form('#main').fill({ current, password, again }).submit();
	}
	test('ends the other sessions, keeps this one, and sends a mail', async () => {
		const a = someParent(), b = await signedIn(stack, a), other = await signedIn(stack, a);
		const page = await change(b, a.password, next);
		assert.equal(page.path.split('?')[0], '/account');
		assert.match(page.main, /パスワードを変えました/);
		assert.ok(!await isOut(b));
		assert.ok(await isOut(other));
		assert.equal((await new Browser(stack).signIn(a.login, a.password)).status, 422);
		assert.equal((await new Browser(stack).signIn(a.login, next)).status, 200);
		const [mail] = await stack.waitMails(m => m.to.includes(a.login) && /パスワードが変わりました/.test(m.subject));
		assert.ok(!mail.text.includes(next));
	});
	test('is refused with a sentence at its field', async () => {
		const a = someStaff(), b = await signedIn(stack, a);
		for (const [current, password, again, field, sentence] of [
			['wrong password', next, next, 'current', /今のパスワードが違います/],
			[a.password, 'short', 'short', 'password', /10文字以上/],
			[a.password, '1234567890', '1234567890', 'password', /推測されやすい/],
			[a.password, a.login, a.login, 'password', /推測されやすい|10文字以上/],
			[a.password, 'x'.repeat(201), 'x'.repeat(201), 'password', /200|10文字/],
			[a.password, next, `${next}!`, 'again', /2回の入力が違います/],
		]) {
			const page = await change(b, current, password, again);
			assert.equal(page.status, 422, field);
			assert.match(page.errors.join(), sentence);
			assert.ok(page.root.querySelector(`#${field}`).getAttribute('aria-invalid'), field);
			assert.ok(!page.html.includes(password) || password === a.login);
		}
		assert.equal((await new Browser(stack).signIn(a.login, a.password)).status, 200);
	});
	test('guessing the present one is stopped', async () => {
		const a = someStaff(), b = await signedIn(stack, a);
		let last;
		for (let i = 0; i < 13; i++) {
			const page = await b.open('/account/password');
			last = page.has('#main') ? await page.form('#main').fill({ current: `wrong ${i}`, password: next, again: next }).submit() : page;
			if (last.status === 429)
				break;
		}
		assert.equal(last.status, 429);
		later(40);
	});
});

describe('a forgotten password', () => {
	const link = mail => mail.text.match(/https:\S+/)[0].slice(stack.url.length);
	const ask = async login => (await new Browser(stack).open('/forgot')).form('#main').fill({ login_id: login }).submit();
	async function asked(a)
	{
		const n = stack.mails().filter(m => m.to.includes(a.mailTo ?? a.login)).length;
		await ask(a.login);
		return (await stack.waitMails(m => m.to.includes(a.mailTo ?? a.login), n + 1)).at(-1);
	}
	test('the answer is the same for a known and an unknown address', async () => {
		const a = someParent();
		const known = await ask(a.login), unknown = await ask('nobody-knows@example.jp');
		assert.equal(known.path, '/forgot/sent');
		assert.equal(unknown.path, known.path);
		assert.equal(unknown.main, known.main);
		assert.equal(stack.count("SELECT COUNT(*) FROM outbox WHERE mail = 'nobody-knows@example.jp'"), 0);
	});
	test('a link sets a new password once and ends all sessions', async () => {
		const a = someParent(), b = await signedIn(stack, a);
		const path = link(await asked(a));
		assert.match(path, /^\/reset\?token=[\w-]{43}$/);
		const fresh = new Browser(stack);
		const form = (await fresh.open(path)).form('#main').fill({ password: 'ひみつの合言葉です。', again: 'ひみつの合言葉です。' });
		const done = await form.submit();
		assert.equal(done.path.split('?')[0], '/signin');
		assert.match(done.main, /新しいパスワードを登録しました/);
		assert.ok(await isOut(b));
		assert.equal((await new Browser(stack).signIn(a.login, 'ひみつの合言葉です。')).status, 200);
		const again = await new Browser(stack).open(path);
		assert.match(again.h1, /このリンクは使えません/);
		const sent = await form.submit();
		assert.ok(!/登録しました/.test(sent.main) || sent.status !== 200);
		assert.equal((await new Browser(stack).signIn(a.login, a.password)).status, 422);
	});
	test('looking at the link does not use it up; 30 minutes later it is over', async () => {
		const a = someParent(), path = link(await asked(a));
		for (let i = 0; i < 2; i++)
			assert.ok((await new Browser(stack).open(path)).has('#main'));
		later(29);
		const form = (await new Browser(stack).open(path)).form('#main');
		later(2);
		assert.match((await new Browser(stack).open(path)).h1, /このリンクは使えません/);
		const late = await form.fill({ password: 'ひみつの合言葉です。', again: 'ひみつの合言葉です。' }).submit();
		assert.match(late.h1, /このリンクは使えません/);
		assert.equal((await new Browser(stack).signIn(a.login, a.password)).status, 200);
	});
	test('two at once use it once', async () => {
		const a = someParent(), path = link(await asked(a));
		const forms = await Promise.all([0, 1].map(async i => (await new Browser(stack).open(path)).form('#main')
			.fill({ password: `合言葉その${i} です よ`, again: `合言葉その${i} です よ` })));
		await Promise.all(forms.map(f => f.send()));
		const works = [];
		for (const i of [0, 1])
			works.push((await new Browser(stack).signIn(a.login, `合言葉その${i} です よ`)).status);
		assert.deepEqual(works.sort(), [200, 422]);
	});
	test('a wrong token, and the mail holds no name', async () => {
		assert.match((await new Browser(stack).open(`/reset?token=${'A'.repeat(43)}`)).h1, /このリンクは使えません/);
		const a = someParent({ family: '秘密野' }), mail = await asked(a);
		assert.ok(!mail.text.includes('秘密野'));
	});
	test('a member of staff without mail gets none', async () => {
		const a = someStaff();
		assert.equal((await ask(a.login)).path, '/forgot/sent');
		assert.equal(stack.count(`SELECT COUNT(*) FROM outbox WHERE account_id = ${a.account_id}`), 0);
	});
});

describe('sessions', () => {
	test('the list shows this browser first, no addresses, and ends the others', async () => {
		const a = someParent();
		const b = await signedIn(stack, a, { agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1' });
		const other = await signedIn(stack, a, { agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36' });
		const page = await b.open('/account/sessions');
		const items = page.all('main li').map(e => e.text);
		assert.equal(items.length, 2);
		assert.match(items[0], /この端末/);
		assert.match(items[0], /iPhone|Safari/);
		assert.match(items[1], /Chrome|Windows/);
		assert.ok(!page.main.includes('127.0.0.1'));
		const done = await page.form('/account/sessions/end').submit();
		assert.match(done.main, /ログアウトさせました/);
		assert.ok(await isOut(other));
		assert.ok(!await isOut(b));
	});
});

describe('activation of a staff account', () => {
	const password = '学校の長い合言葉 2026';
	function sleeping()
	{
		const a = someStaff();
		stack.sql(`UPDATE account SET state = 0, password_hash = NULL WHERE account_id = ${a.account_id}`);
		return a;
	}
	const fill = async (b, code, more = {}) => (await b.open('/activate')).form('#main').fill({ code, password, again: password, ...more }).submit();
	test('with the code of the sheet, typed with spaces or full-width digits', async () => {
		for (const shape of [c => c.match(/.{4}/g).join(' '), c => c.replace(/\d/g, d => String.fromCharCode(0xff10 + Number(d))), c => c.match(/.{5}/g).join('-')]) {
			const a = sleeping(), code = newSheet(stack, { account_id: a.account_id }), b = new Browser(stack);
			const page = await fill(b, shape(code));
			assert.equal(page.path.split('?')[0], '/absences/board', page.errors.join());
			assert.equal(stack.one(`SELECT state FROM account WHERE account_id = ${a.account_id}`), '1');
			const again = await fill(new Browser(stack), code);
			assert.equal(again.status, 422);
			assert.equal((await new Browser(stack).signIn(a.login, password)).status, 200);
			assert.equal(stack.count(`SELECT COUNT(*) FROM audit_event WHERE act = 8 AND object_id = ${a.account_id}`), 1);
		}
	});
	test('a mistyped digit is told before anything is tried', async () => {
		const a = sleeping(), code = newSheet(stack, { account_id: a.account_id });
		const off = code.slice(0, -1) + (Number(code.at(-1)) + 1) % 10;
		const page = await fill(new Browser(stack), off);
		assert.equal(page.status, 422);
		assert.match(page.errors.join(), /もう一度確かめて/);
		assert.equal(page.form('#main').value('code'), off);
	});
	test('an expired sheet, a sheet for a child', async () => {
		const a = sleeping(), code = newSheet(stack, { account_id: a.account_id }, "UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE");
		assert.equal((await fill(new Browser(stack), code)).status, 422);
		const [pupil] = newPupils(stack, 1);
		assert.equal((await fill(new Browser(stack), newSheet(stack, { pupil_id: pupil.pupil_id }))).status, 422);
		assert.equal(stack.one(`SELECT state FROM account WHERE account_id = ${a.account_id}`), '0');
	});
	test('with a mail address: it counts only after the link was opened', async () => {
		const a = sleeping(), code = newSheet(stack, { account_id: a.account_id }), mail = `t${a.account_id}@example.jp`;
		const b = new Browser(stack);
		await fill(b, code, { mail });
		assert.equal(stack.one(`SELECT mail FROM account WHERE account_id = ${a.account_id}`), null);
		const [m] = await stack.waitMails(x => x.to.includes(mail));
		const path = m.text.match(/https:\S+/)[0].slice(stack.url.length);
		assert.match(path, /^\/account\/mail\/confirm\?token=/);
		await (await b.open(path)).form('/account/mail/confirm').submit();
		assert.equal(stack.one(`SELECT mail FROM account WHERE account_id = ${a.account_id}`), mail);
	});
	test('a staff member changes the mail address with the password', async () => {
		const a = someStaff(), b = await signedIn(stack, a), mail = `u${a.account_id}@example.jp`;
		assert.equal((await (await b.open('/account/mail')).form('#main').fill({ mail, current: 'wrong password' }).submit()).status, 422);
		const page = await (await b.open('/account/mail')).form('#main').fill({ mail, current: a.password }).submit();
		assert.equal(page.path.split('?')[0], '/account');
		const [m] = await stack.waitMails(x => x.to.includes(mail));
		await (await b.open(m.text.match(/https:\S+/)[0].slice(stack.url.length))).form('/account/mail/confirm').submit();
		assert.equal(stack.one(`SELECT mail FROM account WHERE account_id = ${a.account_id}`), mail);
	});
});

describe('time', () => {
	test('a member of staff is out after 30 idle minutes, and what was typed comes back', async () => {
		const a = someStaff(), b = await signedIn(stack, a);
		const [pupil] = newPupils(stack, 1, `p.school_id = (SELECT school_id FROM account_role WHERE account_id = ${a.account_id})`);
		const parent = await signedIn(stack, newParent(stack, [pupil]));
		const { report, absenceOf } = await import('../support/people.mjs');
		await report(parent, [pupil], { day: 'today' });
		const id = absenceOf(stack, pupil.pupil_id).absence_id;
		const note = '電話で確認済み。明日も様子を見ます <b>&';
		const form = (await b.open(`/absences/note?id=${id}`)).form('#main').fill({ note });
		later(29);
		assert.ok(!await isOut(b));
		later(31);
		const page = await form.submit();
		assert.equal(page.path.split('?')[0], '/signin');
		assert.match(page.main, /入力した内容は残っています/);
		assert.equal(absenceOf(stack, pupil.pupil_id).staff_note, null);
		const back = await page.form('#main').fill({ login_id: a.login, password: a.password }).submit();
		assert.equal(back.path.split('?')[0], '/absences/note');
		assert.equal(back.form('#main').value('note'), note);
		await back.form('#main').submit();
		assert.equal(absenceOf(stack, pupil.pupil_id).staff_note, note);
	});
	test('the same for the report of a parent after 60 idle days', async () => {
		const pupils = newPupils(stack, 1), a = newParent(stack, pupils), b = await signedIn(stack, a);
		const form = (await b.open('/absences/report')).form('#main')
			.fill({ pupil_ids: [pupils[0].pupil_id], kind: 'late', day: 'today', reason: 'other', at: '9:30', note: '寝坊しました' });
		later(59 * 24 * 60);
		assert.ok(!await isOut(b.twin()));
		later(61 * 24 * 60);
		const page = await form.submit();
		assert.match(page.main, /入力した内容は残っています/);
		const back = await page.form('#main').fill({ login_id: a.login, password: a.password }).submit();
		assert.equal(back.path.split('?')[0], '/absences/report');
		const f = back.form('#main');
		assert.deepEqual([f.value('kind'), f.value('reason'), f.value('at'), f.value('note')], ['late', 'other', '9:30', '寝坊しました']);
		assert.equal((await f.submit()).path.split('?')[0], '/absences/check');
	});
	test('somebody else who signs in there does not see what was typed', async () => {
		const a = someStaff(), b = await signedIn(stack, a), other = someStaff();
		const form = (await b.open('/account/mail')).form('#main').fill({ mail: 'only-mine@example.jp', current: a.password });
		later(40);
		const page = await form.submit();
		const back = await page.form('#main').fill({ login_id: other.login, password: other.password }).submit();
		assert.ok(!back.html.includes('only-mine@example.jp'));
		assert.equal(stack.count(`SELECT COUNT(*) FROM form_draft WHERE body LIKE '%${a.password.replace(/\W.*/, '')}%'`), 0);
	});
	test('12 hours are the end for staff, however busy', async () => {
		const b = await signedIn(stack, someStaff());
		for (let i = 0; i < 28; i++) {
			later(25);
			assert.ok(!await isOut(b), `after ${(i + 1) * 25} minutes`);
		}
		later(25);
		assert.ok(await isOut(b));
	});
});

describe('rights bind at the next request', () => {
	test('a suspended account is out', async () => {
		const a = someParent(), b = await signedIn(stack, a);
		assert.ok(!await isOut(b));
		stack.sql(`UPDATE account SET state = 2 WHERE account_id = ${a.account_id}`);
		assert.ok(await isOut(b));
	});
	test('a role that was taken away no longer opens pages', async () => {
		const a = someStaff('school-manager'), b = await signedIn(stack, a);
		assert.equal((await b.get('/absences/approve')).status, 200);
		stack.sql(`UPDATE account_role SET active = 0 WHERE account_id = ${a.account_id}`);
		assert.equal((await b.get('/absences/approve')).status, 403);
		assert.equal((await b.get('/absences/board')).status, 403);
	});
	test('a guardian whose link ended no longer sees the child', async () => {
		const [pupil] = newPupils(stack, 1), a = newParent(stack, [pupil]), b = await signedIn(stack, a);
		assert.ok((await b.open('/absences')).main.includes(pupil.given_name));
		stack.sql(`UPDATE guardian SET live = NULL, ended_at = UTC_TIMESTAMP(6) WHERE account_id = ${a.account_id}`);
		const page = await b.open('/absences');
		assert.ok(!page.main.includes(pupil.given_name));
		assert.equal(page.status, 200);
		assert.equal(quote(pupil.given_name).length > 2, true);
	});
});

describe('languages', () => {
	test('public pages speak three languages, and the choice is kept', async () => {
		const b = new Browser(stack);
		for (const path of ['/', '/help', '/contact', '/accessibility', '/privacy', '/terms', '/signin', '/forgot', '/activate']) {
			const ja = await b.open(`${path}?lang=ja`), en = await b.open(`${path}?lang=en`), easy = await b.open(`${path}?lang=ja-easy`);
			assert.equal(ja.root.querySelector('html').getAttribute('lang'), 'ja');
			assert.equal(en.root.querySelector('html').getAttribute('lang'), 'en');
			assert.notEqual(en.h1, ja.h1, path);
			assert.match(en.h1, /^[\x20-\x7e\u2010-\u203a]+$/, path);
			assert.equal(easy.root.querySelector('html').getAttribute('lang'), 'ja');
		}
		await b.open('/?lang=en');
		assert.equal((await b.open('/signin')).root.querySelector('html').getAttribute('lang'), 'en');
		assert.equal((await new Browser(stack, { language: 'en-US,en;q=0.9' }).open('/')).root.querySelector('html').getAttribute('lang'), 'en');
		assert.equal((await new Browser(stack, { language: 'vi,ja;q=0.5' }).open('/')).root.querySelector('html').getAttribute('lang'), 'ja');
	});
	test('switching the language keeps what was typed and sends nothing', async () => {
		const pupils = newPupils(stack, 1), b = await signedIn(stack, newParent(stack, pupils));
		const n = stack.count('SELECT COUNT(*) FROM form_draft');
		const page = await (await b.open('/absences/report')).form('#main')
			.fill({ kind: 'early', day: 'today', reason: 'family', note: '早めに帰ります' }).force('switch_language', 'en').submit();
		assert.equal(page.status, 200);
		assert.equal(page.root.querySelector('html').getAttribute('lang'), 'en');
		const f = page.form('#main');
		assert.deepEqual([f.value('kind'), f.value('reason'), f.value('note')], ['early', 'family', '早めに帰ります']);
		assert.equal(page.errors.length, 0);
		assert.equal(stack.count('SELECT COUNT(*) FROM form_draft'), n);
	});
	test('mail comes in the language of the parent', async () => {
		const [pupil] = newPupils(stack, 1), a = newParent(stack, [pupil], { family: 'Smith' });
		const b = await signedIn(stack, a, { language: 'en' });
		const { report } = await import('../support/people.mjs');
		await report(b, [pupil]);
		const [mail] = await stack.waitMails(m => m.to.includes(a.login));
		assert.doesNotMatch(mail.text.replace(/https:\S+/g, '').replace(/\(.*?\)/g, ''), /受付|連絡|ください/);
		assert.equal(loginOf(a), a.login);
	});
});
