// roster.test.mjs -- AB-09, AB-10: rosters at the command line and in the browser.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { useStack } from '../support/stack.mjs';
import { newOfficer, quote, signedIn } from '../support/people.mjs';
import { newCity, roster, rosterFiles } from '../support/roster.mjs';
import { zip } from '../support/zip.mjs';

const stack = await useStack();
const folder = mkdtempSync(join(tmpdir(), 'renraku-roster-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const tag = process.pid.toString(36);
let serial = 0;
const someCity = options => newCity(`名${tag}${serial++}x`, options);
const clone = city => structuredClone(city);

function file(content, name = `r${serial++}.zip`)
{
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

const run = (content, ...options) => stack.ctl('import-oneroster', file(content), ...options);
const pupils = city => stack.sql(`SELECT p.master_id, p.active, p.family_name, p.given_name, c.sourced_id, p.attendance_number
	FROM pupil p JOIN school s USING (school_id) JOIN board b USING (board_id) LEFT JOIN school_class c ON c.class_id = p.class_id
	WHERE b.sourced_id = '${city.board.id}' ORDER BY p.master_id`);
const boardOf = city => stack.one(`SELECT board_id FROM board WHERE sourced_id = '${city.board.id}'`);
const counts = out => out.match(/(\d+) added, (\d+) changed, (\d+) removed/)?.slice(1).map(Number);

function commit(city, options, ...more)
{
	const { code, out } = run(roster(city, options), '--commit', ...more);
	assert.equal(code, 0, out);
	assert.match(out, /stored$/m);
	return counts(out);
}

function everything()
{
	const tables = ['board', 'school', 'school_class', 'pupil', 'account', 'account_role', 'class_teacher', 'roster_import'];
	return stack.sql(`CHECKSUM TABLE ${tables.join(', ')}`);
}

describe('the command line', () => {
	for (const dialect of ['k12v1', 'jp121'])
		test(`${dialect}: a dry run is the default and writes nothing; --commit stores; again changes nothing (OK-01, OK-02, OK-07)`, () => {
			const city = someCity(), content = roster(city, { dialect }), earlier = everything();
			for (const options of [[], ['--dry-run']]) {
				const { code, out } = run(content, ...options);
				assert.equal(code, 0, out);
				assert.match(out, /nothing was stored/);
				assert.ok(out.includes(city.schools[0].name) && out.includes(city.schools[0].classes[0].title), out);
				assert.deepEqual(everything(), earlier);
			}
			const first = run(content, '--commit');
			assert.equal(first.code, 0, first.out);
			assert.equal(pupils(city).length, 10);
			const again = run(content, '--commit');
			assert.equal(again.code, 0, again.out);
			assert.deepEqual(counts(again.out), [0, 0, 0]);
			const fresh = commit(city, { dialect });
			assert.deepEqual(fresh, [0, 0, 0], 'the same people under new row numbers');
			const [[sha, operator, system]] = stack.sql(`SELECT HEX(sha256), operator, source_system FROM roster_import
				WHERE board_id = ${boardOf(city)} OR source_system = '試験校務' ORDER BY roster_import_id DESC LIMIT 1`);
			assert.match(sha, /^[0-9A-F]{64}$/);
			assert.match(operator, /^renrakuctl/);
			assert.equal(system, '試験校務');
		});
	test('--help and exit codes', () => {
		const help = stack.ctl('import-oneroster', '--help');
		assert.equal(help.code, 0);
		for (const word of ['--commit', '--dry-run', '--strict', '--allow-removals'])
			assert.ok(help.out.includes(word), word);
		const good = file(roster(someCity()));
		assert.equal(stack.ctl('import-oneroster').code, 2);
		assert.equal(stack.ctl('import-oneroster', good, '--comit').code, 2);
		assert.equal(stack.ctl('import-oneroster', good, '--commit', '--dry-run').code, 2);
		assert.equal(stack.ctl('import-oneroster', join(folder, 'nobody.zip')).code, 1);
		assert.equal(stack.ctl('import-oneroster', file('not a zip')).code, 1);
		assert.equal(stack.ctl('nonsense').code, 2);
		assert.equal(stack.ctl().code, 2);
		for (const verb of ['migrate', 'create-officer', 'permissions', 'check-config', 'doctor', 'tidy', 'demo']) {
			const h = stack.ctl(verb, '--help');
			assert.equal(h.code, 0, verb);
			assert.ok(h.out.includes(verb), verb);
		}
	});
	test('findings come all at once, with file, line, column, value and a sentence', () => {
		const city = someCity(), files = rosterFiles(city);
		files['users.csv'] = files['users.csv'].replace('"P1"', '"K1"').replace('"true"', '"no"');
		files['enrollments.csv'] = files['enrollments.csv'].replace(city.schools[0].classes[1].id, 'nobody');
		const { code, out } = run(zip(files), '--commit');
		assert.equal(code, 1);
		const found = out.split('\n').filter(l => /^[\w.]+\.csv:\d+:/.test(l));
		assert.ok(found.length >= 3, out);
		assert.ok(found.some(l => /^users\.csv:\d+:grades:K1: .+/.test(l)), out);
		assert.ok(found.some(l => /^enrollments\.csv:\d+:classSourcedId:nobody: .+/.test(l)), out);
		assert.match(out, /[1-9]\d* errors/);
		assert.equal(boardOf(city), null);
	});
	test('OK-12: names keep every byte', () => {
		const city = someCity({ nclasses: 1, npupils: 7 });
		const names = ['𡈽', '髙', '﨑', '葛\u{E0100}', 'が\u3099', 'Ångström', "O'Brien \"Q\""];
		city.schools[0].classes[0].pupils.forEach((p, i) => { p.family = names[i]; });
		commit(city);
		for (const p of city.schools[0].classes[0].pupils)
			assert.equal(stack.one(`SELECT HEX(family_name) FROM pupil WHERE master_id = '${p.master}'`),
				Buffer.from(p.family).toString('hex').toUpperCase(), p.family);
		assert.deepEqual(commit(city), [0, 0, 0]);
		const one = clone(city);
		one.schools[0].classes[0].pupils[1].family = '高';
		assert.deepEqual(commit(one), [0, 1, 0], '髙 and 高 are two names');
	});
	test('AB-09: a new name, a moved pupil, a new number and a newcomer follow; parents stay linked', () => {
		const city = someCity();
		commit(city);
		const next = clone(city), [one, two] = next.schools[0].classes;
		const [renamed] = one.pupils, moved = one.pupils.pop();
		renamed.family = '新姓';
		two.pupils.push(moved);
		moved.number = 99;
		two.pupils.push({ ...newCity('x', { nclasses: 1, npupils: 1 }).schools[0].classes[0].pupils[0], username: `new-${tag}`, number: 100 });
		const id = stack.one(`SELECT pupil_id FROM pupil WHERE master_id = '${renamed.master}'`);
		assert.deepEqual(commit(next), [1, 2, 0]);
		assert.equal(stack.one(`SELECT family_name FROM pupil WHERE pupil_id = ${id}`), '新姓');
		const row = pupils(next).find(r => r[0] === moved.master);
		assert.deepEqual([row[4], row[5]], [two.id, '99']);
	});
	test('another sourcedId with the same userMasterIdentifier is the same pupil (2.6)', () => {
		const city = someCity(), next = clone(city);
		commit(city);
		next.schools[0].classes[0].pupils[0].id = randomUUID();
		commit(next);
		assert.equal(pupils(next).length, 10);
		assert.equal(pupils(next).filter(r => r[1] === '1').length, 10);
	});
	test('the same name is not the same pupil (2.6)', () => {
		const city = someCity({ nclasses: 1, npupils: 1 }), next = clone(city);
		commit(city);
		Object.assign(next.schools[0].classes[0].pupils[0], { id: randomUUID(), master: randomUUID(), username: `other-${tag}` });
		commit(next, {}, '--allow-removals');
		assert.deepEqual(pupils(next).map(r => r[1]).sort(), ['0', '1']);
	});
	test('NG-22: more than a tenth of a school is removed only with --allow-removals', () => {
		const city = someCity({ npupils: 10 });
		commit(city);
		const one = clone(city), many = clone(city);
		one.schools[0].classes[0].pupils.splice(0, 2);
		many.schools[0].classes[0].pupils.splice(0, 3);
		const dry = run(roster(many));
		assert.match(dry.out, /--allow-removals/);
		const refused = run(roster(many), '--commit');
		assert.equal(refused.code, 1);
		assert.equal(pupils(city).filter(r => r[1] === '1').length, 20);
		assert.deepEqual(commit(one), [0, 0, 2], 'a tenth is not more than a tenth');
		assert.equal(run(roster(city), '--commit').code, 0);
		assert.equal(pupils(city).filter(r => r[1] === '1').length, 20, 'those who come back are active again');
		assert.deepEqual(commit(many, {}, '--allow-removals'), [0, 0, 3]);
		assert.equal(pupils(city).length, 20, 'marked, not deleted');
	});
	test('NG-23: a ZIP of one school leaves the others untouched', () => {
		const city = someCity({ nschools: 2 });
		commit(city);
		const earlier = pupils(city);
		assert.deepEqual(commit(city, { only: [city.schools[0].id] }), [0, 0, 0]);
		assert.deepEqual(pupils(city), earlier);
		const fewer = clone(city);
		fewer.schools[0].classes[0].pupils.splice(0, 1);
		commit(fewer, { only: [city.schools[0].id] }, '--allow-removals');
		assert.equal(pupils(city).filter(r => r[1] === '0').length, 1);
	});
	test('a bomb, a folder, a path that leaves, a ZIP cut short: refused without a trace', () => {
		const city = someCity(), files = rosterFiles(city), good = roster(city);
		for (const bad of [zip({ ...files, 'sub/users.csv': 'x' }), zip({ ...files, '../evil.csv': 'x' }), good.subarray(0, good.length - 40),
			zip({ 'users.csv': files['users.csv'] }), Buffer.alloc(0)]) {
			const { code, out } = run(bad, '--commit');
			assert.equal(code, 1, out);
		}
		assert.equal(boardOf(city), null);
	});
	test('staff accounts and roles follow the roles of the roster, without passwords', () => {
		const city = someCity();
		commit(city);
		const role = p => stack.sql(`SELECT r.role, r.active, a.state, a.password_hash FROM account a JOIN account_role r USING (account_id)
			WHERE a.master_id = '${p.master}' ORDER BY r.role`);
		assert.deepEqual(role(city.schools[0].principal), [['1', '1', '0', null], ['2', '1', '0', null]]);
		assert.deepEqual(role(city.schools[0].classes[0].teacher), [['1', '1', '0', null]]);
		const next = clone(city);
		next.schools[0].classes[0].teacher = next.schools[0].classes[1].teacher;
		const files = rosterFiles(next);
		for (const f of ['users.csv', 'roles.csv'])
			files[f] = [...new Map(files[f].split('\r\n').map(l => [f === 'users.csv' ? l.split(',')[0] : l, l])).values()].join('\r\n');
		const { code, out } = run(zip(files), '--commit');
		if (code === 0)
			assert.deepEqual(role(city.schools[0].classes[0].teacher).map(r => r[1]), ['0']);
		else
			assert.match(out, /roles\.csv/);
	});
});

describe('the browser', () => {
	let city, officer;
	before(async () => {
		city = someCity({ npupils: 10 });
		commit(city);
		officer = await signedIn(stack, newOfficer(stack, boardOf(city)));
	});

	async function upload(content, name = 'roster.zip')
	{
		const form = (await officer.open('/roster')).form('#main');
		form.force('zip', { name, type: 'application/zip', content });
		return form.submit();
	}

	test('the same roster again: nothing would change', async () => {
		const page = await upload(roster(city));
		assert.match(page.main, /変わるところはありません/);
	});
	test('a preview counts for each class, and only the commit changes', async () => {
		const next = clone(city);
		next.schools[0].classes[0].pupils[0].given = '新しい名';
		const page = await upload(roster(next));
		const row = page.all('tbody tr').find(e => e.text.includes(next.schools[0].classes[0].title));
		assert.ok(row, page.main);
		assert.equal(stack.count(`SELECT COUNT(*) FROM pupil WHERE given_name = '新しい名' AND master_id = '${next.schools[0].classes[0].pupils[0].master}'`), 0);
		const form = page.form('/roster/commit');
		const done = await form.submit();
		assert.match(done.main, /反映しました/);
		assert.equal(stack.one(`SELECT given_name FROM pupil WHERE master_id = '${next.schools[0].classes[0].pupils[0].master}'`), '新しい名');
		const audited = stack.count('SELECT COUNT(*) FROM audit_event WHERE act = 14');
		assert.match((await form.submit()).main, /反映しました/);
		assert.equal(stack.count('SELECT COUNT(*) FROM audit_event WHERE act = 14'), audited, 'twice is once');
		city = next;
	});
	test('NG-22: removals need the checkbox', async () => {
		const next = clone(city);
		next.schools[0].classes[0].pupils.splice(0, 5);
		const page = await upload(roster(next));
		const form = page.form('/roster/commit');
		assert.ok(form.names().includes('allow_removals'));
		const refused = await form.submit();
		assert.equal(refused.status, 422);
		assert.equal(pupils(city).filter(r => r[1] === '1').length, 20);
		const done = await refused.form('/roster/commit').fill({ allow_removals: '1' }).submit();
		assert.match(done.main, /反映しました/);
		assert.equal(pupils(city).filter(r => r[1] === '1').length, 15);
		await (await upload(roster(city))).form('/roster/commit').submit();
		assert.equal(pupils(city).filter(r => r[1] === '1').length, 20);
	});
	test('findings are shown with what to do, and as CSV in which nothing runs', async () => {
		const files = rosterFiles(city);
		files['users.csv'] = files['users.csv'].replace('"P1"', "\"=cmd|' /C calc'!A0\"").replace('"P2"', '"<script>x</script>"');
		const page = await upload(zip(files), '=名簿<b>.zip');
		assert.match(page.main, /反映できません/);
		assert.equal(page.has('/roster/commit'), false);
		assert.ok(page.main.includes("=cmd|' /C calc'!A0") && page.main.includes('<script>x</script>'));
		assert.equal(page.all('script:not([src])').length, 0);
		const csv = await officer.open(page.links.find(l => l.startsWith('/roster/findings.csv')));
		assert.match(csv.headers['content-type'], /text\/csv/);
		assert.deepEqual([...csv.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
		const rows = csv.html.slice(1).split(/\r?\n/).filter(Boolean);
		assert.ok(rows.length >= 3);
		assert.ok(rows.some(r => r.includes('users.csv')));
		for (const cell of rows.flatMap(r => r.match(/"(?:[^"]|"")*"|[^,]+/g)))
			assert.doesNotMatch(cell.replace(/^"/, ''), /^[=+\-@\t]/, cell);
		const id = page.path.match(/id=(\d+)/)[1];
		const forced = await officer.follow(officer.post('/roster/commit', { csrf: await officer.csrf(), id, allow_removals: '1' }));
		assert.doesNotMatch(forced.main, /反映しました/);
		assert.equal(stack.one(`SELECT state FROM roster_import WHERE roster_import_id = ${id}`), '2');
	});
	test('a file that is no ZIP, no file at all, and one that is too large', async () => {
		const before = stack.count('SELECT COUNT(*) FROM roster_import');
		assert.equal((await upload(Buffer.from('hello'), 'x.txt')).status, 422);
		assert.equal((await (await officer.open('/roster')).form('#main').submit()).status, 422);
		assert.equal((await upload(Buffer.alloc(0))).status, 422);
		assert.equal((await upload(Buffer.alloc(34 << 20, 'PK'))).status, 413);
		assert.equal(stack.count('SELECT COUNT(*) FROM roster_import'), before);
	});
	test('a name of a file never becomes a path', async () => {
		const page = await upload(roster(city), '../../etc/passwd.zip');
		assert.ok(!page.main.includes('..'), page.main.slice(0, 200));
		assert.ok(page.main.includes('passwd.zip'));
		assert.equal(quote('x'), "'x'");
	});
	test('a school of another board is refused', async () => {
		const other = someCity();
		commit(other);
		const stolen = clone(city);
		stolen.schools.push(clone(other).schools[0]);
		const page = await upload(roster(stolen));
		assert.equal(page.has('/roster/commit'), false, page.main.slice(0, 300));
		assert.equal(stack.one(`SELECT b.sourced_id FROM school s JOIN board b USING (board_id) WHERE s.sourced_id = '${other.schools[0].id}'`), other.board.id);
		const theirs = await upload(roster(other));
		assert.equal(theirs.has('/roster/commit'), false, theirs.main.slice(0, 300));
	});
	test('the importer away: the file is kept, and the check can be repeated with /roster/check', async () => {
		await stack.hold('importer');
		const page = await upload(roster(city), 'waiting.zip');
		assert.match(page.main, /まだ検査していません/);
		stack.release('importer');
		let checked = page;
		for (let i = 0; i < 50 && /まだ検査していません/.test(checked.main); i++) {
			await new Promise(good => setTimeout(good, 200));
			checked = await checked.form('/roster/check').submit();
		}
		assert.match(checked.main, /変わるところはありません/);
	});
	test('a large city is read in time', async () => {
		const big = someCity({ nschools: 4, nclasses: 18, npupils: 30 });
		commit(Object.assign(clone(big), { schools: big.schools.map(s => ({ ...s, classes: s.classes.map(c => ({ ...c, pupils: [] })) })) }));
		const o = await signedIn(stack, newOfficer(stack, boardOf(big)));
		const form = (await o.open('/roster')).form('#main').force('zip', { name: 'big.zip', content: roster(big) });
		const start = performance.now();
		const page = await form.submit();
		const done = await page.form('/roster/commit').submit();
		assert.match(done.main, /反映しました/);
		assert.equal(pupils(big).length, 4 * 18 * 30);
		assert.ok(performance.now() - start < 20000, `${Math.round(performance.now() - start)} ms`);
	});
});

test('nothing of the rosters stays in temporary places', () => {
	assert.deepEqual(readdirSync(join(stack.run, 'tmp')).filter(f => /\.(zip|csv)$/.test(f)), []);
});
