// pages.mjs -- every page of a role: the routes that the modules list, with
// addresses found by following links from the first page as a person would.
import { join } from 'node:path';
import { parse } from 'node-html-parser';
import { build, runProgram } from '../support/stack.mjs';

/** Answers that are not pages. */
const OTHER = new Set(['/readyz', '/roster/findings.csv']);

/** The paths of every GET route that shows a page. */
export function pagePaths()
{
	return ['portal', 'absences'].flatMap(m => runProgram(join(build, 'bin', m), ['--routes']).out.trim().split('\n'))
		.map(line => JSON.parse(line)).filter(r => r.method === 'GET' && !OTHER.has(r.path)).map(r => r.path);
}

async function read(page, path)
{
	const answer = await page.request.get(path, { maxRedirects: 0 });
	const html = answer.status() === 200 && /html/.test(answer.headers()['content-type']) ? await answer.text() : '';
	return { status: answer.status(), to: answer.headers().location, root: parse(html) };
}

const linksOf = root => [...new Set(root.querySelectorAll('main a[href], nav a[href], footer a[href]')
	.map(a => a.getAttribute('href').split('#')[0]).filter(h => h.startsWith('/')))];

/**
 * One address for every page that this person may open, as a map from path.
 * missing: pages of this person that no link led to.  more: addresses to begin
 * with beside the first page.
 */
export async function pagesOf(page, more = [])
{
	const paths = new Set(pagePaths());
	const found = new Map(), seen = new Set(), missing = [];
	const queue = ['/', ...paths, ...more];

	for (let i = 0; i < queue.length && i < 400; i++) {
		const path = queue[i].split('?')[0];
		if (!paths.has(path) || seen.has(queue[i]) || found.has(path))
			continue;
		seen.add(queue[i]);
		const { status, root } = await read(page, queue[i]);
		if (status !== 200)
			continue;
		found.set(path, queue[i]);
		queue.push(...linksOf(root));
	}
	for (const path of paths)
		if (!found.has(path) && await needsMore(page, path))
			missing.push(path);
	return { found, missing };
}

/** Whether a page that did not open is this person's: it is not refused, only its id is asked for. */
async function needsMore(page, path)
{
	const { status } = await read(page, path);
	return status === 400 || status === 404 || status === 422;
}
