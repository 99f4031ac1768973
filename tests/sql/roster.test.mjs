// roster.test.mjs -- what a roster changes in the database, from the command line and through the importer.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { boardZip, keepSchool, makeBoard, modelFiles, writeBoard } from '../support/board.mjs';
import { useStack } from '../support/stack.mjs';
import { zip } from '../support/zip.mjs';

const stack = await useStack();
const folder = mkdtempSync(join(tmpdir(), 'renraku-roster-'));
chmodSync(folder, 0o755);
after(() => rmSync(folder, { recursive: true, force: true }));

/** renrakuctl import-oneroster of this board: { code, out, counts }. */
function run(board, ...options)
{
	const done = stack.ctl('import-oneroster', writeBoard(board, folder), ...options);
	return { ...done, counts: done.out.match(/^\d+ added, \d+ changed, \d+ removed$/m)?.[0] ?? null };
}

/** A new board of two schools with 60 pupils each, imported. */
function imported(more = () => {})
{
	const board = makeBoard(`t${randomUUID().slice(0, 8)}`, 2, 60);
	more(board);
	const done = run(board, '--commit');
	assert.equal(done.code, 0, done.out);
	return board;
}

const pupils = board => stack.sql(`SELECT pupil_id, school_id, class_id, sourced_id, family_name, attendance_number, active,
	removed_at FROM pupil WHERE school_id IN (SELECT school_id FROM school WHERE sourced_id LIKE '${board.key}.%') ORDER BY pupil_id`);
const active = (board, school) => stack.count(`SELECT COUNT(*) FROM pupil p JOIN school s USING (school_id)
	WHERE p.active = 1 AND s.sourced_id = '${board.key}.${school}'`);
const rolesOf = id => stack.sql(`SELECT r.role, r.school_id IS NULL, r.active FROM account_role r
	JOIN account a USING (account_id) WHERE a.sourced_id = '${id}' ORDER BY r.role`).map(r => r.join(' '));
const pupilId = id => stack.one(`SELECT pupil_id FROM pupil WHERE sourced_id = '${id}'`);
const same = '0 added, 0 changed, 0 removed';

test('a dry run is the default and stores nothing', () => {
	const board = makeBoard(`t${randomUUID().slice(0, 8)}`, 2, 60);
	const done = run(board);
	assert.equal(done.code, 0, done.out);
	assert.equal(done.counts, '151 added, 0 changed, 0 removed');
	assert.match(done.out, /第1小学校 3年1組: pupils \+10 ~0 -0/);
	assert.equal(stack.count(`SELECT COUNT(*) FROM school WHERE sourced_id LIKE '${board.key}.%'`), 0);
	assert.equal(stack.count(`SELECT COUNT(*) FROM board WHERE sourced_id = '${board.id}'`), 0);
});

test('OK-02 OK-12: the model, with every byte of its names', () => {
	const file = join(folder, 'model.zip'), users = modelFiles()['users.csv'].toString();
	writeFileSync(file, zip(modelFiles()));
	const done = stack.ctl('import-oneroster', file, '--commit', '--allow-removals');
	assert.equal(done.code, 0, done.out);
	const names = stack.sql("SELECT HEX(p.family_name) FROM pupil p JOIN school s USING (school_id) WHERE p.active = 1 AND s.name = '見本市立見本小学校'")
		.map(([hex]) => Buffer.from(hex, 'hex').toString());
	assert.ok(names.includes('𡈽﨑') && names.includes('髙橋'), names.join());
	for (const name of names)
		assert.ok(users.includes(`"${name}"`), name);
});

test('OK-07: the same ZIP again changes nothing', () => {
	const board = imported(), before = pupils(board);
	assert.equal(run(board, '--commit').counts, same);
	assert.deepEqual(pupils(board), before);
	assert.equal(before.length, 120);
	assert.ok(before.every(p => p[2] !== null && p[6] === '1'));
});

test('each import leaves its hash, its counts and an audit row', () => {
	const board = imported();
	const [[id, sha, operator, state, added]] = stack.sql(`SELECT i.roster_import_id, HEX(i.sha256), i.operator, i.state, i.added
		FROM roster_import i JOIN board b USING (board_id) WHERE b.sourced_id = '${board.id}'`);
	const bytes = stack.one(`SELECT HEX(zip) FROM roster_import WHERE roster_import_id = ${id}`);
	assert.equal(sha.toLowerCase(), createHash('sha256').update(Buffer.from(bytes, 'hex')).digest('hex'));
	assert.match(operator, /^renrakuctl: /);
	assert.deepEqual([state, added], ['3', '151']);
	assert.equal(stack.one(`SELECT detail FROM audit_event WHERE object = 7 AND object_id = ${id}`), 'added=151 changed=0 removed=0');
});

test('NG-22: more than a tenth of a school goes only when allowed', () => {
	const board = imported();
	const drop = n => { board.people = board.people.filter(p => !(p.role === 'student' && p.where.endsWith('.s1') && p.number <= n)); };
	drop(1);
	assert.equal(run(board).code, 0, 'six of sixty are a tenth, not more');
	board.people.splice(board.people.findIndex(p => p.role === 'student'), 1);
	for (const option of ['--dry-run', '--commit']) {
		const refused = run(board, option);
		assert.equal(refused.code, 1);
		assert.match(refused.out, /--allow-removals/);
		assert.equal(refused.counts, '0 added, 0 changed, 7 removed');
	}
	assert.equal(active(board, 's1'), 60);
	assert.equal(run(board, '--commit', '--allow-removals').code, 0);
	assert.equal(active(board, 's1'), 53);
	assert.ok(pupils(board).filter(p => p[6] === '0').every(p => p[7] !== null));
});

test('who reappears is the same row again', () => {
	const board = imported(), [gone] = board.people.splice(board.people.findIndex(p => p.role === 'student'), 1);
	const id = pupilId(gone.id);
	assert.equal(run(board, '--commit').counts, '0 added, 0 changed, 1 removed');
	board.people.push(gone);
	assert.equal(run(board, '--commit').counts, '1 added, 0 changed, 0 removed');
	assert.deepEqual(stack.sql(`SELECT pupil_id, active, removed_at FROM pupil WHERE sourced_id = '${gone.id}'`), [[id, '1', null]]);
});

test('NG-23: a ZIP of one school leaves the others and the board untouched', () => {
	const board = imported(), officer = `${board.key}.o1`;
	keepSchool(board, 's1');
	board.people = board.people.filter(p => p.id !== `${board.key}.s1.p0`);
	assert.equal(run(board, '--commit').counts, '0 added, 0 changed, 1 removed');
	assert.equal(active(board, 's1'), 59);
	assert.equal(active(board, 's2'), 60);
	assert.deepEqual(rolesOf(`${board.key}.s2.head`), ['1 0 1', '2 0 1']);
	assert.deepEqual(rolesOf(officer), ['3 1 1']);
	assert.equal(stack.count(`SELECT COUNT(*) FROM school WHERE active = 1 AND sourced_id LIKE '${board.key}.%'`), 2);
});

test('NG-23: pupils that a ZIP takes from a school outside it count as leaving that school', () => {
	const board = imported();
	for (let i = 0; i < 7; i++)
		Object.assign(board.person(`s2.p${i}`), { where: `${board.key}.s1`, class: `${board.key}.s1.c1`, number: 50 + i });
	keepSchool(board, 's1');
	assert.equal(run(board, '--commit').code, 1);
	assert.equal(active(board, 's2'), 60);
});

test('userMasterIdentifier comes first: identifiers may be exchanged and schools changed', () => {
	const board = imported(), a = board.person('s1.p0'), b = board.person('s1.p1'), c = board.person('s1.p5');
	const [ida, idb, idc] = [a, b, c].map(p => pupilId(p.id));
	[a.id, b.id] = [b.id, a.id];
	Object.assign(c, { id: `${board.key}.moved`, where: `${board.key}.s2`, class: `${board.key}.s2.c6`, number: 40 });
	const done = run(board, '--commit');
	assert.equal(done.counts, '0 added, 3 changed, 0 removed', done.out);
	assert.deepEqual([a, b, c].map(p => pupilId(p.id)), [ida, idb, idc]);
	assert.equal(active(board, 's2'), 61);
	assert.equal(run(board).counts, same);
});

test('without userMasterIdentifier the sourcedId decides, and what was known stays', () => {
	const board = imported(), before = pupils(board);
	board.people.forEach(p => { p.master = ''; });
	assert.equal(run(board, '--commit').counts, same);
	assert.deepEqual(pupils(board), before);
	assert.equal(stack.count(`SELECT COUNT(*) FROM pupil WHERE master_id IS NULL AND sourced_id LIKE '${board.key}.%'`), 0);
});

test('another userMasterIdentifier is another child, who does not get the guardians of the first', () => {
	const board = imported(), p = board.person('s1.p0'), old = pupilId(p.id);
	p.master = randomUUID();
	assert.equal(run(board, '--commit').counts, '1 added, 0 changed, 1 removed');
	assert.notEqual(pupilId(p.id), old);
	assert.equal(stack.one(`SELECT active FROM pupil WHERE pupil_id = ${old}`), '0');
	assert.equal(run(board).counts, same);
});

test('never by name: a namesake with other identifiers is new', () => {
	const board = imported(), p = board.person('s1.p0'), old = pupilId(p.id);
	Object.assign(p, { id: `${board.key}.namesake`, master: randomUUID() });
	assert.equal(run(board, '--commit').counts, '1 added, 0 changed, 1 removed');
	assert.notEqual(pupilId(p.id), old);
});

test('staff: roles and classes follow the roster, accounts stay', () => {
	const board = imported(), teacher = board.person('s1.t1'), head = board.person('s1.head');
	assert.deepEqual(rolesOf(teacher.id), ['1 0 1']);
	assert.deepEqual(rolesOf(head.id), ['1 0 1', '2 0 1']);
	assert.deepEqual(rolesOf(`${board.key}.o1`), ['3 1 1']);
	head.role = 'teacher';
	board.person('s1.t2').until = '2020-04-01';
	board.people = board.people.filter(p => p !== teacher && p.id !== `${board.key}.o2`);
	const done = run(board, '--commit');
	assert.equal(done.code, 0, done.out);
	assert.match(done.out, /第1小学校: staff \+0 ~1 -2\n/);
	assert.match(done.out, /\(board\): staff \+0 ~0 -1\n/);
	assert.deepEqual(rolesOf(teacher.id), ['1 0 0']);
	assert.deepEqual(rolesOf(`${board.key}.s1.t2`), ['1 0 0']);
	assert.deepEqual(rolesOf(head.id), ['1 0 1', '2 0 0']);
	assert.deepEqual(rolesOf(`${board.key}.o2`), ['3 1 0']);
	assert.equal(stack.one(`SELECT t.active FROM class_teacher t JOIN account a USING (account_id) WHERE a.sourced_id = '${teacher.id}'`), '0');
	assert.equal(run(board).counts, same);
});

test('a login ID that is taken gets the code of the school, and stays as it was given', () => {
	const first = imported(), login = `${first.key}s1t1`;
	const second = imported(b => {
		Object.assign(b.schools[0], { identifier: 'B101210000099' });
		b.person('s1.t1').login = login;
	});
	const of = b => stack.one(`SELECT login_id FROM account WHERE sourced_id = '${b.key}.s1.t1'`);
	assert.equal(of(first), login);
	assert.equal(of(second), `B101210000099-${login}`);
	second.person('s1.t1').login = 'another';
	assert.equal(run(second, '--commit').counts, same);
	assert.equal(of(second), `B101210000099-${login}`);
});

test('a school or a pupil of another board is refused, by name', () => {
	const mine = imported(), other = makeBoard(`t${randomUUID().slice(0, 8)}`, 2, 12);
	other.person('s1.p3').master = mine.person('s1.p0').master;
	let done = run(other, '--commit');
	assert.equal(done.code, 1);
	assert.ok(done.out.includes(`users.csv:0:userMasterIdentifier:${mine.person('s1.p0').master}: `), done.out);
	mine.id = `${mine.key}.otherboard`;
	mine.people.filter(p => p.role === 'districtAdministrator').forEach(p => { p.where = mine.id; });
	done = run(mine, '--commit');
	assert.equal(done.code, 1);
	assert.ok(done.out.includes(`orgs.csv:0:sourcedId:${mine.key}.s1: `), done.out);
	assert.equal(stack.count(`SELECT COUNT(*) FROM board WHERE sourced_id IN ('${mine.id}', '${other.id}')`), 0);
});

test('a command line that is not understood is exit 2, a file that is none exit 1', () => {
	const file = writeBoard(makeBoard('x', 1, 6), folder);
	assert.equal(stack.ctl('import-oneroster').code, 2);
	assert.equal(stack.ctl('import-oneroster', file, '--commit', '--dry-run').code, 2);
	assert.equal(stack.ctl('import-oneroster', file, '--really').code, 2);
	assert.equal(stack.ctl('import-oneroster', join(folder, 'none.zip')).code, 1);
});

// ---- the importer ----

/** Its answer to one line. */
function ask(line)
{
	return new Promise((good, bad) => {
		const s = connect(stack.conf.importer_socket);
		let said = '';
		s.on('error', bad);
		s.on('data', d => { said += d; });
		s.on('close', () => good(said));
		s.write(`${line}\n`);
	});
}

function upload(board, bytes)
{
	const hex = bytes.toString('hex');
	return stack.one(`INSERT INTO roster_import (board_id, operator, uploaded_at, file_name, sha256, zip, state)
		SELECT board_id, 'test', '2026-04-01', 'x.zip', UNHEX(SHA2('x', 256)), UNHEX('${hex}'), 0 FROM board
		WHERE sourced_id = '${board.id}'; SELECT LAST_INSERT_ID()`);
}

const accountOf = id => stack.one(`SELECT account_id FROM account WHERE sourced_id = '${id}'`);
const importRow = id => stack.sql(`SELECT state, added, changed, removed, errors, needs_removals, committed_by
	FROM roster_import WHERE roster_import_id = ${id}`)[0];

function officerOf(board)
{
	const id = accountOf(`${board.key}.o1`);
	stack.sql(`UPDATE account SET state = 1 WHERE account_id = ${id}`);
	return id;
}

test('importer: check writes the counts, commit stores them once, in the name of an officer', async () => {
	const board = imported(), officer = officerOf(board), teacher = accountOf(`${board.key}.s1.t1`);
	board.person('s1.p0').family = '髙橋';
	const id = upload(board, boardZip(board));
	assert.equal(await ask(`commit ${id} ${officer} 0`), 'failed state\n');
	assert.equal(await ask(`check ${id}`), 'ok\n');
	assert.deepEqual(importRow(id), ['1', '0', '1', '0', '0', '0', null]);
	assert.deepEqual(stack.sql(`SELECT school, class, what, added, changed, removed FROM roster_change WHERE roster_import_id = ${id}`),
		[['第1小学校', '1年1組', '0', '0', '1', '0']]);
	assert.equal(await ask(`commit ${id} ${teacher} 0`), 'failed account\n');
	assert.equal(stack.one(`SELECT family_name FROM pupil WHERE sourced_id = '${board.key}.s1.p0'`), '佐藤');
	assert.equal(await ask(`commit ${id} ${officer} 0`), 'ok\n');
	assert.equal(stack.one(`SELECT family_name FROM pupil WHERE sourced_id = '${board.key}.s1.p0'`), '髙橋');
	assert.deepEqual(importRow(id), ['3', '0', '1', '0', '0', '0', officer]);
	assert.equal(await ask(`commit ${id} ${officer} 0`), 'failed state\n');
	assert.equal(await ask(`check ${id}`), 'failed state\n');
	assert.deepEqual(stack.sql(`SELECT account_id, act FROM audit_event WHERE object = 7 AND object_id = ${id}`), [[officer, '14']]);
});

test('importer: removals need the word, another board is refused, an officer of another board too', async () => {
	const board = imported(), officer = officerOf(board), other = imported(), otherOfficer = officerOf(other);
	const whole = boardZip(board);
	board.people = board.people.filter(p => !(p.role === 'student' && p.number <= 2));
	const id = upload(board, boardZip(board));
	assert.equal(await ask(`check ${id}`), 'ok\n');
	assert.equal(await ask(`commit ${id} ${otherOfficer} 1`), 'failed account\n');
	assert.equal(await ask(`commit ${id} ${officer} 0`), 'failed removals\n');
	assert.equal(active(board, 's1'), 60);
	assert.equal(await ask(`commit ${id} ${officer} 1`), 'ok\n');
	assert.equal(active(board, 's1'), 48);
	const foreign = upload(other, whole);
	assert.equal(await ask(`check ${foreign}`), 'ok\n');
	assert.equal(importRow(foreign)[0], '2');
	assert.deepEqual(stack.sql(`SELECT error, file, rule FROM roster_finding WHERE roster_import_id = ${foreign}`),
		[['1', 'orgs.csv', 'BOARD_OTHER']]);
	assert.equal(await ask(`commit ${foreign} ${otherOfficer} 1`), 'failed state\n');
	assert.equal(active(board, 's1'), 48);
});

test('importer: what is no roster, no upload or no request', async () => {
	const board = imported(), id = upload(board, Buffer.from('garbage'));
	assert.equal(await ask(`check ${id}`), 'ok\n');
	assert.deepEqual(stack.sql(`SELECT rule FROM roster_finding WHERE roster_import_id = ${id}`), [['NOT_ZIP']]);
	assert.equal(importRow(id)[0], '2');
	assert.equal(await ask('check 999999999'), 'failed unknown\n');
	assert.equal(await ask('check 1 2'), 'failed request\n');
	assert.equal(await ask('hello'), 'failed request\n');
});
