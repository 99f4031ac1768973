// restart.test.mjs -- workers are told to leave again and again while parents
// send reports: what was acknowledged is stored, once and whole.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { useStack } from '../support/stack.mjs';
import { day, newPupils, newParent, signedIn } from '../support/people.mjs';

const FAMILIES = 20, DAYS = 10;
const stack = await useStack({ name: 'restart', workers: 3 });
let families;

before(async () => {
	families = [];
	for (const pupil of newPupils(stack, FAMILIES))
		families.push({ pupil, browser: await signedIn(stack, newParent(stack, [pupil])) });
});

/** A request as an impatient person makes it: again after a 502, 503 or a broken line. */
async function insist(f)
{
	for (let i = 0; i < 60; i++) {
		try {
			const page = await f();
			if (page.status < 500)
				return page;
		} catch { /* the line broke */ }
		await sleep(100);
	}
	throw new Error('no answer after 60 tries');
}

test(`${FAMILIES * DAYS} reports while every worker is sent SIGTERM`, async () => {
	const days = Array.from({ length: DAYS }, (_, i) => day(stack, i + 1));
	let sending = true, ended = 0;
	const born = new Map();
	// The supervisor takes a worker that lives for less than a second for a broken one.
	const restarting = (async () => {
		for (; sending; await sleep(20))
			for (const pid of ['absences', 'portal'].flatMap(m => stack.workers(m))) {
				if (!born.has(pid))
					born.set(pid, performance.now());
				if (performance.now() - born.get(pid) < 1200)
					continue;
				try {
					process.kill(pid, 'SIGTERM');
					born.set(pid, Infinity);
					ended++;
				} catch { /* it had just left */ }
			}
	})();
	const acknowledged = [];
	const one = async ({ pupil, browser }) => {
		for (const on of days) {
			await sleep(400);
			const open = await insist(() => browser.get('/absences/report'));
			const form = open.form('#main').fill({ pupil_ids: [pupil.pupil_id], kind: 'absent', day: 'other', other_on: on, reason: 'unwell' });
			const check = await insist(() => form.send());
			assert.equal(check.status, 303, check.main);
			const send = (await insist(() => browser.get(check.location))).form('/absences/send');
			const sent = await insist(() => send.send());
			assert.equal(sent.status, 303, sent.main);
			assert.match(sent.location, /^\/absences\/receipt\?id=\d+$/);
			acknowledged.push({ pupil_id: pupil.pupil_id, on, receipt: sent.location.match(/\d+$/)[0] });
		}
	};
	try {
		await Promise.all(families.map(one));
	} finally {
		sending = false;
		await restarting;
	}
	assert.ok(ended >= 18, `only ${ended} workers were told to leave`);
	assert.equal(acknowledged.length, FAMILIES * DAYS);
	assert.equal(new Set(acknowledged.map(a => a.receipt)).size, FAMILIES * DAYS);
	const stored = new Map(stack.sql(`SELECT CONCAT(pupil_id, ' ', on_date), receipt_id, absence_id FROM absence
		WHERE pupil_id IN (${families.map(f => f.pupil.pupil_id)})`).map(([k, r, a]) => [k, { receipt: r, absence: a }]));
	for (const a of acknowledged)
		assert.equal(stored.get(`${a.pupil_id} ${a.on}`)?.receipt, a.receipt, JSON.stringify(a));
	assert.equal(stored.size, FAMILIES * DAYS);
});

test('none is half: each has its history, audit row, register entry, mail and receipt', () => {
	const mine = `a.pupil_id IN (${families.map(f => f.pupil.pupil_id)})`;
	const whole = stack.count(`SELECT COUNT(*) FROM absence a JOIN receipt r USING (receipt_id)
		JOIN register_entry e ON e.absence_id = a.absence_id AND e.final = 0 AND e.code = a.code
		WHERE ${mine}
		AND (SELECT COUNT(*) FROM absence_history h WHERE h.absence_id = a.absence_id) = 1
		AND (SELECT COUNT(*) FROM audit_event v WHERE v.object_id = a.absence_id AND v.act = 16) = 1
		AND (SELECT COUNT(*) FROM outbox o WHERE o.subject LIKE CONCAT('%', r.number, '%')) = 1`);
	assert.equal(whole, FAMILIES * DAYS);
	assert.equal(stack.count('SELECT COUNT(*) FROM receipt r WHERE NOT EXISTS (SELECT 1 FROM absence a WHERE a.receipt_id = r.receipt_id)'), 0);
	assert.equal(stack.count('SELECT COUNT(*) FROM absence a WHERE NOT EXISTS (SELECT 1 FROM absence_history h WHERE h.absence_id = a.absence_id)'), 0);
	assert.equal(stack.count(`SELECT COUNT(*) FROM form_draft d JOIN guardian g ON g.account_id = d.account_id
		WHERE g.pupil_id IN (${families.map(f => f.pupil.pupil_id)}) AND d.path = '/absences/send'`), 0);
});
