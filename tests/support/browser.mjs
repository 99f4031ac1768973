// browser.mjs -- a browser without a screen: cookies, redirects, and forms that are
// sent as the page holds them, with what a person filled in.
import https from 'node:https';
import { parse as parseHtml } from 'node-html-parser';

const MAX_REDIRECTS = 5;
const parse = html => parseHtml(html.replace(/^\s*<!doctype html>/i, ''), { blockTextElements: { script: true, style: true } });

function decodeFields(pairs)
{
	return pairs.map(([n, v]) => `${encodeURIComponent(n)}=${encodeURIComponent(v).replace(/%20/g, '+')}`).join('&');
}

/** name/value pairs as multipart/form-data; a value may be { name, type, content }. */
function multipart(pairs)
{
	const mark = `----renraku${Math.random().toString(16).slice(2)}`;
	const parts = pairs.map(([n, v]) => typeof v === 'string' ?
		Buffer.from(`--${mark}\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`) :
		Buffer.concat([Buffer.from(`--${mark}\r\nContent-Disposition: form-data; name="${n}"; filename="${v.name}"\r\n` +
			`Content-Type: ${v.type ?? 'application/octet-stream'}\r\n\r\n`), v.content, Buffer.from('\r\n')]));
	return { type: `multipart/form-data; boundary=${mark}`,
		body: Buffer.concat([...parts, Buffer.from(`--${mark}--\r\n`)]) };
}

/** A form of a page, to be filled in and sent. */
export class Form {
	constructor(page, element)
	{
		this.page = page;
		this.element = element;
		this.method = (element.getAttribute('method') ?? 'get').toLowerCase();
		this.action = (element.getAttribute('action') ?? page.path).split('#')[0];
		this.multipart = element.getAttribute('enctype') === 'multipart/form-data';
		const id = element.getAttribute('id');
		this.controls = [...element.querySelectorAll('input, select, textarea'),
			...(id ? page.root.querySelectorAll(`[form="${id}"]`).filter(e => e.tagName !== 'BUTTON') : [])];
		this.pairs = this.controls.flatMap(c => this.#successful(c));
	}

	#successful(c)
	{
		const name = c.getAttribute('name');
		const type = (c.getAttribute('type') ?? '').toLowerCase();
		if (!name || c.hasAttribute('disabled') || ['submit', 'button', 'file'].includes(type))
			return [];
		if (c.tagName === 'SELECT') {
			const options = c.querySelectorAll('option');
			const chosen = options.find(o => o.hasAttribute('selected')) ?? options[0];
			return chosen ? [[name, chosen.getAttribute('value') ?? chosen.text]] : [];
		}
		if (c.tagName === 'TEXTAREA')
			return [[name, c.text.replace(/^\r?\n/, '').replace(/\r?\n/g, '\r\n')]];
		if ((type === 'checkbox' || type === 'radio') && !c.hasAttribute('checked'))
			return [];
		return [[name, c.getAttribute('value') ?? (type === 'checkbox' ? 'on' : '')]];
	}

	/** The names of its controls, each once. */
	names()
	{
		return [...new Set(this.controls.map(c => c.getAttribute('name')).filter(Boolean))];
	}

	/** The values that a person can choose from: options, checkboxes, radios. */
	options(name)
	{
		return this.controls.filter(c => c.getAttribute('name') === name)
			.flatMap(c => c.tagName === 'SELECT' ? c.querySelectorAll('option') : [c])
			.map(e => e.getAttribute('value') ?? e.text);
	}

	value(name)
	{
		return this.pairs.find(p => p[0] === name)?.[1];
	}

	values(name)
	{
		return this.pairs.filter(p => p[0] === name).map(p => p[1]);
	}

	/** Fills in; a list for several checkboxes, null to leave a control out. Unknown names are a mistake of the test. */
	fill(values)
	{
		for (const [name, v] of Object.entries(values)) {
			if (!this.names().includes(name))
				throw new Error(`the form ${this.action} has no ${name}, only ${this.names().join(' ')}`);
			this.force(name, v);
		}
		return this;
	}

	/** Sets a pair that the page does not offer, as a forger does. */
	force(name, v)
	{
		this.pairs = this.pairs.filter(p => p[0] !== name);
		for (const one of v === null ? [] : Array.isArray(v) ? v : [v])
			this.pairs.push([name, typeof one === 'number' ? String(one) : one]);
		return this;
	}

	body()
	{
		return decodeFields(this.pairs.map(([n, v]) => [n, typeof v === 'string' ? v : v.name]));
	}

	/** Sends it and follows where it leads. */
	submit(options = {})
	{
		return this.page.browser.follow(this.send(options));
	}

	/** Sends it; the very answer. */
	send(options = {})
	{
		if (this.method === 'get')
			return this.page.browser.request('GET', `${this.action.split('?')[0]}?${this.body()}`, options);
		const { type, body } = this.multipart ? multipart(this.pairs) :
			{ type: 'application/x-www-form-urlencoded', body: this.body() };
		return this.page.browser.request('POST', this.action, { type, body, ...options });
	}
}

/** One answer. */
export class Page {
	constructor(browser, path, res, bytes)
	{
		this.browser = browser;
		this.path = path;
		this.status = res.statusCode;
		this.headers = res.headers;
		this.bytes = bytes;
		this.html = bytes.toString('utf8');
		const to = res.headers.location ?? null;
		this.location = to?.startsWith(`${browser.stack.url}/`) ? to.slice(browser.stack.url.length) : to;
	}

	get root()
	{
		return this._root ??= parse(this.html);
	}

	/** What a person reads, with single spaces. */
	get text()
	{
		const copy = parse(this.html);
		copy.querySelectorAll('script, style, head').forEach(e => e.remove());
		return copy.text.replace(/\s+/g, ' ').trim();
	}

	/** Only the main part. */
	get main()
	{
		const m = this.root.querySelector('main');
		return m === null ? '' : m.text.replace(/\s+/g, ' ').trim();
	}

	get title()
	{
		return this.root.querySelector('title')?.text ?? '';
	}

	get h1()
	{
		return this.root.querySelector('h1')?.text.trim() ?? '';
	}

	all(selector)
	{
		return this.root.querySelectorAll(selector);
	}

	/** The form that a selector names, or whose action has this path. */
	form(which = '#main')
	{
		const e = which.startsWith('/') ?
			this.all('form').find(f => (f.getAttribute('action') ?? '').split(/[?#]/)[0] === which) :
			this.root.querySelector(which);
		if (!e || e.tagName !== 'FORM')
			throw new Error(`no form ${which} on ${this.path} (${this.status}): ${this.text.slice(0, 300)}`);
		return new Form(this, e);
	}

	has(which)
	{
		try {
			return Boolean(this.form(which));
		} catch {
			return false;
		}
	}

	/** The addresses of this site that the page links to. */
	get links()
	{
		return [...new Set(this.all('a[href]').map(a => a.getAttribute('href')).filter(h => h.startsWith('/')))];
	}

	link(fits)
	{
		const found = this.links.find(h => typeof fits === 'string' ? h.split(/[?#]/)[0] === fits : fits.test(h));
		if (!found)
			throw new Error(`no link ${fits} on ${this.path} (${this.status}): ${this.links.join(' ')}`);
		return found;
	}

	click(fits)
	{
		return this.browser.open(this.link(fits));
	}

	/** The sentences of the error summary. */
	get errors()
	{
		return this.all('#error-summary li a').map(a => a.text.trim());
	}
}

/** One browser of one person. */
export class Browser {
	constructor(stack, { language = 'ja', agent = 'Mozilla/5.0 (renraku test)' } = {})
	{
		this.stack = stack;
		this.cookies = new Map();
		this.language = language;
		this.agentName = agent;
		this.agent = new https.Agent({ keepAlive: true, ca: stack.ca, maxSockets: 20 });
	}

	/** The same cookies in another browser window that goes its own way from here. */
	twin()
	{
		const b = new Browser(this.stack, { language: this.language, agent: this.agentName });
		b.cookies = new Map(this.cookies);
		return b;
	}

	#keep(list)
	{
		for (const line of list ?? []) {
			const [pair, ...attributes] = line.split(/;\s*/);
			const at = pair.indexOf('=');
			const name = pair.slice(0, at), value = pair.slice(at + 1);
			const gone = value === '' || attributes.some(a => /^max-age=0$/i.test(a));
			this.setCookies = [...(this.setCookies ?? []), line];
			if (gone)
				this.cookies.delete(name);
			else
				this.cookies.set(name, value);
		}
	}

	/** One request and its answer, nothing followed. headers: overrides; null takes one away. */
	request(method, path, { type, body, headers = {}, port = this.stack.port } = {})
	{
		const data = body === undefined ? null : Buffer.isBuffer(body) ? body : Buffer.from(body);
		const all = { Host: `localhost:${port}`, 'User-Agent': this.agentName, 'Accept-Language': this.language,
			'Sec-Fetch-Site': 'same-origin' };
		if (this.cookies.size > 0)
			all.Cookie = [...this.cookies].map(([n, v]) => `${n}=${v}`).join('; ');
		if (data !== null) {
			all['Content-Type'] = type ?? 'application/x-www-form-urlencoded';
			all['Content-Length'] = data.length;
			all.Origin = this.stack.url;
		}
		Object.assign(all, headers);
		for (const n of Object.keys(all))
			if (all[n] === null)
				delete all[n];
		return new Promise((good, bad) => {
			const req = https.request({ host: 'localhost', port, path: asSent(path),
				method, headers: all, agent: this.agent, timeout: 30000 }, res => {
				const parts = [];
				res.on('data', d => parts.push(d));
				res.on('error', bad);
				res.on('end', () => {
					this.#keep(res.headers['set-cookie']);
					good(new Page(this, path, res, Buffer.concat(parts)));
				});
			});
			req.on('timeout', () => req.destroy(new Error(`${method} ${path}: no answer in 30 s`)));
			req.on('error', bad);
			req.end(data ?? undefined);
		});
	}

	/** Follows the redirects of an answer. */
	async follow(answer)
	{
		let page = await answer;
		const way = [];
		for (let i = 0; i < MAX_REDIRECTS && page.status >= 300 && page.status < 400; i++) {
			if (!page.location.startsWith('/'))
				throw new Error(`redirected away to ${page.location}`);
			way.push(page.location);
			page = await this.request('GET', page.location.split('#')[0]);
		}
		page.way = way;
		return page;
	}

	/** Opens an address as a person does. */
	open(path)
	{
		return this.follow(this.request('GET', path.split('#')[0]));
	}

	/** Opens it and gives the very answer. */
	get(path, options)
	{
		return this.request('GET', path, options);
	}

	/** A POST made by hand. */
	post(path, fields, options = {})
	{
		return this.request('POST', path, { body: decodeFields(Object.entries(fields)
			.flatMap(([n, v]) => (Array.isArray(v) ? v : [v]).map(one => [n, String(one)]))), ...options });
	}

	/** The token that this browser's forms carry. */
	async csrf()
	{
		const page = await this.open('/help');
		const has = page.root.querySelector('input[name="csrf"]') ??
			(await this.open('/signin')).root.querySelector('input[name="csrf"]');
		return has.getAttribute('value');
	}

	/** Signs in through the page; the page that follows. */
	async signIn(login, password, path = '/signin')
	{
		const page = await this.open(path);
		return page.form('#main').fill({ login_id: login, password }).submit();
	}
}

// Bytes over ASCII are sent percent-encoded, as browsers do; the rest as it stands.
function asSent(path)
{
	return path.replace(/[^\x21-\x7e]/gu, c => encodeURIComponent(c));
}
