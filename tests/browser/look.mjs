// look.mjs -- what must hold of every page; each function gives a list of faults.
import { axe, overlay, DESK, NARROW, ZOOMED } from '../support/chromium.mjs';

/** One title, one h1, the frame with its fixed places (ui.md 9: 12, 42, 43, 46, 47). */
export function frame(page, { signedIn, errors = false })
{
	return page.evaluate(([signed, wrong]) => {
		const faults = [], $ = s => document.querySelector(s), all = s => [...document.querySelectorAll(s)];
		const say = (ok, text) => ok || faults.push(text);
		const h1 = all('h1');
		say(h1.length === 1, `${h1.length} h1`);
		const [name, service] = document.title.split(' – ');
		say(name.replace(/^エラー：|^Error: /, '') === h1[0]?.textContent.trim(), `title ${document.title}, h1 ${h1[0]?.textContent}`);
		say(/^.+（.+）$|^[^（]+$/.test(service ?? ''), `no service in ${document.title}`);
		say(/^(エラー：|Error: )/.test(document.title) === wrong, `title ${document.title}`);
		say(['ja', 'en'].includes(document.documentElement.lang), `lang ${document.documentElement.lang}`);
		say(all('main').length === 1 && $('header') && $('footer'), 'landmarks');
		const help = $('footer li:first-child a');
		say(help?.getAttribute('href') === '/help', 'help is not first in the footer');
		say($('footer li:nth-child(2) a')?.getAttribute('href') === '/contact', 'contact is not second in the footer');
		const out = $('.frame__person form button');
		say(Boolean(out?.offsetWidth) === signed, 'sign out');
		say(signed || Boolean($('.frame__person a[href^="/signin"]')), 'no sign in');
		const text = document.body.innerText;
		say(!/⟦|⟧|undefined|\(null\)|\{\{|\}\}/.test(document.documentElement.outerHTML), 'a word is missing');
		say(!document.querySelector('[placeholder]'), 'placeholder');
		say(!$('meta[name=viewport]').content.includes('maximum-scale'), 'maximum-scale');
		// A date stands with its weekday, except where it is an example of what to type.
		const said = all('body *').filter(e => !e.closest('.field__hint, option, .register, script'))
			.flatMap(e => [...e.childNodes].filter(n => n.nodeType === 3 && !n.parentElement.closest('.words')).map(n => n.data));
		for (const s of said)
			for (const m of s.matchAll(/\d{1,2}月\d{1,2}日(?!（[月火水木金土日](曜日)?）)|(?<!(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]* )\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)/g))
				say(false, `${m[0]} without weekday: ${s.trim()}`);
		for (const t of all('time, .lamp__time'))
			say(!/\d:\d\d/.test(t.textContent) || /月|[A-Z][a-z]{2}/.test(t.textContent), `time without date: ${t.textContent}`);
		say(text.length > 20, 'empty page');
		return faults;
	}, [signedIn, errors]);
}

/** Nothing sticks out, is cut or is too small to hit (2, 6, 9). */
export function layout(page)
{
	return page.evaluate(() => {
		const faults = [], all = s => [...document.querySelectorAll(s)];
		const shown = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
		const name = e => `${e.tagName.toLowerCase()}.${e.className} "${(e.textContent || e.name || '').trim().slice(0, 20)}"`;
		const width = innerWidth;
		const scroller = document.scrollingElement.scrollWidth;
		if (scroller > width) {
			const out = all('body *').filter(e => shown(e) && !e.closest('.scroll') && e.getBoundingClientRect().right > width + 1);
			faults.push(`${scroller} wide: ${out.slice(0, 3).map(name).join(', ')}`);
		}
		for (const e of all('main *')) {
			const s = getComputedStyle(e);
			const cut = /hidden|clip/.test(s.overflow + s.overflowX) && !e.closest('.visually-hidden, thead');
			if (cut && shown(e) && e.textContent.trim() && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
				faults.push(`cut: ${name(e)}`);
		}
		return faults;
	});
}

/** Every target is large enough to hit; what parents mainly press is 44 pixels high (6). */
export function targets(page)
{
	return page.evaluate(() => {
		const faults = [], all = s => [...document.querySelectorAll(s)];
		const parent = document.body.classList.contains('frame--parent');
		const name = e => `${e.tagName.toLowerCase()}.${e.className} "${(e.textContent || e.name || '').trim().slice(0, 24)}"`;
		for (const e of all('a[href], button, input, select, textarea')) {
			if (e.type === 'hidden' || e.getClientRects().length === 0 || e.closest('.skip-link, .visually-hidden'))
				continue;
			const label = /checkbox|radio/.test(e.type) ? e.closest('label') ?? document.querySelector(`label[for="${e.id}"]`) : null;
			const box = (label ?? e).getBoundingClientRect();
			// A link inside a sentence is as high as its line; targets with room around them count with it.
			const inline = e.tagName === 'A' && getComputedStyle(e).display === 'inline';
			const sentence = inline && (e.closest('p, li, td, dd, th') ?? e).textContent.trim().length > e.textContent.trim().length;
			const high = inline ? Math.max(box.height, parseFloat(getComputedStyle(e).lineHeight)) : box.height;
			if (!sentence && (high < 24 || box.width < 24))
				faults.push(`${Math.round(box.width)}x${Math.round(high)}: ${name(e)}`);
			const main = parent && (e.matches('.button--primary, .choice__box') || e.matches('main .input'));
			if (main && box.height < 44)
				faults.push(`${Math.round(box.height)} high on a parent's page: ${name(e)}`);
		}
		return faults;
	});
}

/** With the reader's text spacing and with text twice as large (9). */
export async function spacing(page)
{
	const faults = [];
	await overlay(page, '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}' +
		'p{margin-bottom:2em!important}');
	faults.push(...(await layout(page)).map(f => `text spacing: ${f}`));
	await page.setViewportSize({ width: 640, height: 800 });
	await overlay(page, 'html{font-size:200%}');
	faults.push(...(await layout(page)).map(f => `text of 200 %: ${f}`));
	await overlay(page, null);
	return faults;
}

/** In forced colours controls keep an edge, and a choice made differs from one not made (10). */
export async function forcedColours(page)
{
	await page.emulateMedia({ forcedColors: 'active' });
	const faults = await page.evaluate(() => {
		const out = [], shown = e => e.getClientRects().length > 0;
		for (const e of document.querySelectorAll('.button, .input, .choice__label, .notice, .tag')) {
			if (!shown(e) || e.matches('.choice--plain *, .button--text'))
				continue;
			const s = getComputedStyle(e);
			if (s.borderTopStyle === 'none' || parseFloat(s.borderTopWidth) < 1 || s.borderTopColor === s.backgroundColor)
				out.push(`forced colours: no edge on ${e.className}`);
		}
		const look = e => { const s = getComputedStyle(e), b = getComputedStyle(e, '::before');
			return [s.borderTopColor, b.borderTopColor, b.backgroundColor, b.borderTopWidth].join(); };
		for (const box of document.querySelectorAll('.choice__box')) {
			if (!shown(box))
				continue;
			const before = box.checked, label = box.nextElementSibling;
			box.checked = true;
			const on = look(label);
			box.checked = false;
			if (on === look(label))
				out.push(`forced colours: ${label.textContent} looks the same chosen or not`);
			box.checked = before;
		}
		return [...new Set(out)];
	});
	await page.emulateMedia({ forcedColors: 'none' });
	return faults;
}

/**
 * By keyboard at 400 %: the skip link first, seen, and it leads to main; then each
 * stop in reading order, with a mark, and with nothing over it; the primary button
 * is among them (3, 4, 5).
 */
export async function keyboard(page, stops = 80)
{
	const faults = [];
	await page.setViewportSize(ZOOMED);
	await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
	await page.evaluate(() => { window.last = document.body; window.reached = false; });
	for (let i = 0; i < stops; i++) {
		await page.keyboard.press('Tab');
		const at = await page.evaluate(first => {
			const e = document.activeElement, out = [];
			if (e === document.body || e === document.documentElement || (!first && e.matches('.skip-link')))
				return null;
			const name = `${e.tagName.toLowerCase()}.${e.className} "${(e.textContent || e.name || '').trim().slice(0, 20)}"`;
			const mark = e.matches('.choice__box') ? e.nextElementSibling : e;
			const s = getComputedStyle(mark), r = mark.getBoundingClientRect();
			if ((s.outlineStyle === 'none' || parseFloat(s.outlineWidth) === 0) && s.boxShadow === 'none')
				out.push(`no mark of focus: ${name}`);
			if (first && !e.matches('.skip-link'))
				out.push(`first stop is ${name}`);
			if (first && (r.left < 0 || r.top < 0 || r.width < 24))
				out.push('the skip link is not seen');
			if (!first && window.last !== document.body && !(window.last.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING))
				out.push(`out of order: ${name}`);
			const x = Math.min(Math.max((r.left + r.right) / 2, 1), innerWidth - 2);
			const y = Math.min(Math.max((r.top + r.bottom) / 2, 1), innerHeight - 2);
			const top = document.elementFromPoint(x, y);
			if (r.bottom < 0 || r.top > innerHeight)
				out.push(`not scrolled to: ${name}`);
			else if (!top || !(mark.contains(top) || e.contains(top) || top.contains(mark)))
				out.push(`under ${top?.className}: ${name}`);
			window.last = e;
			window.reached ||= e.matches('.button--primary');
			return out;
		}, i === 0);
		if (at === null)
			break;
		faults.push(...at.map(f => `keyboard: ${f}`));
	}
	const primary = await page.evaluate(() => [!document.querySelector('.button--primary') || window.reached,
		document.querySelectorAll('a[href], button:not([hidden]), input:not([type=hidden]), select, textarea').length]);
	if (!primary[0] && primary[1] < stops)
		faults.push('keyboard: the primary button was not reached');
	await page.evaluate(() => { document.activeElement.blur(); document.querySelector('.skip-link').focus(); });
	await page.keyboard.press('Enter');
	if (await page.evaluate(() => document.activeElement.id) !== 'content')
		faults.push('keyboard: the skip link does not lead to main');
	return faults;
}

/** Whether the page has a form with something that must be entered. */
export function asks(page)
{
	return page.evaluate(() => Boolean(document.querySelector('form#main .field__need--required')));
}

/**
 * The form sent with everything left out: a summary that has the focus, as many
 * lines as faulty fields, the same words at each field, each line leads there (13-15).
 */
export async function sentEmpty(page, send)
{
	await page.evaluate(() => {
		for (const e of document.querySelectorAll('#main input:not([type=hidden]), #main textarea'))
			/checkbox|radio/.test(e.type) ? e.checked = false : e.value = '';
	});
	const status = await send(page.locator('#main button[type=submit].button').first());
	const faults = status === 422 ? [] : [`answered ${status}`];
	faults.push(...await page.evaluate(() => {
		const out = [], all = (s, from = document) => [...from.querySelectorAll(s)];
		const summary = document.querySelector('#error-summary');
		if (summary === null)
			return ['no error summary'];
		if (document.activeElement !== summary)
			out.push('the summary does not have the focus');
		if (document.querySelector('main').firstElementChild !== summary)
			out.push('the summary is not first in main');
		const wrong = all('[aria-invalid=true]').filter(e => e.matches('input, select, textarea'));
		const names = [...new Set(wrong.map(e => e.name))];
		const links = all('a', summary);
		if (links.length !== names.length || links.length === 0)
			out.push(`${links.length} lines for ${names.join(' ')}`);
		for (const a of links) {
			a.click();
			const at = document.activeElement;
			if (!wrong.includes(at)) {
				out.push(`"${a.textContent}" leads to ${at.tagName} ${at.id}`);
				continue;
			}
			const says = (at.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent);
			if (!says.includes(a.textContent))
				out.push(`"${a.textContent}" is not said at ${at.name}: ${says}`);
			if (!/ください|^(Enter|Choose|Select|Type|Check|Please)/.test(a.textContent))
				out.push(`does not say what to do: ${a.textContent}`);
		}
		return out;
	}));
	return faults;
}

/** All of it for the page that is open. */
export async function whole(page, options)
{
	const faults = [];
	await page.setViewportSize(NARROW);
	faults.push(...await frame(page, options), ...await layout(page), ...await targets(page), ...await axe(page));
	faults.push(...await forcedColours(page));
	faults.push(...await keyboard(page));
	await page.setViewportSize(NARROW);
	faults.push(...await spacing(page));
	await page.setViewportSize(DESK);
	faults.push(...(await layout(page)).map(f => `1280: ${f}`), ...(await axe(page)).map(f => `1280: ${f}`));
	faults.push(...page.faults.splice(0));
	return faults;
}
