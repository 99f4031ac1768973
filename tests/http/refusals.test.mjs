// refusals.test.mjs -- what must not happen: other people's children and schools,
// forged, repeated, broken and hostile requests, and two people at once.
import assert from 'node:assert/strict';
import tls from 'node:tls';
import { before, describe, test } from 'node:test';
import { useStack } from '../support/stack.mjs';
import { Browser } from '../support/browser.mjs';
import { absenceOf, day, newPupils, newOfficer, newParent, newStaff, quote, report, signedIn } from '../support/people.mjs';

const stack = await useStack();
let here, there, parent, stranger, teacher, manager, otherTeacher, otherManager;

// Two schools with a pupil, a parent, a teacher and a manager each.
before(async () => {
	const schools = stack.sql('SELECT school_id FROM school WHERE active = 1 ORDER BY 1').map(r => r[0]);
	[here] = newPupils(stack, 1, `p.school_id = ${schools[0]}`);
	[there] = newPupils(stack, 1, `p.school_id = ${schools[1]}`);
	parent = await signedIn(stack, newParent(stack, [here]));
	stranger = await signedIn(stack, newParent(stack, [there]));
	teacher = await signedIn(stack, newStaff(stack, 'teacher', here.school_id, [here.class_id]));
	manager = await signedIn(stack, newStaff(stack, 'school-manager', here.school_id));
	otherTeacher = await signedIn(stack, newStaff(stack, 'teacher', there.school_id, [there.class_id]));
	otherManager = await signedIn(stack, newStaff(stack, 'school-manager', there.school_id));
	await report(parent, [here], { symptoms: ['fever'], note: '朝から熱があります' });
});

/** A pupil of the first school with a parent of its own. */
async function family(where = `p.school_id = ${here.school_id}`)
{
	const [pupil] = newPupils(stack, 1, where);
	return { pupil, browser: await signedIn(stack, newParent(stack, [pupil])) };
}

const reports = () => stack.count('SELECT COUNT(*) FROM absence');
const ticket = a => (BigInt(a.absence_id) << 16n | BigInt(a.version)).toString();
const history = (a, act) => stack.count(`SELECT COUNT(*) FROM absence_history WHERE absence_id = ${a.absence_id} AND act = ${act}`);
const refusedRows = id => stack.count(`SELECT COUNT(*) FROM audit_event WHERE act = 24 AND object_id = ${id}`);

/** The report form as a browser holds it, with a report in it. */
async function filled(browser, pupil, more = {})
{
	return (await browser.open('/absences/report')).form('#main')
		.fill({ pupil_ids: [pupil.pupil_id], kind: 'absent', day: 'today', reason: 'unwell', ...more });
}

async function checkPage(browser, pupil, more)
{
	const page = await (await filled(browser, pupil, more)).submit();
	assert.equal(page.path.split('?')[0], '/absences/check', page.main);
	return page;
}

describe('AB-04: a child of another family', () => {
	test('cannot be reported, and the try is audited', async () => {
		const form = await filled(stranger, there);
		const n = reports(), audited = refusedRows(here.pupil_id);
		const page = await form.force('pupil_ids', here.pupil_id).submit();
		assert.equal(page.status, 404);
		assert.equal(reports(), n);
		assert.equal(refusedRows(here.pupil_id), audited + 1);
		const both = await (await filled(stranger, there)).force('pupil_ids', [there.pupil_id, here.pupil_id]).submit();
		assert.equal(both.status, 404);
		assert.equal(reports(), n);
	});
	test('its report is not there for anybody else, and the try is audited', async () => {
		const a = absenceOf(stack, here.pupil_id);
		const audited = refusedRows(a.absence_id);
		for (const path of ['/absences/view', '/absences/correct', '/absences/withdraw']) {
			const page = await stranger.get(`${path}?id=${a.absence_id}`);
			assert.equal(page.status, 404, path);
			assert.ok(!page.html.includes(here.family_name) && !page.html.includes('発熱'), path);
		}
		assert.equal((await stranger.get(`/absences/receipt?id=${a.receipt_id}`)).status, 404);
		assert.ok(refusedRows(a.absence_id) >= audited + 3);
		assert.equal((await stranger.get(`/absences/report?same_id=${a.absence_id}`)).status, 404);
		assert.equal((await stranger.get(`/absences/report?child_id=${here.pupil_id}`)).status, 404);
	});
	test('its report cannot be changed or withdrawn', async () => {
		const a = absenceOf(stack, here.pupil_id);
		const csrf = await stranger.csrf();
		for (const [path, fields] of [
			['/absences/withdraw', {}],
			['/absences/correct', { kind: 'late', reason: 'other' }],
		])
			for (const query of ['', `?id=${a.absence_id}`]) {
				const page = await stranger.post(path + query, { csrf, id: a.absence_id, version: a.version, ...fields });
				assert.equal(page.status, 404, path);
			}
		assert.deepEqual(absenceOf(stack, here.pupil_id), a);
	});
	test('a draft of another parent is not there', async () => {
		const page = await checkPage(stranger, there, { day: 'tomorrow' });
		const key = page.form('/absences/send').value('key');
		assert.equal((await parent.get(`/absences/check?key=${key}`)).status, 404);
		const n = reports();
		const sent = await parent.post('/absences/send', { csrf: await parent.csrf(), key, from_on: day(stack, 1) });
		assert.equal(sent.status, 404);
		assert.equal(reports(), n);
		const shown = await parent.get(`/absences/report?draft=${key}`);
		assert.ok(!shown.html.includes(`value="${there.pupil_id}"`));
	});
});

describe('another school', () => {
	test('its class, reports and register are not there', async () => {
		const a = absenceOf(stack, here.pupil_id);
		for (const b of [otherTeacher, otherManager]) {
			assert.equal((await b.get(`/absences/board?class_id=${here.class_id}`)).status, 404);
			assert.equal((await b.get(`/absences/register?class_id=${here.class_id}`)).status, 404);
			for (const path of ['/absences/entry', '/absences/note']) {
				const page = await b.get(`${path}?id=${a.absence_id}`);
				assert.equal(page.status, 404, path);
				assert.ok(!page.html.includes(here.family_name));
			}
			assert.ok(!(await b.open('/absences/board?all=1')).html.includes(`/absences/entry?id=${a.absence_id}`));
		}
		assert.equal((await otherManager.get(`/absences/approve?class_id=${here.class_id}`)).status, 404);
		assert.equal((await otherManager.get(`/absences/reject?id=${a.absence_id}`)).status, 404);
	});
	test('its reports cannot be changed with any form', async () => {
		const a = absenceOf(stack, here.pupil_id);
		const csrf = await otherManager.csrf();
		const forms = [
			['/absences/confirm', { tickets: ticket(a) }],
			['/absences/confirm', { tickets: ticket(a), class_id: here.class_id, entry_id: a.absence_id }],
			['/absences/phoned', { id: a.absence_id }],
			['/absences/note', { id: a.absence_id, note: 'x' }],
			['/absences/code', { id: a.absence_id, version: a.version, code: 'suspend' }],
			['/absences/approve', { tickets: ticket(a) }],
			['/absences/approve/commit', { tickets: ticket(a) }],
			['/absences/reject', { id: a.absence_id, version: a.version, reason: 'x' }],
			[`/absences/reject?id=${a.absence_id}`, { id: a.absence_id, version: a.version, reason: 'x' }],
			[`/absences/note?id=${a.absence_id}`, { id: a.absence_id, note: 'x' }],
		];
		for (const [path, fields] of forms) {
			const page = await otherManager.post(path, { csrf, ...fields });
			assert.ok([200, 303, 404].includes(page.status), `${path} ${page.status}`);
			assert.ok(!page.html.includes(here.family_name), path);
		}
		assert.deepEqual(absenceOf(stack, here.pupil_id), a);
		assert.equal(stack.count(`SELECT COUNT(*) FROM absence_history WHERE absence_id = ${a.absence_id}`), 1);
	});
	test('its guardians, code sheets and staff are not there', async () => {
		const guardian = stack.one(`SELECT guardian_id FROM guardian WHERE pupil_id = ${here.pupil_id} AND live = 1`);
		for (const b of [otherTeacher, otherManager])
			assert.equal((await b.get(`/guardians?class_id=${here.class_id}`)).status, 404);
		assert.equal((await otherManager.get(`/guardians/end?id=${guardian}`)).status, 404);
		const csrf = await otherManager.csrf();
		for (const path of ['/guardians/end', `/guardians/end?id=${guardian}`])
			assert.equal((await otherManager.post(path, { csrf, id: guardian })).status, 404, path);
		const sheets = stack.count('SELECT COUNT(*) FROM code_sheet');
		assert.equal((await otherManager.post('/sheets/print', { csrf, class_id: here.class_id })).status, 404);
		assert.equal((await otherManager.post('/sheets/print', { csrf, class_id: there.class_id,
			pupil_ids: here.pupil_id })).html.includes(here.given_name), false);
		assert.equal(stack.count('SELECT COUNT(*) FROM code_sheet WHERE pupil_id = ' + here.pupil_id), 0);
		assert.ok(stack.count('SELECT COUNT(*) FROM code_sheet') >= sheets);
		assert.equal(stack.one(`SELECT live FROM guardian WHERE guardian_id = ${guardian}`), '1');
	});
	test('another board: its imports, schools and staff are not there', async () => {
		const [[board]] = stack.sql(`INSERT INTO board (sourced_id, name) VALUES ('other-board-${process.pid}', '別の教育委員会');
			SELECT LAST_INSERT_ID()`);
		const officer = await signedIn(stack, newOfficer(stack, board));
		const own = stack.one(`SELECT board_id FROM school WHERE school_id = ${here.school_id}`);
		const [[roster]] = stack.sql(`INSERT INTO roster_import (board_id, operator, uploaded_at, file_name, sha256, state)
			VALUES (${own}, 'x', UTC_TIMESTAMP(6), 'x.zip', REPEAT('x', 32), 1); SELECT LAST_INSERT_ID()`);
		const csrf = await officer.csrf();
		assert.equal((await officer.get(`/roster/import?id=${roster}`)).status, 404);
		assert.equal((await officer.get(`/roster/findings.csv?id=${roster}`)).status, 404);
		assert.equal((await officer.post('/roster/commit', { csrf, id: roster })).status, 404);
		assert.equal(stack.one(`SELECT state FROM roster_import WHERE roster_import_id = ${roster}`), '1');
		const name = stack.one(`SELECT name FROM school WHERE school_id = ${here.school_id}`);
		for (const path of ['/schools', '/staff', '/roster']) {
			const page = await officer.open(path);
			assert.equal(page.status, 200, path);
			assert.ok(!page.html.includes(name), path);
		}
		stack.sql(`DELETE FROM roster_import WHERE roster_import_id = ${roster}`);
	});
});

describe('a form that does not come from its own page', () => {
	const tries = {
		'without a token': f => f.force('csrf', null),
		'with an empty token': f => f.force('csrf', ''),
		'with a wrong token': f => f.force('csrf', '0'.repeat(64)),
	};
	for (const [what, change] of Object.entries(tries))
		test(`${what}: 403 and nothing is kept`, async () => {
			const drafts = stack.count('SELECT COUNT(*) FROM form_draft');
			const page = await change(await filled(parent, here, { day: 'tomorrow' })).send();
			assert.equal(page.status, 403);
			assert.equal(stack.count('SELECT COUNT(*) FROM form_draft'), drafts);
		});
	test('with the token of another session: 403', async () => {
		const page = await (await filled(parent, here, { day: 'tomorrow' })).force('csrf', await stranger.csrf()).send();
		assert.equal(page.status, 403);
	});
	test('from another site by Sec-Fetch-Site or Origin: 403', async () => {
		for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' },
			{ Origin: 'https://evil.example' }, { Origin: 'null' }]) {
			const form = await filled(parent, here, { day: 'tomorrow' });
			assert.equal((await form.send({ headers })).status, 403, JSON.stringify(headers));
		}
	});
	test('an old browser that sends neither header may', async () => {
		const form = await filled(parent, here, { day: 'tomorrow' });
		assert.equal((await form.send({ headers: { 'Sec-Fetch-Site': null, Origin: null } })).status, 303);
	});
});

describe('the same form twice', () => {
	test('the same receipt, and one record', async () => {
		const { pupil, browser } = await family();
		const form = (await checkPage(browser, pupil)).form('/absences/send');
		const first = await form.send(), second = await form.send();
		assert.equal(first.status, 303);
		assert.match(first.location, /^\/absences\/receipt\?id=\d+$/);
		assert.equal(second.location, first.location);
		assert.equal(stack.count(`SELECT COUNT(*) FROM absence WHERE pupil_id = ${pupil.pupil_id}`), 1);
	});
	test('ten times at once: one record, ten times the same receipt', async () => {
		const { pupil, browser } = await family();
		const form = (await checkPage(browser, pupil)).form('/absences/send');
		const answers = await Promise.all(Array.from({ length: 10 }, () => form.send()));
		assert.deepEqual(answers.map(a => a.status), Array(10).fill(303));
		assert.equal(new Set(answers.map(a => a.location)).size, 1);
		assert.match(answers[0].location, /^\/absences\/receipt\?id=\d+$/);
		const a = absenceOf(stack, pupil.pupil_id);
		assert.equal(stack.count(`SELECT COUNT(*) FROM absence WHERE pupil_id = ${pupil.pupil_id}`), 1);
		assert.equal(history(a, 0), 1);
		assert.equal(stack.count(`SELECT COUNT(*) FROM receipt WHERE receipt_id = ${a.receipt_id}`), 1);
	});
	test('two check pages of the same child and day, sent at once: one record', async () => {
		const { pupil, browser } = await family();
		const one = (await checkPage(browser, pupil)).form('/absences/send');
		const two = (await checkPage(browser, pupil)).form('/absences/send');
		const answers = await Promise.all([one.send(), two.send()]);
		const kinds = answers.map(a => a.location.split('?')[0]).sort();
		assert.deepEqual(kinds, ['/absences/check', '/absences/receipt']);
		assert.equal(stack.count(`SELECT COUNT(*) FROM absence WHERE pupil_id = ${pupil.pupil_id}`), 1);
	});
	test('two parents of a child at once: one record', async () => {
		const { pupil, browser } = await family();
		const second = await signedIn(stack, newParent(stack, [pupil], { relationship: 1 }));
		const forms = await Promise.all([browser, second].map(async b => (await checkPage(b, pupil)).form('/absences/send')));
		const answers = await Promise.all(forms.map(f => f.send()));
		assert.deepEqual(answers.map(a => a.location.split('?')[0]).sort(), ['/absences/check', '/absences/receipt']);
		assert.equal(stack.count(`SELECT COUNT(*) FROM absence WHERE pupil_id = ${pupil.pupil_id}`), 1);
	});
	test('the same key with another body: 409, and the first stands', async () => {
		const { pupil, browser } = await family();
		const page = await report(browser, [pupil]);
		assert.equal(page.status, 200);
		const a = absenceOf(stack, pupil.pupil_id);
		const form = (await browser.open(`/absences/correct?id=${a.absence_id}`)).form('#main').fill({ kind: 'late', at: '9:30' });
		assert.equal((await form.send()).status, 303);
		const again = await form.fill({ at: '10:30' }).send();
		assert.equal(again.status, 409);
		assert.equal(absenceOf(stack, pupil.pupil_id).at_minute, String(9 * 60 + 30));
		assert.equal(history(a, 1), 1);
	});
	test('a request key that is none: 400', async () => {
		const form = await filled(parent, here, { day: 'tomorrow' });
		assert.equal((await form.force('request_key', 'x').send()).status, 400);
		assert.equal((await form.force('request_key', '0'.repeat(31)).send()).status, 400);
	});
	test('the day is taken: a sentence with a link to the report', async () => {
		const page = await (await filled(parent, here)).submit();
		assert.equal(page.status, 422);
		assert.match(page.errors.join(), /すでに連絡した日/);
		assert.ok(page.links.includes(`/absences/view?id=${absenceOf(stack, here.pupil_id).absence_id}`));
	});
});

describe('requests that are too large or broken', () => {
	const type = 'application/x-www-form-urlencoded';
	const post = (body, options = {}) => parent.request('POST', '/absences/report', { body, type, ...options });

	test('a body over the limit: 413 and nothing is kept', async () => {
		const drafts = stack.count('SELECT COUNT(*) FROM form_draft');
		const form = (await filled(parent, here, { day: 'tomorrow' })).fill({ note: 'a'.repeat(100 * 1024) });
		const page = await form.send();
		assert.equal(page.status, 413);
		assert.match(page.text, /大き/);
		assert.equal(stack.count('SELECT COUNT(*) FROM form_draft'), drafts);
	});
	test('a note of 40 kB: 422, and everything typed is still there', async () => {
		const note = 'とても長い連絡 <b>です</b> & "引用" \'も\'\n'.repeat(400).trim();
		const form = (await filled(parent, here, { day: 'other', other_on: '来週の月曜日', kind: 'late', at: '9:70',
			reason: 'hospital', symptoms: ['fever', 'cough'] })).fill({ note });
		const page = await form.send();
		assert.equal(page.status, 422);
		assert.ok(page.errors.length >= 3, page.errors.join(' / '));
		const again = page.form('#main');
		assert.equal(again.value('note').replace(/\r\n/g, '\n'), note);
		assert.equal(again.value('other_on'), '来週の月曜日');
		assert.equal(again.value('at'), '9:70');
		assert.deepEqual([again.value('kind'), again.value('day'), again.value('reason')], ['late', 'other', 'hospital']);
		assert.deepEqual(again.values('symptoms'), ['fever', 'cough']);
		assert.deepEqual(again.values('pupil_ids'), [String(here.pupil_id)]);
		assert.match(page.title, /^エラー：/);
		for (const a of page.all('#error-summary li a'))
			assert.ok(page.root.querySelector(a.getAttribute('href')), a.getAttribute('href'));
	});
	for (const [what, bytes] of Object.entries({
		'half a percent sign': 'note=%4', 'no hexadecimal': 'note=%zz', 'not UTF-8': 'note=%ff%fe', 'overlong UTF-8': 'note=%c0%af',
		'a surrogate': 'note=%ed%a0%80', 'NUL': 'note=a%00b', 'NUL in a name': 'no%00te=a', 'raw bytes': Buffer.from([0x6e, 0x3d, 0xff, 0xfe]),
	})) {
		test(`${what} in a body: 400`, async () => {
			assert.equal((await post(Buffer.concat([Buffer.from(`csrf=${await parent.csrf()}&`), Buffer.from(bytes)]))).status, 400);
		});
		if (typeof bytes === 'string')
			test(`${what} in a query: 400`, async () => {
				assert.equal((await parent.get(`/absences/board?${bytes}`)).status, 400);
			});
	}
	test('control characters in a note: 422', async () => {
		const page = await (await filled(parent, here, { day: 'tomorrow' })).force('note', 'a\u0007b').send();
		assert.equal(page.status, 422);
	});
	test('thousands of fields: 400', async () => {
		assert.equal((await post('a=1&'.repeat(2000))).status, 400);
	});
	test('another type of body: 400', async () => {
		for (const t of ['application/json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary='])
			assert.equal((await post('{}', { type: t })).status, 400, t);
	});
	test('multipart that does not end, or is nested too deep: 400', async () => {
		const t = 'multipart/form-data; boundary=x';
		for (const body of ['--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb', '--y\r\n', '',
			'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: multipart/mixed; boundary=z\r\n\r\n--z--\r\n--x--\r\n'])
			assert.equal((await post(body, { type: t })).status, 400, JSON.stringify(body));
	});
	test('an unknown method: 405', async () => {
		for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])
			assert.equal((await parent.request(method, '/absences')).status, 405, method);
		assert.equal((await parent.get('/absences/send')).status, 405);
		assert.equal((await parent.post('/absences/view', { csrf: await parent.csrf() })).status, 405);
	});
	test('HEAD answers like GET, without a body', async () => {
		const page = await parent.request('HEAD', '/absences');
		assert.equal(page.status, 200);
		assert.equal(page.bytes.length, 0);
	});
	test('an unknown host: 421, and no address is made from it', async () => {
		for (const name of ['evil.example', `localhost.evil.example:${stack.port}`, '127.0.0.1']) {
			const said = await raw(`GET / HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);
			assert.match(said, /^HTTP\/1.1 421 /, name);
			assert.ok(!said.includes('evil.example'), name);
		}
	});
	test('a path that is not there: 404 with a way back', async () => {
		for (const path of ['/nobody', '/absences/nobody', '/absences/', '/absences/report/', '/%E3%81%82']) {
			const page = await parent.get(path);
			assert.equal(page.status, 404, path);
			assert.match(page.h1, /ページが見つかりません/);
			assert.ok(page.links.includes('/absences') || page.links.includes('/'), path);
		}
	});
	test('a path that leaves the site: 400', async () => {
		for (const path of ['/..%2f..%2fetc/passwd', '/assets/..%2f..%2fbin/portal'])
			assert.ok([400, 404].includes((await parent.get(path)).status), path);
	});
	test('numbers that are none in a query: 404', async () => {
		for (const id of ['0', '-1', '1e3', '99999999999999999999', '1 OR 1=1', "1'--", ''])
			assert.equal((await parent.get(`/absences/view?id=${encodeURIComponent(id)}`)).status, 404, id);
	});
	test('headers that no module may believe change nothing', async () => {
		const page = await new Browser(stack).get('/absences', { headers: { 'X-Forwarded-For': '1.2.3.4',
			'X-Forwarded-Host': 'evil.example', 'X-Original-URL': '/account', 'RENRAKU-COOKIE': 'x', RENRAKU_HOST: 'cert',
			'Proxy': 'http://evil.example' } });
		assert.equal(page.status, 303);
		assert.match(page.location, /^\/signin\?/);
	});
});

/** Sends raw bytes over TLS and closes; what came back. */
function raw(bytes, { wait = 300 } = {})
{
	return new Promise((good, bad) => {
		const s = tls.connect({ host: 'localhost', port: stack.port, ca: stack.ca, servername: 'localhost' }, () => {
			s.write(bytes, () => setTimeout(() => s.end(), wait));
		});
		let said = '';
		s.on('data', d => { said += d; });
		s.on('error', e => (e.code === 'ECONNRESET' ? good(said) : bad(e)));
		s.on('close', () => good(said));
	});
}

describe('a connection that ends early', () => {
	test('a body cut short stores nothing', async () => {
		const { pupil, browser } = await family();
		const form = (await checkPage(browser, pupil)).form('/absences/send');
		const body = form.body();
		const cookie = [...browser.cookies].map(([n, v]) => `${n}=${v}`).join('; ');
		const head = n => `POST /absences/send HTTP/1.1\r\nHost: localhost:${stack.port}\r\nCookie: ${cookie}\r\n` +
			`Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${n}\r\nConnection: close\r\n\r\n`;
		for (const cut of [0, 10, body.length - 1])
			assert.doesNotMatch(await raw(head(body.length) + body.slice(0, cut)), /^HTTP\/1.1 [23]/);
		assert.doesNotMatch(await raw(head(body.length + 5) + body), /^HTTP\/1.1 [23]/);
		assert.equal(absenceOf(stack, pupil.pupil_id), null);
		assert.match(await raw(head(body.length) + body), /^HTTP\/1.1 303 See Other\r\n/);
		assert.equal(absenceOf(stack, pupil.pupil_id).state, '0');
	});
	test('two lengths, a length that is none, chunks that lie: refused', async () => {
		const start = `POST /absences/send HTTP/1.1\r\nHost: localhost:${stack.port}\r\nConnection: close\r\n`;
		for (const rest of ['Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef', 'Content-Length: -5\r\n\r\n', 'Content-Length: x\r\n\r\n',
			'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n', 'Transfer-Encoding: chunked\r\n\r\nzz\r\n'])
			assert.match(await raw(start + rest), /^HTTP\/1.1 4/, rest);
	});
});

describe('hostile text is shown as it is', () => {
	const words = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' OR 1=1 -- ", '=cmd|\' /C calc\'!A0',
		'{{ v.rows }} %s %n ${x}', '&lt;b&gt;', '𡈽﨑 葛󠄀城 髙橋', 'a\u202Eb', '?tickets=1&all=1#x'];
	test('in a note, for the parent, the teacher and the manager', async () => {
		for (const note of words) {
			const { pupil, browser } = await family(`p.class_id = ${here.class_id}`);
			const check = await checkPage(browser, pupil, { note });
			const shows = page => page.all('.words').some(e => e.text === note.trim()) ||
				page.all('textarea').some(e => e.text.replace(/^\n/, '') === note.trim());
			assert.ok(shows(check), `${note}: ${check.main}`);
			const receipt = await check.form('/absences/send').submit();
			assert.equal(receipt.status, 200);
			const a = absenceOf(stack, pupil.pupil_id);
			assert.equal(stack.one(`SELECT note = ${quote(note.trim())} FROM absence WHERE absence_id = ${a.absence_id}`), '1');
			for (const [b, path] of [[browser, '/absences/view'], [browser, '/absences/correct'], [teacher, '/absences/entry'], [manager, '/absences/reject']]) {
				const page = await b.open(`${path}?id=${a.absence_id}`);
				assert.equal(page.status, 200, path);
				assert.ok(shows(page), `${path} ${note}`);
				assert.equal(page.all('script:not([src]), img[onerror], [onclick]').length, 0);
			}
			for (const [b, path] of [[teacher, '/absences/board'], [manager, '/absences/approve']]) {
				const page = await b.open(path);
				assert.ok(shows(page), `${path} ${note}`);
				assert.equal(page.all('script:not([src]), img[onerror]').length, 0);
			}
		}
	});
	test('in the name of a pupil, byte by byte', async () => {
		for (const [family_name, given_name] of [['<script>x</script>', '𡈽'], ['=cmd', "' OR 1=1"], ['葛\u{E0100}城', '&amp;']]) {
			const { pupil, browser } = await family(`p.class_id = ${here.class_id}`);
			stack.sql(`UPDATE pupil SET family_name = ${quote(family_name)}, given_name = ${quote(given_name)} WHERE pupil_id = ${pupil.pupil_id}`);
			await report(browser, [pupil]);
			const a = absenceOf(stack, pupil.pupil_id);
			for (const [b, path] of [[browser, '/absences'], [browser, `/absences/view?id=${a.absence_id}`], [teacher, '/absences/board'],
				[teacher, `/absences/entry?id=${a.absence_id}`], [manager, '/absences/approve'], [teacher, `/absences/register?class_id=${pupil.class_id}`],
				[teacher, `/guardians?class_id=${pupil.class_id}`]]) {
				const page = await b.open(path);
				assert.equal(page.status, 200, path);
				assert.ok(page.text.includes(family_name) && page.text.includes(given_name), path);
				assert.equal(page.all('script:not([src])').length, 0, path);
			}
		}
	});
	test('an address to come back to stays on this site', async () => {
		for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/absences\r\nX: y', '\\\\evil']) {
			const { browser } = await family();
			const b = new Browser(stack);
			const login = stack.one(`SELECT a.login_id FROM account a JOIN session s USING (account_id) ORDER BY s.created_at DESC LIMIT 1`);
			const form = (await b.open(`/signin?next=${encodeURIComponent(next)}`));
			if (form.status !== 200)
				continue;
			const page = await form.form('#main').fill({ login_id: login, password: stack.demo.accounts.find(a => a.role === 'parent').password }).send();
			assert.equal(page.status, 303);
			assert.match(page.location, /^\/(?![/\\])/, next);
			assert.equal(page.headers.x, undefined);
			assert.ok(browser);
		}
	});
});

describe('two people at once give one effect', () => {
	test('two teachers confirm', async () => {
		const { pupil, browser } = await family(`p.class_id = ${here.class_id}`);
		await report(browser, [pupil]);
		const second = await signedIn(stack, newStaff(stack, 'teacher', here.school_id, [here.class_id]));
		const a = absenceOf(stack, pupil.pupil_id);
		const forms = await Promise.all([teacher, second].map(async b =>
			(await b.open('/absences/board')).form('/absences/confirm').fill({ tickets: [ticket(a)] })));
		const pages = await Promise.all(forms.map(f => f.submit()));
		assert.deepEqual(pages.map(p => p.status), [200, 200]);
		assert.equal(absenceOf(stack, pupil.pupil_id).state, '1');
		assert.equal(history(a, 3), 1);
		assert.ok(pages.some(p => /1件を確認済みにしました。 /.test(p.main) || /1件を確認済みにしました。(?!1件)/.test(p.main)));
		assert.ok(pages.some(p => /0件を確認済みにしました。1件は、すでに/.test(p.main)), pages.map(p => p.main.slice(0, 120)).join('\n'));
	});
	test('two managers approve', async () => {
		const { pupil, browser } = await family(`p.class_id = ${here.class_id}`);
		await report(browser, [pupil]);
		const second = await signedIn(stack, newStaff(stack, 'school-manager', here.school_id));
		const a = absenceOf(stack, pupil.pupil_id);
		const forms = await Promise.all([manager, second].map(async b =>
			(await (await b.open('/absences/approve')).form('#main').fill({ tickets: [ticket(a)] }).submit()).form('/absences/approve/commit')));
		const pages = await Promise.all(forms.map(f => f.submit()));
		assert.deepEqual(pages.map(p => p.status), [200, 200]);
		assert.equal(absenceOf(stack, pupil.pupil_id).state, '2');
		assert.equal(history(a, 5), 1);
		assert.equal(stack.one(`SELECT final FROM register_entry WHERE absence_id = ${a.absence_id}`), '1');
		// AB-05: approving twice is harmless.
		const late = await (await forms[0].force('request_key', 'f'.repeat(32))).submit();
		assert.equal(late.status, 200);
		assert.match(late.main, /0件を出席簿に反映しました。1件は、すでに/);
		assert.equal(history(a, 5), 1);
	});
	test('a teacher confirms while the parent withdraws, again and again', async () => {
		for (let i = 0; i < 6; i++) {
			const { pupil, browser } = await family(`p.class_id = ${here.class_id}`);
			await report(browser, [pupil]);
			const a = absenceOf(stack, pupil.pupil_id);
			const confirm = (await teacher.open('/absences/board')).form('/absences/confirm').fill({ tickets: [ticket(a)] });
			const withdraw = (await browser.open(`/absences/withdraw?id=${a.absence_id}`)).form('#main');
			const [c, w] = await Promise.all(i % 2 ? [confirm.send(), withdraw.send()] : [withdraw.send(), confirm.send()].reverse());
			assert.equal(c.status, 303);
			const state = absenceOf(stack, pupil.pupil_id).state;
			const entries = stack.count(`SELECT COUNT(*) FROM register_entry WHERE absence_id = ${a.absence_id}`);
			assert.equal(history(a, 3) + history(a, 2), 1);
			if (state === '4')
				assert.deepEqual([w.status, history(a, 2), entries], [303, 1, 0]);
			else
				assert.deepEqual([state, history(a, 3), entries], ['1', 1, 1], `${w.status}`);
		}
	});
	test('an approval and a rejection', async () => {
		const { pupil, browser } = await family(`p.class_id = ${here.class_id}`);
		await report(browser, [pupil]);
		const second = await signedIn(stack, newStaff(stack, 'school-manager', here.school_id));
		const a = absenceOf(stack, pupil.pupil_id);
		const approve = (await (await manager.open('/absences/approve')).form('#main').fill({ tickets: [ticket(a)] }).submit()).form('/absences/approve/commit');
		const reject = (await second.open(`/absences/reject?id=${a.absence_id}`)).form('#main').fill({ reason: '電話で確認しました' });
		await Promise.all([approve.send(), reject.send()]);
		const state = absenceOf(stack, pupil.pupil_id).state;
		assert.ok(['2', '3'].includes(state));
		assert.equal(history(a, 5) + history(a, 6), 1);
		assert.equal(stack.count(`SELECT COUNT(*) FROM register_entry WHERE absence_id = ${a.absence_id}`), state === '2' ? 1 : 0);
	});
});

describe('after the teacher has confirmed', () => {
	test('the parent cannot correct or withdraw, and reads the telephone number', async () => {
		const { pupil, browser } = await family(`p.class_id = ${here.class_id}`);
		stack.sql(`UPDATE school SET phone = COALESCE(phone, '03-0000-0000') WHERE school_id = ${here.school_id}`);
		await report(browser, [pupil]);
		const a = absenceOf(stack, pupil.pupil_id);
		const correct = (await browser.open(`/absences/correct?id=${a.absence_id}`)).form('#main').fill({ kind: 'late', at: '9:30' });
		const withdraw = (await browser.open(`/absences/withdraw?id=${a.absence_id}`)).form('#main');
		await (await teacher.open('/absences/board')).form('/absences/confirm').fill({ tickets: [ticket(a)] }).submit();
		const phone = stack.one(`SELECT phone FROM school WHERE school_id = ${here.school_id}`);
		for (const form of [correct, withdraw]) {
			const page = await form.submit();
			assert.match(page.main, /電話/);
			assert.ok(page.main.includes(phone), page.main);
		}
		assert.equal(absenceOf(stack, pupil.pupil_id).state, '1');
		assert.equal(absenceOf(stack, pupil.pupil_id).kind, '0');
	});
	test('a teacher cannot approve', async () => {
		const a = absenceOf(stack, here.pupil_id);
		const page = await teacher.post('/absences/approve/commit', { csrf: await teacher.csrf(), tickets: ticket(a) });
		assert.equal(page.status, 403);
		assert.notEqual(absenceOf(stack, here.pupil_id).state, '2');
	});
});

describe('answers', () => {
	test('pages about persons are never kept by a browser, and no header is missing', async () => {
		for (const [b, path] of [[parent, '/absences'], [teacher, '/absences/board'], [new Browser(stack), '/'], [parent, '/nobody'],
			[new Browser(stack), '/signin']]) {
			const { headers } = await b.get(path);
			assert.match(headers['cache-control'], /no-store/, path);
			assert.match(headers['content-security-policy'], /default-src 'none'/, path);
			assert.match(headers['content-security-policy'], /frame-ancestors 'none'/, path);
			assert.doesNotMatch(headers['content-security-policy'], /unsafe/, path);
			assert.equal(headers['x-content-type-options'], 'nosniff', path);
			assert.equal(headers['referrer-policy'], 'same-origin', path);
			assert.ok(headers['strict-transport-security'], path);
			assert.equal(headers['cross-origin-opener-policy'], 'same-origin', path);
			assert.doesNotMatch(headers.server ?? '', /\d/, path);
		}
	});
	test('cookies are Secure, HttpOnly, SameSite and bound to this host', async () => {
		const { browser } = await family();
		assert.ok(browser.setCookies.length > 0);
		for (const c of browser.setCookies)
			assert.match(c, /^__Host-[a-z]+=.*; Path=\/; Secure; HttpOnly; SameSite=Lax/);
	});
	test('style and script stand under hashed names and are kept for a year', async () => {
		const page = await new Browser(stack).open('/');
		for (const path of [page.root.querySelector('link[rel=stylesheet]').getAttribute('href'), page.root.querySelector('script').getAttribute('src')]) {
			const asset = await new Browser(stack).get(path);
			assert.equal(asset.status, 200, path);
			assert.match(asset.headers['cache-control'], /immutable/, path);
		}
	});
	test('the certificate host shows its one page and nothing else', async () => {
		const b = new Browser(stack);
		assert.equal((await b.get('/', { port: stack.certPort })).status, 200);
		for (const path of ['/signin', '/absences', '/healthz'])
			assert.equal((await b.get(path, { port: stack.certPort })).status, 404, path);
	});
	test('logs hold no names, notes, addresses with codes or cookies', async () => {
		const { pupil, browser } = await family();
		await report(browser, [pupil], { note: '記録に残らない言葉' });
		await browser.get('/register?code=1234567890123456');
		const { readFileSync, readdirSync } = await import('node:fs');
		const all = readdirSync(`${stack.run}/log`).filter(f => !/^(db|openssl)/.test(f))
			.map(f => readFileSync(`${stack.run}/log/${f}`, 'utf8')).join('\n');
		assert.ok(all.includes('/absences/send'));
		for (const secret of ['記録に残らない言葉', pupil.family_name + pupil.given_name, '1234567890123456',
			browser.cookies.get('__Host-session'), '@example.jp'])
			assert.ok(!all.includes(secret), secret);
	});
});
