// localrun.test.mjs -- the local run itself: a second start keeps the data, two
// runs stand side by side, an end loses and leaves nothing; and what renrakuctl
// says about the installation.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { build, endStack, restartStack, root, runProgram, startStack, stopStack, useStack } from '../support/stack.mjs';
import { Browser } from '../support/browser.mjs';
import { absenceOf, demoAccounts, newParent, newPupils, report, signedIn } from '../support/people.mjs';

const stack = await useStack({ name: 'first', workers: 2, conf: 'sheet_valid_days = 30\n' });

/** Processes whose command line names this run. */
function running(run)
{
	return readdirSync('/proc').filter(p => /^\d+$/.test(p) && Number(p) !== process.pid).filter(p => {
		try {
			return readFileSync(`/proc/${p}/cmdline`, 'utf8').includes(`${run}/`);
		} catch {
			return false;
		}
	});
}

const taken = port => new Promise(good => {
	const s = connect(port, '127.0.0.1', () => { s.destroy(); good(true); });
	s.on('error', () => good(false));
});

test('every process that can runs without the rights of root', () => {
	if (process.getuid() !== 0) {
		assert.ok(running(stack.run).length > 0);
		return;
	}
	const owner = pid => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^Uid:\s+(\d+)/m)[1]);
	for (const part of ['db', 'mailer', 'importer', 'portal', 'absences'])
		assert.notEqual(owner(stack.pid(part)), 0, part);
	for (const module of ['portal', 'absences'])
		for (const pid of stack.workers(module))
			assert.notEqual(owner(pid), 0, module);
});

test('it listens on the loopback only', () => {
	const ports = [stack.port, stack.certPort].map(p => p.toString(16).toUpperCase().padStart(4, '0'));
	const listening = ['tcp', 'tcp6'].flatMap(f => existsSync(`/proc/net/${f}`) ? readFileSync(`/proc/net/${f}`, 'utf8').split('\n') : [])
		.map(l => l.trim().split(/\s+/)).filter(c => c[3] === '0A' && ports.includes(c[1]?.split(':')[1]));
	assert.ok(listening.length >= 2);
	for (const [, address] of listening)
		assert.match(address, /^(0100007F|00000000000000000000000001000000):/);
});

test('demo.json names accounts of every role, with which one signs in', async () => {
	for (const role of ['parent', 'teacher', 'school-manager', 'board-officer'])
		await signedIn(stack, demoAccounts(stack, role)[0]);
	assert.ok(stack.demo.accounts.some(a => a.role === 'parent' && new Set(a.children.map(c => c.school)).size === 2), 'children in two schools');
	const { mode } = await import('node:fs').then(fs => fs.statSync(join(stack.run, 'demo.json')));
	assert.equal(mode & 0o077, 0, 'passwords are closed to others');
});

test('a helper that dies is started again', async () => {
	for (const part of ['mailer', 'importer']) {
		const pid = stack.pid(part);
		process.kill(pid, 'SIGKILL');
		for (let i = 0; i < 100 && (!existsSync(join(stack.run, 'pid', part)) || stack.pid(part) === pid); i++)
			await sleep(100);
		assert.notEqual(stack.pid(part), pid, part);
	}
});

test('Ctrl-C ends everything, and a second start within 10 s has what was accepted', async () => {
	const [pupil] = newPupils(stack, 1), account = newParent(stack, [pupil]);
	const parent = await signedIn(stack, account);
	await report(parent, [pupil]);
	const before = absenceOf(stack, pupil.pupil_id);
	assert.equal(await endStack(stack, 'SIGINT'), 0);
	assert.deepEqual(running(stack.run), []);
	assert.ok(!await taken(stack.port) && !await taken(stack.certPort));
	const start = performance.now();
	await restartStack(stack);
	assert.ok(performance.now() - start < 10000, `${Math.round(performance.now() - start)} ms`);
	assert.deepEqual(absenceOf(stack, pupil.pupil_id), before);
	assert.equal((await parent.get('/absences')).status, 200, 'the session is still good');
});

test('another run stands beside it, empty and apart', async () => {
	const other = await startStack({ name: 'second', demo: false, workers: 1 });
	try {
		assert.equal((await new Browser(other).get('/')).status, 200);
		assert.equal(other.count('SELECT COUNT(*) FROM account'), 0);
		assert.equal((await new Browser(stack).get('/')).status, 200);
	} finally {
		await stopStack(other);
	}
	assert.ok(!existsSync(other.run));
	assert.equal((await new Browser(stack).get('/')).status, 200);
});

test('a second run in the same place is refused, and disturbs nothing', async () => {
	const { code, out } = runProgram('bash', ['modules/ctl/localrun.sh'], { cwd: root, env: stack.env });
	assert.equal(code, 1);
	assert.match(out, /another run uses/);
	assert.equal((await new Browser(stack).get('/readyz')).status, 200);
});

test('renrakuctl doctor finds this installation well, and names what is wrong with a sick one', async () => {
	await stack.waitOutbox();
	const well = stack.ctl('doctor');
	assert.doesNotMatch(well.out, /^NG(?!.*disk space)/m);
	await stack.hold('db');
	const sick = stack.ctl('doctor');
	assert.equal(sick.code, 1);
	assert.match(sick.out, /^NG .*database/m);
	stack.release('db');
	for (let i = 0; i < 200 && (await new Browser(stack).get('/readyz')).status !== 200; i++)
		await sleep(100);
	assert.doesNotMatch(stack.ctl('doctor').out, /^NG(?!.*disk space)/m);
});

test('renrakuctl check-config shows what is in force, and a typing mistake with the nearest key', () => {
	const good = stack.ctl('check-config');
	assert.equal(good.code, 0, good.out);
	assert.match(good.out, /sheet_valid_days\s*=\s*30\b/);
	const secret = readFileSync(join(stack.conf.secrets_dir, 'renraku_portal'), 'utf8').trim();
	assert.ok(!good.out.includes(secret));
	const bad = join(stack.run, 'bad.conf');
	writeFileSync(bad, readFileSync(join(stack.run, 'renraku.conf'), 'utf8') + 'sheet_valid_dais = 3\nworker_deadline_s = soon\n');
	const { code, out } = runProgram(join(build, 'bin/renrakuctl'), ['--config', bad, 'check-config']);
	assert.equal(code, 2);
	const at = readFileSync(bad, 'utf8').split('\n').length - 2;
	assert.ok(out.includes(`bad.conf:${at}:`) && out.includes('sheet_valid_days'), out);
	assert.ok(out.includes(`bad.conf:${at + 1}:`), out);
	for (const module of ['portal', 'absences'])
		assert.equal(runProgram(join(build, 'bin', module), ['--config', bad, '--check']).code, 2, module);
});

test('renrakuctl tidy ends what is past its time, and nothing else', () => {
	stack.sql(`INSERT INTO form_draft SELECT RANDOM_BYTES(16), MIN(account_id), '/absences/report', 'x', UTC_TIMESTAMP(6) - INTERVAL 3 DAY,
		UTC_TIMESTAMP(6) - INTERVAL 2 DAY FROM account;
		INSERT INTO form_draft SELECT RANDOM_BYTES(16), MIN(account_id), '/absences/report', 'y', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 DAY FROM account`);
	const kept = stack.sql('CHECKSUM TABLE absence, pupil, account, guardian, audit_event, register_entry, request_key');
	const { code, out } = stack.ctl('tidy');
	assert.equal(code, 0, out);
	assert.equal(stack.count("SELECT COUNT(*) FROM form_draft WHERE body = 'x'"), 0);
	assert.equal(stack.count("SELECT COUNT(*) FROM form_draft WHERE body = 'y'"), 1);
	assert.deepEqual(stack.sql('CHECKSUM TABLE absence, pupil, account, guardian, audit_event, register_entry, request_key'), kept);
});
