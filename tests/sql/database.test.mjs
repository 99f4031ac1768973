// database.test.mjs -- migrations, statements and what each database account must not do.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { build, root, runProgram, useStack } from '../support/stack.mjs';

const stack = await useStack();
const temporary = [];
after(() => temporary.forEach(d => rmSync(d, { recursive: true, force: true })));

function folder()
{
	const d = mkdtempSync(join(tmpdir(), 'renraku-sql-'));
	chmodSync(d, 0o755);
	temporary.push(d);
	return d;
}

/** One statement as a database account: null, or the number of the error. */
function refusal(user, statement)
{
	const secret = readFileSync(join(stack.conf.secrets_dir, `renraku_${user}`), 'utf8').trim();
	try {
		execFileSync('mariadb', ['--no-defaults', '-u', `renraku_${user}`, '-S', stack.conf.db_socket, 'renraku',
			'-e', statement], { env: { ...process.env, MYSQL_PWD: secret }, stdio: 'pipe' });
		return null;
	} catch (e) {
		return Number(String(e.stderr).match(/ERROR (\d+)/)?.[1] ?? -1);
	}
}

// 1142: this verb on this table; 1143: on this column; 1044: on this database; 1227: an administrator's right.
const refused = [1044, 1142, 1143, 1227, 1370];
const workers = ['portal', 'absences', 'mailer', 'importer'];

for (const user of workers) {
	for (const statement of [
		'UPDATE audit_event SET act = 1', 'DELETE FROM audit_event', 'TRUNCATE audit_event',
		'DROP TABLE audit_event', 'CREATE TABLE own (a INT)', 'ALTER TABLE account ADD own INT',
		'CREATE DATABASE own', 'SELECT * FROM mysql.global_priv', "SELECT 1 INTO OUTFILE '/tmp/renraku-never'",
		'CREATE USER nobody', 'GRANT SELECT ON renraku.account TO renraku_mailer@localhost',
		'DELETE FROM absence', 'DELETE FROM absence_history', 'UPDATE absence_history SET act = 0',
		'DELETE FROM migration', 'UPDATE register_code SET label = code', 'UPDATE request_key SET result = result',
		'DELETE FROM receipt', 'UPDATE receipt SET number = number', 'DELETE FROM account',
	])
		test(`${user} must not: ${statement}`, () => {
			const code = refusal(user, statement);
			assert.ok(refused.includes(code), `answered ${code}`);
		});
}

const never = {
	portal: ['INSERT INTO register_entry SELECT * FROM register_entry', 'DELETE FROM register_entry',
		'UPDATE register_entry SET final = 1', 'UPDATE absence SET state = 2', 'SELECT note FROM absence',
		'SELECT body FROM outbox', 'DELETE FROM pupil', 'DELETE FROM school_class', 'DELETE FROM guardian'],
	absences: ['UPDATE account SET state = 1', 'INSERT INTO account_role SELECT * FROM account_role',
		'SELECT password_hash FROM account', 'UPDATE pupil SET active = 0', 'INSERT INTO guardian SELECT * FROM guardian',
		'UPDATE guardian SET live = NULL', 'SELECT * FROM code_sheet', 'SELECT * FROM mail_token', 'SELECT * FROM outbox',
		'SELECT * FROM roster_import', 'SELECT * FROM throttle', 'SELECT * FROM audit_event'],
	mailer: ['SELECT * FROM pupil', 'SELECT * FROM absence', 'SELECT password_hash FROM account', 'SELECT * FROM session',
		'SELECT * FROM guardian', 'DELETE FROM outbox', 'UPDATE outbox SET body = subject', 'UPDATE outbox SET mail = subject'],
	importer: ['SELECT * FROM session', 'SELECT * FROM absence', 'SELECT * FROM register_entry', 'SELECT * FROM mail_token',
		'SELECT * FROM outbox', 'SELECT * FROM guardian', 'DELETE FROM pupil', 'DELETE FROM school_class',
		'SELECT password_hash FROM account', 'UPDATE account SET password_hash = NULL', 'SELECT * FROM code_sheet'],
};
for (const [user, statements] of Object.entries(never))
	for (const statement of statements)
		test(`${user} must not: ${statement}`, () => {
			const code = refusal(user, statement);
			assert.ok(refused.includes(code), `answered ${code}`);
		});

test('the accounts of modules and helpers do get in', () => {
	for (const user of workers)
		assert.equal(refusal(user, 'SELECT 1'), null, user);
});

test('nobody gets in without a password', () => {
	for (const user of [...workers, 'ctl'])
		assert.throws(() => execFileSync('mariadb', ['--no-defaults', '-u', `renraku_${user}`, '-S',
			stack.conf.db_socket, '-e', 'SELECT 1'], { env: { ...process.env, MYSQL_PWD: '' }, stdio: 'pipe' }), user);
});

test('every table and every column says what it is', () => {
	assert.deepEqual(stack.sql(`SELECT table_name FROM information_schema.tables
		WHERE table_schema = 'renraku' AND table_comment = ''`), []);
	assert.deepEqual(stack.sql(`SELECT table_name, column_name FROM information_schema.columns
		WHERE table_schema = 'renraku' AND column_comment = ''`), []);
});

test('no column compares names loosely, and no time ends in 2038', () => {
	assert.deepEqual(stack.sql(`SELECT table_name, column_name, collation_name FROM information_schema.columns
		WHERE table_schema = 'renraku' AND collation_name IS NOT NULL
		AND collation_name NOT IN ('utf8mb4_nopad_bin', 'utf8mb4_uca1400_as_cs')`), []);
	assert.deepEqual(stack.sql(`SELECT table_name, column_name FROM information_schema.columns
		WHERE table_schema = 'renraku' AND data_type = 'timestamp'`), []);
});

test('names that look alike are told apart', () => {
	const alike = (column, a, b) => stack.one(`SELECT COUNT(*) FROM (SELECT CONVERT('${a}' USING utf8mb4) COLLATE ${column} AS x) t
		WHERE x = '${b}'`);
	for (const [a, b] of [['𠮷', '𡈽'], ['さとう', 'サトウ'], ['髙', '高'], ['﨑', '崎']])
		assert.equal(alike('utf8mb4_uca1400_as_cs', a, b), '0', `${a} ${b}`);
});

test('the server runs with the settings that the product relies on', () => {
	const want = { innodb_flush_log_at_trx_commit: '1', sync_binlog: '1', secure_timestamp: 'YES',
		innodb_rollback_on_timeout: 'ON', innodb_lock_wait_timeout: '5', local_infile: 'OFF', skip_networking: 'ON',
		transaction_isolation: 'READ-COMMITTED' };
	for (const [name, value] of Object.entries(want)) {
		const [[, have]] = stack.sql(`SHOW GLOBAL VARIABLES LIKE '${name === 'transaction_isolation' ? 'tx_isolation' : name}'`);
		assert.equal(have, value, name);
	}
	const [[, mode]] = stack.sql("SHOW GLOBAL VARIABLES LIKE 'sql_mode'");
	assert.match(mode, /STRICT_(ALL|TRANS)_TABLES/);
});

test('each module finds every statement fitting', () => {
	for (const module of ['portal', 'absences']) {
		const { code, out } = stack.program(module, '--check');
		assert.equal(code, 0, out);
		assert.match(out, new RegExp(`^${module}: [1-9]\\d* statements fit`, 'm'));
	}
});

/** A database of its own in the same server, and a configuration that names it. */
function otherDatabase(name)
{
	const conf = join(folder(), 'renraku.conf');
	stack.sql(`DROP DATABASE IF EXISTS ${name};
		CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
		GRANT ALL PRIVILEGES ON ${name}.* TO 'renraku_ctl'@'localhost'`);
	writeFileSync(conf, readFileSync(join(stack.run, 'renraku.conf'), 'utf8')
		.replace(/^db_name = .*$/m, `db_name = ${name}`));
	const ctl = (...args) => runProgram(join(build, 'bin/renrakuctl'), ['--config', conf, ...args], { cwd: root });
	return { ctl, conf, drop: () => stack.sql(`REVOKE ALL PRIVILEGES ON ${name}.* FROM 'renraku_ctl'@'localhost';
		DROP DATABASE ${name}`) };
}

test('a statement that does not fit the schema stops the worker and is named', () => {
	const db = otherDatabase('renraku_misfit');
	const check = () => runProgram(join(build, 'bin/absences'), ['--config', db.conf, '--check']);
	try {
		assert.equal(db.ctl('migrate').code, 0);
		stack.sql(readFileSync(join(root, 'sql/grants/absences.sql'), 'utf8').replace(/\brenraku\./g, 'renraku_misfit.'));
		assert.equal(check().code, 0, check().out);
		stack.sql('ALTER TABLE renraku_misfit.absence RENAME COLUMN withdrawn_at TO withdrawn_ta');
		const { code, out } = check();
		assert.equal(code, 1, out);
		assert.match(out, /statement \w+|\b(report|child|absence|board|receipt)_\w+/);
		assert.match(out, /withdrawn_at/);
	} finally {
		db.drop();
	}
});

function shape(database)
{
	return stack.sql(`SELECT table_name FROM information_schema.tables WHERE table_schema = '${database}' ORDER BY 1`)
		.map(([t]) => stack.sql(`SHOW CREATE TABLE ${database}.${t}`)[0][1].replace(/ AUTO_INCREMENT=\d+/, '')).join(';\n');
}

test('all migrations on an empty database give sql/schema.sql, and again nothing changes', () => {
	const made = otherDatabase('renraku_made'), written = otherDatabase('renraku_written');
	try {
		const first = made.ctl('migrate');
		assert.equal(first.code, 0, first.out);
		const shaped = shape('renraku_made');
		assert.ok(shaped.includes('CREATE TABLE `absence`'));
		const again = made.ctl('migrate');
		assert.equal(again.code, 0, again.out);
		assert.equal(shape('renraku_made'), shaped);
		execFileSync('mariadb', ['--no-defaults', '--default-character-set=utf8mb4', '-u', userInfo().username,
			'-S', stack.conf.db_socket, 'renraku_written'], { input: readFileSync(join(root, 'sql/schema.sql')), stdio: 'pipe' });
		assert.equal(shape('renraku_written'), shaped);
		assert.equal(shape('renraku'), shaped);
	} finally {
		made.drop();
		written.drop();
	}
});

test('each migration is harmless to repeat', () => {
	const db = otherDatabase('renraku_repeat');
	try {
		assert.equal(db.ctl('migrate').code, 0);
		const shaped = shape('renraku_repeat');
		stack.sql('DELETE FROM renraku_repeat.migration');
		const { code, out } = db.ctl('migrate');
		assert.equal(code, 0, out);
		assert.equal(shape('renraku_repeat'), shaped);
	} finally {
		db.drop();
	}
});

test('a migration changed after release is refused by name', () => {
	const db = otherDatabase('renraku_changed'), dir = folder();
	cpSync(join(root, 'sql/migrations'), dir, { recursive: true });
	const first = readdirSync(dir).sort()[0];
	try {
		assert.equal(db.ctl('migrate', '--dir', dir).code, 0);
		writeFileSync(join(dir, first), readFileSync(join(dir, first), 'utf8') + '\n-- more\n');
		const { code, out } = db.ctl('migrate', '--dir', dir);
		assert.equal(code, 1, out);
		assert.ok(out.includes(first), out);
	} finally {
		db.drop();
	}
});

test('the grants are harmless to repeat', () => {
	const grants = () => workers.map(u => stack.sql(`SHOW GRANTS FOR 'renraku_${u}'@'localhost'`).join('\n')).join('\n')
		.replace(/IDENTIFIED BY PASSWORD '[^']*'/g, '');
	const first = grants();
	for (const f of readdirSync(join(root, 'sql/grants')))
		stack.sql(readFileSync(join(root, 'sql/grants', f), 'utf8'));
	assert.equal(grants(), first);
});
