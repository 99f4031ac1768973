// board.mjs -- an invented board as a OneRoster ZIP, with the columns of rosters/k12v1.
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zip } from './zip.mjs';
import { root } from './stack.mjs';

const model = join(root, 'tests/support/rosters/k12v1');
const lines = file => readFileSync(join(model, file), 'utf8').split('\r\n').filter(Boolean);
const header = file => lines(file)[0].slice(1, -1).split('","');

/** The files of the model as they stand. */
export function modelFiles()
{
	return Object.fromEntries(readdirSync(model).map(f => [f, readFileSync(join(model, f))]));
}

function table(file, rows)
{
	const columns = header(file);
	const text = rows.map(r => {
		for (const k of Object.keys(r))
			if (!columns.includes(k))
				throw new Error(`${file} has no column ${k}`);
		return columns.map(c => `"${r[c] ?? ''}"`).join(',');
	});
	return [`"${columns.join('","')}"`, ...text, ''].join('\r\n');
}

/**
 * A board with `schools` schools of six classes and `pupils` pupils each, a
 * teacher for every class, a principal for every school and two officers.  All
 * identifiers begin with `key`, so that boards of different keys never meet.
 * Tests change the lists and write the ZIP again.
 */
export function makeBoard(key, schools, pupils)
{
	const board = { key, id: `${key}.board`, name: `${key}教育委員会`, schools: [], classes: [], people: [] };
	const person = (id, role, where, more) => board.people.push({ id, role, where, master: randomUUID(),
		login: id.replaceAll('.', ''), family: '佐藤', given: id, ...more });
	for (let s = 1; s <= schools; s++) {
		const school = `${key}.s${s}`;
		board.schools.push({ id: school, name: `第${s}小学校` });
		for (let c = 1; c <= 6; c++) {
			board.classes.push({ id: `${school}.c${c}`, school, grade: `P${c}`, title: `${c}年1組` });
			person(`${school}.t${c}`, 'teacher', school, { class: `${school}.c${c}` });
		}
		person(`${school}.head`, 'principal', school);
		for (let p = 0; p < pupils; p++)
			person(`${school}.p${p}`, 'student', school,
				{ class: `${school}.c${p % 6 + 1}`, grade: `P${p % 6 + 1}`, number: Math.floor(p / 6) + 1 });
	}
	person(`${key}.o1`, 'districtAdministrator', board.id);
	person(`${key}.o2`, 'districtAdministrator', board.id);
	board.person = id => board.people.find(p => p.id === `${key}.${id}`);
	return board;
}

/** Only this school of the board. */
export function keepSchool(board, id)
{
	const school = `${board.key}.${id}`;
	board.schools = board.schools.filter(s => s.id === school);
	board.classes = board.classes.filter(c => c.school === school);
	board.people = board.people.filter(p => p.where === school);
}

/** The bytes of the board's ZIP. */
export function boardZip(board)
{
	const year = lines('academicSessions.csv')[1].slice(1).split('"')[0];
	const roles = board.people.flatMap(p => {
		const one = { userSourcedId: p.id, orgSourcedId: p.where, endDate: p.until };
		const first = { ...one, sourcedId: `${p.id}.r`, roleType: 'primary', role: p.role === 'student' ? p.role : 'teacher' };
		return ['student', 'teacher'].includes(p.role) ? [first] :
			[first, { ...one, sourcedId: `${p.id}.q`, roleType: 'secondary', role: p.role }];
	});
	return zip({
		...modelFiles(),
		'orgs.csv': table('orgs.csv', [{ sourcedId: board.id, name: board.name, type: 'district' },
			...board.schools.map(s => ({ sourcedId: s.id, name: s.name, type: 'school', parentSourcedId: board.id,
				identifier: s.identifier }))]),
		'courses.csv': table('courses.csv', [{ sourcedId: `${board.key}.course`, schoolYearSourcedId: year,
			title: '2026年度', orgSourcedId: board.schools[0].id }]),
		'classes.csv': table('classes.csv', board.classes.map(c => ({ sourcedId: c.id, title: c.title, grades: c.grade,
			courseSourcedId: `${board.key}.course`, classType: 'homeroom', schoolSourcedId: c.school, termSourcedIds: year }))),
		'users.csv': table('users.csv', board.people.map(p => ({ sourcedId: p.id, enabledUser: 'true', username: p.login,
			givenName: p.given, familyName: p.family, preferredGivenName: p.given, preferredFamilyName: p.family,
			grades: p.grade, userMasterIdentifier: p.master, 'metadata.jp.kanaGivenName': 'タロウ',
			'metadata.jp.kanaFamilyName': 'サトウ' }))),
		'roles.csv': table('roles.csv', roles),
		'enrollments.csv': table('enrollments.csv', board.people.filter(p => p.class).map(p => ({ sourcedId: `${p.id}.e`,
			classSourcedId: p.class, schoolSourcedId: p.where, userSourcedId: p.id, role: p.role,
			primary: p.role === 'teacher' ? 'true' : '', 'metadata.jp.shussekiNo': p.number && String(p.number) }))),
	});
}

/** Writes the ZIP of the board into a folder; its path. */
export function writeBoard(board, folder)
{
	const file = join(folder, `${randomUUID()}.zip`);
	writeFileSync(file, boardZip(board));
	return file;
}
