// away.test.mjs -- the database is away: a page at once that says so, and
// everything works again when it is back, without a restart.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { useStack } from '../support/stack.mjs';
import { Browser } from '../support/browser.mjs';
import { absenceOf, newPupils, newParent, newStaff, signedIn } from '../support/people.mjs';

const stack = await useStack({ name: 'away', workers: 2 });
let pupil, parent, english, teacher;
before(async () => {
	[pupil] = newPupils(stack, 1);
	const [second] = newPupils(stack, 1);
	parent = await signedIn(stack, newParent(stack, [pupil]));
	english = await signedIn(stack, newParent(stack, [second]), { language: 'en' });
	teacher = await signedIn(stack, newStaff(stack, 'teacher', pupil.school_id, [pupil.class_id]));
});

async function timed(f)
{
	const start = performance.now();
	const page = await f();
	return { page, ms: performance.now() - start };
}

/** 503 within three seconds, with the time to come back. */
async function isAway(f, what, language = 'ja')
{
	const { page, ms } = await timed(f);
	assert.equal(page.status, 503, what);
	assert.ok(ms < 3000, `${what}: ${Math.round(ms)} ms`);
	assert.ok(Number(page.headers['retry-after']) > 0, what);
	assert.match(page.main || page.text, language === 'en' ? /try again|later|unavailable/i : /もう一度お試しください|利用できません/, what);
	assert.match(page.headers['cache-control'], /no-store/, what);
	return page;
}

test('a database that stops is told within 3 seconds in the own language, and nothing needs a restart', async t => {
	const form = (await parent.open('/absences/report')).form('#main')
		.fill({ pupil_ids: [pupil.pupil_id], kind: 'absent', day: 'today', reason: 'unwell', note: '熱が出ました' });
	const check = await (await parent.open('/absences/report')).form('#main')
		.fill({ pupil_ids: [pupil.pupil_id], kind: 'absent', day: 'today', reason: 'unwell' }).submit();
	const send = check.form('/absences/send');
	const workers = [...stack.workers('portal'), ...stack.workers('absences')].sort();

	await stack.hold('db');
	await t.test('every worker answers 503 on pages about persons', async () => {
		for (let i = 0; i < 6; i++) {
			await isAway(() => parent.get('/absences'), '/absences');
			await isAway(() => teacher.get('/absences/board'), '/absences/board');
			await isAway(() => parent.get('/account'), '/account');
		}
	});
	await t.test('forms are refused without a false receipt', async () => {
		await isAway(() => form.send(), 'POST /absences/report');
		await isAway(() => send.send(), 'POST /absences/send');
		await isAway(async () => {
			const b = new Browser(stack);
			const page = await b.open('/signin');
			return page.has('#main') ? page.form('#main').fill({ login_id: 'x', password: 'y'.repeat(12) }).send() : page;
		}, 'POST /signin');
	});
	await t.test('in English for who reads English', async () => {
		await isAway(() => english.get('/absences'), 'en', 'en');
	});
	await t.test('public pages still open, /healthz is well, /readyz is not', async () => {
		for (const path of ['/', '/help', '/contact', '/accessibility', '/privacy', '/terms', '/healthz'])
			assert.equal((await new Browser(stack).get(path)).status, 200, path);
		const { page, ms } = await timed(() => new Browser(stack).get('/readyz'));
		assert.equal(page.status, 503);
		assert.ok(ms < 3000);
	});

	stack.release('db');
	let page;
	for (let i = 0; i < 300; i++) {
		page = await parent.get('/absences');
		if (page.status === 200)
			break;
		await sleep(100);
	}
	await t.test('back: every worker works again, and they are the same processes', async () => {
		assert.equal(page.status, 200);
		for (let i = 0; i < 8; i++) {
			assert.equal((await parent.get('/absences')).status, 200);
			assert.equal((await teacher.get('/absences/board')).status, 200);
			assert.equal((await parent.get('/account')).status, 200);
			assert.equal((await new Browser(stack).get('/readyz')).status, 200);
		}
		assert.deepEqual([...stack.workers('portal'), ...stack.workers('absences')].sort(), workers);
	});
	await t.test('the refused form, sent again, is stored once, and its mail goes out', async () => {
		assert.equal(absenceOf(stack, pupil.pupil_id), null);
		const receipt = await send.submit();
		assert.equal(receipt.status, 200);
		assert.equal(stack.count(`SELECT COUNT(*) FROM absence WHERE pupil_id = ${pupil.pupil_id}`), 1);
		const number = stack.one('SELECT number FROM receipt ORDER BY receipt_id DESC LIMIT 1');
		await stack.waitMails(m => m.subject.includes(number));
	});
});

test('a database that was killed: what was acknowledged is there, and workers recover', async () => {
	const receipt = absenceOf(stack, pupil.pupil_id).receipt_id;
	await stack.hold('db', 'SIGKILL');
	await isAway(() => parent.get('/absences'), 'killed');
	stack.release('db');
	let page;
	for (let i = 0; i < 400; i++) {
		page = await parent.get(`/absences/receipt?id=${receipt}`);
		if (page.status === 200)
			break;
		await sleep(100);
	}
	assert.equal(page.status, 200);
	assert.equal(absenceOf(stack, pupil.pupil_id).receipt_id, receipt);
});

test('a connection that the server ended is replaced without anybody noticing more than one 503', async () => {
	for (const [id] of stack.sql("SELECT id FROM information_schema.processlist WHERE user LIKE 'renraku_%'"))
		stack.sql(`KILL ${id}`);
	let good = 0;
	for (let i = 0; i < 12; i++)
		good += (await parent.get('/absences')).status === 200;
	assert.ok(good >= 8, `${good} of 12`);
	for (let i = 0; i < 6; i++)
		assert.equal((await parent.get('/absences')).status, 200);
});

test('no worker of a module: our page with 503, and back with the module', async () => {
	await stack.hold('absences', 'SIGKILL');
	const { page, ms } = await timed(() => parent.get('/absences'));
	assert.equal(page.status, 503);
	assert.ok(ms < 3000, `${ms}`);
	assert.ok(Number(page.headers['retry-after']) > 0);
	assert.match(page.text, /もう一度/);
	assert.equal((await new Browser(stack).get('/')).status, 200);
	stack.release('absences');
	let status;
	for (let i = 0; i < 100 && status !== 200; i++) {
		await sleep(100);
		status = (await parent.get('/absences')).status;
	}
	assert.equal(status, 200);
});
