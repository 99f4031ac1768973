// mailer.test.mjs -- mail over SMTP: what the server gets, and what happens when it says no.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createServer } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startStack, stopStack } from '../support/stack.mjs';
import { quote } from '../support/people.mjs';
import { readMail } from '../support/mail.mjs';

/** A mail server that answers RCPT as `answers` says and keeps what it was sent. */
class MailServer {
	letters = [];
	lines = [];
	answers = () => '250 ok';

	async start()
	{
		this.server = createServer(s => this.talk(s));
		await new Promise(good => this.server.listen(this.port ?? 0, '127.0.0.1', good));
		this.port = this.server.address().port;
	}

	stop()
	{
		return new Promise(good => this.server.close(good));
	}

	talk(socket)
	{
		let rest = '', letter = null;
		const say = text => socket.write(text + '\r\n');
		socket.setEncoding('latin1');
		socket.on('error', () => {});
		say('220 test');
		socket.on('data', more => {
			const lines = (rest + more).split('\r\n');
			rest = lines.pop();
			for (const line of lines) {
				if (letter !== null && line !== '.')
					letter.push(line.replace(/^\./, ''));
				else if (letter !== null) {
					this.letters.push(readMail(Buffer.from(letter.join('\r\n'), 'latin1')));
					letter = null;
					say('250 taken');
				} else
					letter = this.command(line, say, socket);
			}
		});
	}

	command(line, say, socket)
	{
		this.lines.push(line);
		if (line === 'DATA') {
			say('354 go on');
			return [];
		}
		if (line === 'QUIT')
			socket.end('221 bye\r\n');
		else
			say(line.startsWith('RCPT') ? this.answers(line) : '250 ok');
		return null;
	}
}

const server = new MailServer();
let stack, serial = 0;
before(async () => {
	await server.start();
	stack = await startStack({ name: 'mailer', clock: true, demo: false, workers: 1,
		conf: `smtp_url = smtp://127.0.0.1:${server.port}\n` });
});
after(async () => {
	await stopStack(stack);
	await server.stop();
});

/** Puts a mail into the outbox, due now. */
function put(mail, subject = '件名', body = '本文\n')
{
	return stack.one(`INSERT INTO outbox (mail, subject, body, created_at, due_at)
		VALUES (${quote(mail)}, ${quote(subject)}, ${quote(body)}, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)); SELECT LAST_INSERT_ID()`);
}

const fresh = name => `${name}-${serial++}@example.jp`;
const row = id => stack.sql(`SELECT state, tries, error FROM outbox WHERE outbox_id = ${id}`)[0];

async function becomes(id, ...wanted)
{
	let found;
	for (let i = 0; i < 100; i++) {
		found = row(id);
		if (wanted.every((w, k) => w === found[k]))
			return;
		await sleep(100);
	}
	assert.deepEqual(found, wanted);
}

test('a mail arrives with its words, its receiver and the same Message-ID at every try', async () => {
	const to = fresh('first');
	const id = put(to, '欠席の連絡を受け付けました 髙橋 𡈽﨑 葛󠄀城', '受付番号 12\n.\n..\nhttps://localhost/\n');
	await becomes(id, '1', '1', null);
	const letter = server.letters.find(l => l.to === to);
	assert.equal(letter.subject, '欠席の連絡を受け付けました 髙橋 𡈽﨑 葛󠄀城');
	assert.equal(letter.text, '受付番号 12\r\n.\r\n..\r\nhttps://localhost/\r\n');
	assert.equal(letter.from, stack.conf.mail_from);
	assert.match(letter.headers.date, /\+0900$/);
	assert.match(letter.headers['message-id'], new RegExp(`^<${id}\\.`));
	assert.equal(letter.headers['auto-submitted'], 'auto-generated');
	stack.sql(`UPDATE outbox SET state = 0 WHERE outbox_id = ${id}`);
	stack.setClock('+100');
	await becomes(id, '1', '2', null);
	const ids = server.letters.filter(l => l.to === to).map(l => l.headers['message-id']);
	assert.equal(ids.length, 2);
	assert.equal(ids[0], ids[1]);
});

test('a receiver that the server does not know is given up at once, the others get theirs', async () => {
	const unknown = fresh('unknown'), known = fresh('known');
	server.answers = line => line.includes(unknown) ? `550 5.1.1 no ${unknown} here` : '250 ok';
	const a = put(unknown), b = put(known);
	await becomes(b, '1', '1', null);
	await becomes(a, '2', '1', 'RCPT failed: 550');
	assert.ok(server.letters.some(l => l.to === known));
});

test('a full mailbox is tried eight times over hours, then given up', async () => {
	const full = fresh('full');
	server.answers = line => line.includes(full) ? '452 4.2.2 full' : '250 ok';
	const id = put(full);
	let at = 200;
	await becomes(id, '0', '1', 'RCPT failed: 452');
	for (const [n, minutes] of [1, 5, 30, 120, 120, 120].entries()) {
		at += minutes * 60 + 60;
		stack.setClock(`+${at}`);
		await becomes(id, '0', String(n + 2), 'RCPT failed: 452');
	}
	stack.setClock(`+${at + 121 * 60}`);
	await becomes(id, '2', '8', 'RCPT failed: 452');
});

test('a server that is away costs a minute, not the mail', async () => {
	const to = fresh('away');
	server.answers = () => '250 ok';
	await server.stop();
	const id = put(to);
	await becomes(id, '0', '1', "Couldn't connect to server");
	await server.start();
	stack.setClock('+90000');
	await becomes(id, '1', '2', null);
	assert.equal(server.letters.filter(l => l.to === to).length, 1);
});

test('what is not an address goes to no server, and becomes no header', async () => {
	const id = put('a@example.jp\r\nBcc: b@example.jp');
	await becomes(id, '2', '1', 'not an address that mail can go to');
	assert.ok(!server.lines.some(l => l.includes('b@example.jp')));
});

test('its log names no address and no words', () => {
	const log = readFileSync(join(stack.run, 'log/mailer.log'), 'utf8');
	assert.match(log, /mail \d+, try 1: /);
	assert.doesNotMatch(log, /@|件名|本文|受付/);
});
