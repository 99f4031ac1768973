// run.mjs [RING...] -- runs the rings (design.md 10), all when none is named, sums
// what passed and failed, and ends with one line "N passed, N failed"; exit 1 if
// any failed.  Programs are built before: "make test".  What each ring printed
// stays in build/test/run-PID/RING.log until the next run.
//
// TEST_BUILD: folder of the programs (build; build/san for the sanitized ones).
// FUZZ_SECONDS: for each fuzz target (10).
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(new URL('.', import.meta.url)), '..');
const logs = join(root, 'build/test', `run-${process.pid}`);
process.env.TEST_PLACE = logs;
const { build, startStack, stopStack } = await import('./support/stack.mjs');
const sanitized = build !== join(root, 'build');
const children = new Set();
const results = [];
let stopping = false;

const env = { ...process.env,
	CMOCKA_MESSAGE_OUTPUT: 'TAP',
	ASAN_OPTIONS: 'detect_leaks=1:exitcode=99:allocator_may_return_null=1',
	UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
};

/** Runs a program: every line goes to the log of the ring; "ok" and "not ok" are counted. */
function count(ring, what, file, args, more = {})
{
	return new Promise(done => {
		const out = { ring, what, passed: 0, failed: 0, reasons: [], last: [] };
		const start = performance.now();
		if (stopping)
			return done({ ...out, failed: 1, reasons: [`not ok - ${what}: not begun`], seconds: 0 });
		const child = spawn(file, args, { cwd: root, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
		let tail = '', failing = false;
		const line = l => {
			ring.log.write(`${l}\n`);
			out.last = [...out.last, l].slice(-20);
			if (/^ok\b/.test(l)) {
				out.passed++;
				failing = false;
			} else if (/^not ok\b/.test(l)) {
				out.failed++;
				failing = true;
				out.reasons.push(l);
			} else if (failing && /^#/.test(l)) {
				out.reasons.push(l);
			}
		};
		const hear = d => {
			const lines = (tail + d).split('\n');
			tail = lines.pop();
			lines.forEach(line);
		};
		children.add(child);
		child.stdout.setEncoding('utf8').on('data', hear);
		child.stderr.setEncoding('utf8').on('data', hear);
		child.on('error', e => line(`not ok - ${what} # ${e.message}`));
		child.on('close', (code, signal) => {
			children.delete(child);
			if (tail !== '')
				line(tail);
			if (code !== 0 && out.failed === 0) {
				out.failed++;
				out.reasons.push(`not ok - ${what} ended with ${signal ?? code}`);
			}
			if (code === 0 && out.passed + out.failed === 0) {
				out.failed++;
				out.reasons.push(`not ok - ${what} tested nothing`);
			}
			out.code = code;
			out.seconds = (performance.now() - start) / 1000;
			done(out);
		});
	});
}

const files = (folder, ending) => existsSync(join(root, folder)) ?
	readdirSync(join(root, folder)).filter(f => f.endsWith(ending)).sort().map(f => join(folder, f)) : [];

function nodeAtLeast(major, minor)
{
	const [a, b] = process.versions.node.split('.').map(Number);
	return a > major || (a === major && b >= minor);
}

function node(ring, what, list, more, atOnce = 1)
{
	// Debian 12 has Node 18, which knows no --test-timeout; there only the caller's patience ends a test.
	const limit = nodeAtLeast(20, 11) ? ['--test-timeout=240000'] : [];
	return count(ring, what, process.execPath, ['--test', `--test-concurrency=${atOnce}`, ...limit,
		'--test-reporter=./tests/support/reporter.mjs', ...list], more);
}

/** A check of one exit code that prints its faults itself. */
async function whole(ring, name, file, args)
{
	const r = await count(ring, name, file, args);
	if (r.code === 0)
		Object.assign(r, { passed: 1, failed: 0, reasons: [] });
	else
		r.reasons.push(...r.last);
	return [r];
}

// Those that keep the shared stack as they found it; the others start their own.
const ownStack = /(away|localrun|restart|signin)\.test\.mjs$/;

const rings = {
	async lint(ring)
	{
		return [...await whole(ring, 'houselint', join(root, 'build/bin/houselint'), ['.']),
			...await whole(ring, 'released migrations are as they were', 'sh',
				['-c', 'cd sql/migrations && sha256sum --quiet --check released.sha256'])];
	},
	async unit(ring)
	{
		const all = readdirSync(join(build, 'unit')).filter(f => /^test_\w+$/.test(f)).sort();
		const out = [];
		for (const f of all)
			out.push(await count(ring, f, join(build, 'unit', f), []));
		return out;
	},
	async golden(ring)
	{
		return [await count(ring, 'tmplc', 'sh', ['tests/golden/tmplc.sh', 'build/tools/tmplc']),
			await count(ring, 'po', 'sh', ['tests/golden/po.sh', 'build/tools/tmplc'])];
	},
	async sqlc(ring)
	{
		return [await count(ring, 'sqlc', 'sh', ['tests/sql/sqlc.sh', 'build/tools/sqlc'])];
	},
	async refusals(ring)
	{
		return [await count(ring, 'refusals', 'bash', ['tests/refusals/run.sh'])];
	},
	async fuzz(ring)
	{
		const out = [];
		for (const f of readdirSync(join(root, 'build/fuzz')).filter(x => /^fuzz_\w+$/.test(x)).sort())
			out.push(...await whole(ring, f, 'sh', ['tests/fuzz/run.sh', f, env.FUZZ_SECONDS ?? '10']));
		return out;
	},
	async sql(ring, shared)
	{
		return [await node(ring, 'sql', files('tests/sql', '.test.mjs'), { RENRAKU_STACK: (await shared()).state() })];
	},
	async http(ring, shared)
	{
		const all = files('tests/http', '.test.mjs');
		const out = [await node(ring, 'http', all.filter(f => !ownStack.test(f)), { RENRAKU_STACK: (await shared()).state() })];
		for (const f of all.filter(x => ownStack.test(x)))
			out.push(await node(ring, basename(f, '.test.mjs'), [f], {}));
		return out;
	},
	async browser(ring, shared)
	{
		return [await node(ring, 'browser', files('tests/browser', '.test.mjs'), { RENRAKU_STACK: (await shared('browser')).state() }, 2)];
	},
};

// Two cores: one lane compiles and computes, the other waits for servers.
const lanes = [['lint', 'unit', 'golden', 'sqlc', 'refusals', 'fuzz'], ['sql', 'http', 'browser']];
const chosen = process.argv.slice(2).length > 0 ? process.argv.slice(2) :
	sanitized ? ['unit', 'sql', 'http'] : lanes.flat();

// The http ring leaves schools without a telephone and classes of other sizes; people in a browser begin anew.
const stacks = {};
const shared = (name = 'shared') => (stacks[name] ??= startStack({ name }));

async function lane(names)
{
	for (const name of names.filter(n => chosen.includes(n))) {
		if (stopping)
			return;
		const ring = { name, log: createWriteStream(join(logs, `${name}.log`)) };
		let out;
		try {
			out = await rings[name](ring, shared);
		} catch (e) {
			out = [{ what: name, passed: 0, failed: 1, reasons: [`not ok - ${name}: ${e.message}`], seconds: 0 }];
		}
		ring.log.end();
		for (const r of out) {
			console.log(`${name}: ${r.what}: ${r.passed} passed, ${r.failed} failed (${Math.round(r.seconds)} s)`);
			r.reasons.forEach(l => console.log(`  ${l}`));
			results.push(r);
		}
	}
}

/** Removes a folder of state, also when it is a link to where other users can enter. */
function remove(path)
{
	if (lstatSync(path).isSymbolicLink() && existsSync(path))
		rmSync(realpathSync(path), { recursive: true, force: true });
	rmSync(path, { recursive: true, force: true });
}

/** What a test file that was killed may have left. */
function sweep(folder)
{
	for (const f of readdirSync(folder).filter(x => !x.endsWith('.log')))
		remove(join(folder, f));
}

/** Logs of runs that are over. */
function forget()
{
	for (const f of readdirSync(join(root, 'build/test')).filter(x => /^run-\d+$/.test(x)))
		if (!existsSync(`/proc/${f.slice(4)}`)) {
			sweep(join(root, 'build/test', f));
			remove(join(root, 'build/test', f));
		}
}

function stop()
{
	stopping = true;
	children.forEach(c => c.kill('SIGINT'));
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

const unknown = chosen.filter(n => !(n in rings));
if (unknown.length > 0) {
	console.error(`run.mjs: no ring ${unknown.join(' ')}; there are ${Object.keys(rings).join(' ')}`);
	process.exit(2);
}
mkdirSync(logs, { recursive: true });
forget();
await Promise.all(lanes.map(lane));
for (const stack of Object.values(stacks))
	await stack.then(stopStack).catch(e => {
		console.log(`not ok - a stack: ${e.message}`);
		results.push({ passed: 0, failed: 1 });
	});
sweep(logs);
const sum = key => results.reduce((n, r) => n + r[key], 0);
if (stopping)
	results.push({ passed: 0, failed: 1 });
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
