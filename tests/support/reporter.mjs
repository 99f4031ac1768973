// reporter.mjs -- for node --test: one line a test, the reason under each that failed.
import { relative } from 'node:path';

function reason(error)
{
	const cause = error?.cause ?? error;
	const lines = String(cause?.stack ?? cause?.message ?? cause).split('\n')
		.filter(l => !/node:internal/.test(l)).slice(0, 25);
	return lines.map(l => `#   ${l}\n`).join('');
}

export default async function* report(events)
{
	const path = [];
	for await (const { type, data } of events) {
		if (type === 'test:start') {
			path.length = data.nesting;
			path[data.nesting] = data.name;
			continue;
		}
		if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite')
			continue;
		const name = [...path.slice(0, data.nesting), data.name].join(' > ');
		const where = data.file ? `${relative(process.cwd(), data.file)}: ` : '';
		if (data.skip !== undefined || data.todo !== undefined)
			yield `not ok - ${where}${name}\n#   left out\n`;
		else if (type === 'test:pass')
			yield `ok - ${where}${name}\n`;
		else if (data.details?.error?.failureType !== 'subtestsFailed')
			yield `not ok - ${where}${name}\n${reason(data.details?.error)}`;
	}
}
