// mail.mjs -- reads the .eml files of the mailer.

function words(text)
{
	return text.replace(/(\?=)\s+(=\?)/g, '$1$2')
		.replace(/((?:=\?[^?]+\?[bBqQ]\?[^?]*\?=)+)/g, run => {
			const parts = [...run.matchAll(/=\?[^?]+\?([bBqQ])\?([^?]*)\?=/g)];
			return Buffer.concat(parts.map(([, how, s]) => how.toLowerCase() === 'b' ?
				Buffer.from(s, 'base64') : quoted(s.replace(/_/g, ' ')))).toString('utf8');
		});
}

function quoted(text)
{
	const bytes = text.replace(/=\r?\n/g, '')
		.replace(/=([0-9A-Fa-f]{2})/g, (_, h) => String.fromCharCode(parseInt(h, 16)));
	return Buffer.from(bytes, 'latin1');
}

/** { to, from, subject, headers, text } of one message with a plain-text body. */
export function readMail(bytes)
{
	const all = bytes.toString('latin1');
	const split = all.search(/\r?\n\r?\n/);
	const headers = {};
	for (const line of all.slice(0, split).replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
		const [, name, value] = line.match(/^([^:]+):\s*(.*)$/) ?? [];
		if (name)
			headers[name.toLowerCase()] = words(value);
	}
	const body = all.slice(split).replace(/^\r?\n\r?\n/, '');
	const how = (headers['content-transfer-encoding'] ?? '').toLowerCase();
	const content = how === 'base64' ? Buffer.from(body, 'base64') :
		how === 'quoted-printable' ? quoted(body) : Buffer.from(body, 'latin1');
	return { to: headers.to, from: headers.from, subject: headers.subject, headers,
		text: content.toString('utf8') };
}
