// stack.mjs -- one complete installation for tests: MariaDB, workers, helpers and
// nginx, started by modules/ctl/localrun.sh in a folder of its own.
import { spawn, execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, statSync,
	writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { userInfo } from 'node:os';
import { after } from 'node:test';
import { readMail } from './mail.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
// The programs under test: build, or build/san for the sanitized ones.
export const build = resolve(root, process.env.TEST_BUILD ?? 'build');
// Where stacks live: each run of run.mjs has a folder of its own.
const places = process.env.TEST_PLACE ?? join(root, 'build/test/alone');

/** A port of the loopback that nobody uses at this moment. */
export function freePort()
{
	return new Promise((good, bad) => {
		const s = createServer();
		s.on('error', bad);
		s.listen(0, '127.0.0.1', () => {
			const { port } = s.address();
			s.close(() => good(port));
		});
	});
}

const unescape = { n: '\n', t: '\t', 0: '\0', '\\': '\\' };

/** What a test asks of a stack; `state` is what startStack() gave or RENRAKU_STACK holds. */
export class Stack {
	constructor(state)
	{
		Object.assign(this, state);
		this.ca = readFileSync(join(this.run, 'tls/server.crt'));
		this.conf = Object.fromEntries(readFileSync(join(this.run, 'renraku.conf'), 'utf8').split('\n')
			.map(l => l.match(/^(\w+) = (.*)$/)).filter(Boolean).map(m => [m[1], m[2]]));
		this.demo = this.withDemo ? JSON.parse(readFileSync(join(this.run, 'demo.json'), 'utf8')) : null;
	}

	/** Rows of a statement, run as the database's own administrator; every value a string or null. */
	sql(query)
	{
		const out = execFileSync('mariadb', ['--no-defaults', '--default-character-set=utf8mb4',
			'-u', userInfo().username, '-S', this.conf.db_socket, '-N', '-B', 'renraku'],
			{ input: query, encoding: 'utf8', maxBuffer: 64 << 20 });
		return out.split('\n').slice(0, -1).map(line => line.split('\t').map(v =>
			v === 'NULL' ? null : v.replace(/\\([nt0\\])/g, (_, c) => unescape[c])));
	}

	/** The single value of a statement. */
	one(query)
	{
		const rows = this.sql(query);
		return rows.length === 0 ? null : rows[0][0];
	}

	count(query)
	{
		return Number(this.one(query));
	}

	/** Moves the clock of every program; only for a stack started with clock: true. */
	setClock(text)
	{
		if (!this.clock)
			throw new Error('this stack runs on the clock of the machine');
		writeFileSync(this.clock, text + '\n');
	}

	/** Every mail so far, oldest first: { file, to, subject, text }. */
	mails()
	{
		return readdirSync(this.conf.mail_dir).filter(f => f.endsWith('.eml'))
			.sort((a, b) => parseInt(a) - parseInt(b))
			.map(f => ({ file: f, ...readMail(readFileSync(join(this.conf.mail_dir, f))) }));
	}

	/** The mails that fit, once there are at least n; an error after 15 s. */
	async waitMails(fits, n = 1)
	{
		for (let i = 0; i < 150; i++) {
			const found = this.mails().filter(fits);
			if (found.length >= n)
				return found;
			await sleep(100);
		}
		throw new Error(`only ${this.mails().filter(fits).length} of ${n} mails came`);
	}

	/** Whether every row of the outbox was sent. */
	async waitOutbox()
	{
		for (let i = 0; i < 150 && this.count('SELECT COUNT(*) FROM outbox WHERE state = 0') > 0; i++)
			await sleep(100);
	}

	/** Process of a part: db, nginx, mailer, importer, portal, absences. */
	pid(part)
	{
		return Number(readFileSync(join(this.run, 'pid', part), 'utf8'));
	}

	/** The workers of a module. */
	workers(module)
	{
		const p = this.pid(module);
		return existsSync(`/proc/${p}`) ?
			readFileSync(`/proc/${p}/task/${p}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number) : [];
	}

	/** Stops a part and keeps it away until release(part). */
	async hold(part, signal = 'SIGTERM')
	{
		const pid = this.pid(part);
		writeFileSync(join(this.run, 'hold', part), '');
		process.kill(pid, signal);
		for (let i = 0; i < 600 && existsSync(`/proc/${pid}`); i++)
			await sleep(50);
		if (existsSync(`/proc/${pid}`))
			throw new Error(`${part} did not end`);
	}

	release(part)
	{
		rmSync(join(this.run, 'hold', part), { force: true });
	}

	/** A program of the build with its configuration: { code, out }. */
	program(name, ...args)
	{
		return runProgram(join(build, 'bin', name), ['--config', join(this.run, 'renraku.conf'), ...args], { cwd: root });
	}

	/** renrakuctl with the arguments: { code, out }. */
	ctl(...args)
	{
		return this.program('renrakuctl', ...args);
	}

	/** For RENRAKU_STACK: the same stack in another process. */
	state()
	{
		const { name, run, port, certPort, url, clock, withDemo } = this;
		return JSON.stringify({ name, run, port, certPort, url, clock, withDemo });
	}
}

/** Runs a program to its end: { code, out } with both streams in out. */
export function runProgram(file, args, options = {})
{
	try {
		return { code: 0, out: execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options }) };
	} catch (e) {
		return { code: e.status ?? -1, out: `${e.stdout ?? ''}${e.stderr ?? ''}` };
	}
}

/**
 * Starts a stack and waits for READY.  clock: its time can be set.  demo: with
 * the demonstration municipality.  conf: lines added to renraku.conf.
 * The process is in .child; end it with stopStack().
 */
export async function startStack({ name, clock = false, demo = true, workers = 3, conf = '' })
{
	const run = join(places, `${name}-${process.pid}`);
	const port = await freePort(), certPort = await freePort();
	const env = { ...process.env, RUN_DIR: run, BUILD_DIR: build, PORT: port, CERT_PORT: certPort,
		WORKERS: workers, REQUEST_RATE: 5000, REQUEST_BURST: 5000, SIGN_IN_RATE: 5000, SIGN_IN_BURST: 5000 };
	const clockFile = join(places, `${name}-${process.pid}.clock`);
	const extra = join(places, `${name}-${process.pid}.conf`);

	mkdirSync(places, { recursive: true });
	if (clock) {
		writeFileSync(clockFile, '+0\n');
		env.CLOCK_FILE = clockFile;
	}
	if (conf !== '') {
		writeFileSync(extra, conf);
		env.CONF_EXTRA = extra;
	}
	if (!demo)
		env.NO_DEMO = '1';
	let child, said;
	try {
		({ child, said } = await launch(name, env));
	} catch (e) {
		tidy(run, clockFile, extra);
		throw e;
	}
	const stack = new Stack({ name, run, port, certPort, url: `https://localhost:${port}`,
		clock: clock ? clockFile : '', withDemo: demo });
	Object.assign(stack, { child, said, env, leavings: [clockFile, extra] });
	return stack;
}

/** localrun.sh under our leash, once it says READY: { child, said() }. */
async function launch(name, env)
{
	const child = spawn('bash', [join(root, 'tests/support/leash.sh'), 'bash', join(root, 'modules/ctl/localrun.sh')],
		{ env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
	let said = '';
	await new Promise((good, bad) => {
		const hear = d => { said += d; if (/^READY$/m.test(said)) good(); };
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.on('exit', code => bad(new Error(`the stack ${name} did not start (${code}):\n${said}`)));
	});
	child.removeAllListeners('exit');
	return { child, said: () => said };
}

/** Ends a stack as Ctrl-C does; its exit code, or 'late' after 90 s. */
export function endStack(stack, signal = 'SIGTERM')
{
	if (stack.child.exitCode !== null)
		return stack.child.exitCode;
	const ended = new Promise(good => stack.child.on('exit', good));
	stack.child.kill(signal);
	return Promise.race([ended, sleep(90000, 'late', { ref: false })]);
}

/** Starts an ended stack again in its place. */
export async function restartStack(stack)
{
	Object.assign(stack, await launch(stack.name, stack.env));
}

function tidy(run, ...files)
{
	let real = run;
	try {
		real = realpathSync(run);
		cpSync(join(real, 'log'), `${run}.log`, { recursive: true });
	} catch { /* it never came so far */ }
	rmSync(real, { recursive: true, force: true });
	rmSync(run, { recursive: true, force: true });
	files.forEach(f => rmSync(f, { force: true }));
}

/** Ends a stack and removes its folder; only its logs stay, in NAME.log beside it. */
export async function stopStack(stack)
{
	const code = await endStack(stack);
	const reports = sanitizerReports(stack);
	tidy(stack.run, ...stack.leavings);
	if (code !== 0)
		throw new Error(`the stack ${stack.name} ended with ${code}:\n${stack.said()}`);
	if (reports !== '')
		throw new Error(`sanitizers report:\n${reports}`);
}

/** What address and undefined-behaviour sanitizers wrote into the logs of the stack. */
function sanitizerReports(stack)
{
	const log = join(realpathSync(stack.run), 'log');
	return readdirSync(log).filter(f => f.endsWith('.log') && statSync(join(log, f)).size > 0)
		.flatMap(f => readFileSync(join(log, f), 'utf8').split('\n')
			.filter(l => /ERROR: (Address|Leak|Undefined)|runtime error:|SUMMARY: \w*Sanitizer/.test(l))
			.map(l => `${f}: ${l}`)).join('\n');
}

/**
 * For a test file, awaited at its top: the stack that the runner started
 * (RENRAKU_STACK), or one of its own for the length of the file when it is run
 * alone or asks for options.
 */
export async function useStack(options = null)
{
	if (options === null && process.env.RENRAKU_STACK)
		return new Stack(JSON.parse(process.env.RENRAKU_STACK));
	const stack = await startStack(options ?? { name: 'alone' });
	after(() => stopStack(stack), { timeout: 120000 });
	return stack;
}
