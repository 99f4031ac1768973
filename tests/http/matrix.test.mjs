// matrix.test.mjs -- every route by every role, made from what the modules print
// of their routes.def and from this table of who may do what (requirements.md).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { build, root, runProgram, useStack } from '../support/stack.mjs';
import { Browser } from '../support/browser.mjs';
import { demoAccounts, newPupils, newOfficer, newParent, newStaff, report, signedIn } from '../support/people.mjs';

const may = {
	PERM_ABSENCE_REPORT: ['parent'],				// AB-01, AB-04
	PERM_ABSENCE_BOARD: ['teacher', 'school-manager'],		// AB-06
	PERM_ABSENCE_CONFIRM: ['teacher', 'school-manager'],
	PERM_ABSENCE_APPROVE: ['school-manager'],			// AB-05
	PERM_REGISTER_READ: ['teacher', 'school-manager'],
	PERM_CHILD_ADD: ['parent'],
	PERM_SHEET_PRINT: ['teacher', 'school-manager'],
	PERM_GUARDIAN_READ: ['teacher', 'school-manager'],
	PERM_GUARDIAN_END: ['school-manager'],
	PERM_ROSTER_IMPORT: ['board-officer'],				// AB-09, AB-10
	PERM_STAFF_SHEET: ['board-officer'],				// SN-20
	PERM_SCHOOL_EDIT: ['board-officer'],
	PERM_SIGNED_IN: ['parent', 'teacher', 'school-manager', 'board-officer'],
	PERM_PUBLIC: ['nobody', 'parent', 'teacher', 'school-manager', 'board-officer'],
};
const roles = ['nobody', 'parent', 'teacher', 'school-manager', 'board-officer'];
// Staff do not become parents under their staff account (SN-21).
const parentsOnly = /^\/register(\/person)?$/;

const routes = ['portal', 'absences'].flatMap(m => {
	const { code, out } = runProgram(join(build, 'bin', m), ['--routes']);
	assert.equal(code, 0, out);
	return out.trim().split('\n').map(l => JSON.parse(l));
});

const stack = await useStack();
let browsers, login;

before(async () => {
	const [pupil] = newPupils(stack, 1);
	const board = stack.one(`SELECT board_id FROM school WHERE school_id = ${pupil.school_id}`);
	login = {
		parent: newParent(stack, [pupil]),
		teacher: newStaff(stack, 'teacher', pupil.school_id, [pupil.class_id]),
		'school-manager': newStaff(stack, 'school-manager', pupil.school_id),
		'board-officer': newOfficer(stack, board),
	};
	browsers = { nobody: new Browser(stack) };
	for (const role of roles.slice(1))
		browsers[role] = await signedIn(stack, login[role]);
	await report(browsers.parent, [pupil], { day: 'tomorrow' });
	await stack.waitOutbox();
});

/** Everything that a person's page could have changed. */
let tables = null;
function state()
{
	tables ??= stack.sql(`SELECT table_name FROM information_schema.tables WHERE table_schema = 'renraku'
		AND table_name NOT IN ('session', 'throttle', 'outbox', 'audit_event')`).map(r => r[0]);
	// A refused access leaves its audit row: the one thing that a GET may write (AB-04).
	return stack.sql(`CHECKSUM TABLE ${tables.join(', ')};
		SELECT 'sessions', COUNT(*), COUNT(ended_at) FROM session;
		SELECT 'outbox', COUNT(*) FROM outbox;
		SELECT 'audit', COUNT(*) FROM audit_event WHERE act <> 24`).map(r => r.join(' '));
}

function toSignIn(page)
{
	return page.status === 303 && page.location.startsWith('/signin?');
}

test('the permissions are those of the requirements', () => {
	const { code, out } = stack.ctl('permissions');
	assert.equal(code, 0, out);
	const printed = Object.fromEntries(out.trim().split('\n').map(l => l.split(/\s+/))
		.map(([name, ...who]) => [name, name === 'PERM_PUBLIC' ? roles : who]));
	assert.deepEqual(printed, may);
});

test('SN-20: no page lets a school make accounts or change roles', () => {
	for (const r of routes.filter(x => x.method === 'POST' && /staff|role|account\/(new|create)/.test(x.path)))
		assert.ok(!may[r.permission].some(x => x === 'teacher' || x === 'school-manager') || r.permission === 'PERM_SIGNED_IN',
			`${r.path} is open to schools`);
});

test('every entrance that modules link to is a page', () => {
	const links = [...readFileSync(join(root, 'modules/common/links.def'), 'utf8').matchAll(/LINK\((\w+),\s*"([^"]+)"\)/g)];
	assert.ok(links.length > 10);
	for (const [, name, path] of links)
		assert.ok(routes.some(r => r.path === path.split('?')[0]), `${name} ${path}`);
});

test('no route stands twice', () => {
	const names = routes.map(r => `${r.method} ${r.path}`);
	assert.deepEqual(names.filter((n, i) => names.indexOf(n) !== i), []);
});

describe('GET', () => {
	for (const r of routes.filter(x => x.method === 'GET'))
		for (const role of roles) {
			const allowed = may[r.permission].includes(role) &&
				!(parentsOnly.test(r.path) && !['nobody', 'parent'].includes(role));
			const word = allowed ? 'may' : role === 'nobody' ? 'is asked to sign in at' : 'must not';
			test(`${role} ${word} ${r.path}`, async () => {
				const page = await browsers[role].get(r.path);
				if (allowed) {
					assert.ok(page.status === 200 || page.status === 303 || page.status === 404, `${page.status}`);
					assert.ok(!toSignIn(page), 'sent to sign in');
				} else if (role === 'nobody') {
					assert.ok(toSignIn(page), `${page.status} ${page.location}`);
				} else {
					assert.equal(page.status, 403);
				}
			});
		}
});

describe('a GET changes nothing', () => {
	let earlier;
	before(() => { earlier = state(); });
	for (const role of roles)
		test(`all pages as ${role}`, async () => {
			for (const r of routes.filter(x => x.method === 'GET'))
				await browsers[role].get(r.path);
			assert.deepEqual(state(), earlier);
		});
	for (const role of roles)
		test(`every page that ${role} can reach by links is there, and looking changes nothing`, async () => {
			const seen = new Set(), queue = ['/'];
			const kinds = new Map();
			while (queue.length > 0 && seen.size < 250) {
				const path = queue.shift();
				const kind = path.split('?')[0];
				const closed = parentsOnly.test(kind) && !['nobody', 'parent'].includes(role);
				if (seen.has(path) || closed || kind.startsWith('/assets/') || (kinds.get(kind) ?? 0) >= 8)
					continue;
				kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
				seen.add(path);
				const page = await browsers[role].open(path);
				assert.equal(page.status, 200, `${path}: ${page.status} ${page.main.slice(0, 200)}`);
				if (/^text\/html/.test(page.headers['content-type']))
					queue.push(...page.links.map(h => h.split('#')[0]).filter(h => !/[?&]lang=/.test(h)));
			}
			assert.ok(seen.size >= 5, [...seen].join(' '));
			assert.deepEqual(state(), earlier);
		});
});

describe('POST', () => {
	for (const r of routes.filter(x => x.method === 'POST'))
		for (const role of roles) {
			const allowed = may[r.permission].includes(role);
			test(`${role} without a form token: ${r.path}`, async () => {
				const earlier = state();
				const page = await browsers[role].post(r.path, {});
				if (role === 'nobody' && !allowed)
					assert.ok(toSignIn(page), `${page.status}`);
				else
					assert.equal(page.status, 403, page.main);
				assert.deepEqual(state(), earlier);
			});
		}
	for (const r of routes.filter(x => x.method === 'POST' && x.permission !== 'PERM_PUBLIC'))
		for (const role of roles.slice(1).filter(x => !may[r.permission].includes(x)))
			test(`${role} with a form token must not: ${r.path}`, async () => {
				const earlier = state();
				const page = await browsers[role].post(r.path, { csrf: await browsers[role].csrf() });
				assert.equal(page.status, 403);
				assert.deepEqual(state(), earlier);
			});
	for (const r of routes.filter(x => x.method === 'POST' && x.form !== 'no_params'))
		for (const role of roles.filter(x => may[r.permission].includes(x)))
			test(`${role} sends an empty form: ${r.path}`, async () => {
				const earlier = state();
				const b = browsers[role];
				const page = await b.post(r.path, { csrf: await b.csrf() });
				assert.ok([200, 303, 400, 403, 404, 409, 422].includes(page.status), `${page.status} ${page.main}`);
				assert.ok(page.status !== 403 || (parentsOnly.test(r.path) && role !== 'parent'), page.main);
				assert.ok(!toSignIn(page) || r.permission === 'PERM_PUBLIC');
				assert.deepEqual(state(), earlier);
			});
	test('/signout and /account/sessions/end do what they say for each role', async () => {
		for (const role of roles.slice(1)) {
			const one = await signedIn(stack, login[role]), other = await signedIn(stack, login[role]);
			assert.equal((await one.post('/account/sessions/end', { csrf: await one.csrf() })).status, 303);
			assert.ok(toSignIn(await other.get('/account')));
			assert.equal((await one.post('/signout', { csrf: await one.csrf() })).status, 303);
			assert.ok(toSignIn(await one.get('/account')));
		}
	});
});

test('demonstration accounts of every role get to their first page', async () => {
	for (const role of roles.slice(1)) {
		const b = await signedIn(stack, demoAccounts(stack, role)[0]);
		const page = await b.open('/');
		assert.equal(page.status, 200);
		assert.notEqual(page.h1, '');
	}
});
