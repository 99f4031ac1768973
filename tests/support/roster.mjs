// roster.mjs -- OneRoster ZIPs for tests, of invented schools.
import { randomUUID } from 'node:crypto';
import { zip } from './zip.mjs';

const columns = {
	orgs: 'sourcedId status dateLastModified name type identifier parentSourcedId',
	academicSessions: 'sourcedId status dateLastModified title type startDate endDate parentSourcedId schoolYear',
	courses: 'sourcedId status dateLastModified schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes',
	classes: 'sourcedId status dateLastModified title grades courseSourcedId classCode classType location schoolSourcedId ' +
		'termSourcedIds subjects subjectCodes periods metadata.jp.specialNeeds',
	users: 'sourcedId status dateLastModified enabledUser username userIds givenName familyName middleName identifier email sms ' +
		'phone agentSourcedIds grades password userMasterIdentifier preferredGivenName preferredMiddleName preferredFamilyName ' +
		'primaryOrgSourcedId pronouns metadata.jp.kanaGivenName metadata.jp.kanaFamilyName metadata.jp.kanaMiddleName ' +
		'metadata.jp.homeClass metadata.jp.kanaPreferredFamilyName metadata.jp.kanaPreferredGivenName metadata.jp.kanaPreferredMiddleName',
	roles: 'sourcedId status dateLastModified userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId',
	enrollments: 'sourcedId status dateLastModified classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate ' +
		'metadata.jp.shussekiNo metadata.jp.publicFlg',
};
const everyFile = ['academicSessions', 'categories', 'classes', 'classResources', 'courses', 'courseResources', 'demographics',
	'enrollments', 'lineItemLearningObjectiveIds', 'lineItems', 'lineItemScoreScales', 'orgs', 'resources',
	'resultLearningObjectiveIds', 'results', 'resultScoreScales', 'roles', 'scoreScales', 'userProfiles', 'userResources', 'users'];

const quoted = v => `"${String(v ?? '').replace(/"/g, '""')}"`;
const lines = rows => rows.map(r => r.map(quoted).join(',') + '\r\n').join('');

/** The school year in which today lies, in Tokyo. */
export function schoolYear(now = new Date())
{
	const tokyo = new Date(now.getTime() + 9 * 3600e3);
	return tokyo.getUTCFullYear() - (tokyo.getUTCMonth() < 3 ? 1 : 0);
}

/** A city with one board: nschools schools of nclasses classes with npupils each, a principal and a teacher for each class. */
export function newCity(name, { nschools = 1, nclasses = 2, npupils = 5, year = schoolYear() } = {})
{
	let n = 0;
	const person = (family, given, more = {}) => ({ id: randomUUID(), master: randomUUID(), family, given,
		kanaFamily: 'タカハシ', kanaGiven: 'アオイ', username: `${name}-${n++}`, ...more });
	const names = ['髙橋', '𡈽﨑', '葛\u{E0100}城', 'Smith', '佐々木'];
	return { year, board: { id: randomUUID(), name: `${name}市教育委員会` },
		schools: Array.from({ length: nschools }, (_, s) => ({
			id: randomUUID(), name: `${name}市立第${s + 1}小学校`,
			principal: person('校長', `第${s + 1}`),
			classes: Array.from({ length: nclasses }, (_, c) => ({
				id: randomUUID(), title: `${c % 6 + 1}年${Math.floor(c / 6) + 1}組`, grade: `P${c % 6 + 1}`,
				teacher: person('担任', `${s + 1}の${c + 1}`),
				pupils: Array.from({ length: npupils }, (_, p) => person(names[p % names.length], `${name}${s + 1}${c + 1}${p + 1}`, { number: p + 1 })),
			})),
		})) };
}

/** The files of a city by name; dialect "k12v1" or "jp121"; only: ids of the schools that are in it. */
export function rosterFiles(city, { dialect = 'k12v1', only = null } = {})
{
	const session = randomUUID(), rows = { orgs: [], academicSessions: [], courses: [], classes: [], users: [], roles: [], enrollments: [] };
	const add = (file, values) => rows[file].push(columns[file].split(' ').map(c => values[c] ?? ''));
	const user = (p, org, roles, more = {}) => {
		add('users', { sourcedId: p.id, enabledUser: 'true', username: p.username, givenName: p.given, familyName: p.family,
			userMasterIdentifier: p.master, preferredGivenName: p.given, preferredFamilyName: p.family, primaryOrgSourcedId: org,
			'metadata.jp.kanaGivenName': p.kanaGiven, 'metadata.jp.kanaFamilyName': p.kanaFamily, ...more });
		roles.forEach((role, i) => add('roles', { sourcedId: randomUUID(), userSourcedId: p.id, roleType: i === 0 ? 'primary' : 'secondary', role, orgSourcedId: org }));
	};
	const enrol = (p, school, c, role, more) => add('enrollments', { sourcedId: randomUUID(), classSourcedId: c.id, schoolSourcedId: school.id,
		userSourcedId: p.id, role, beginDate: `${city.year}-04-01`, 'metadata.jp.publicFlg': 'true', ...more });

	add('orgs', { sourcedId: city.board.id, name: city.board.name, type: 'district' });
	add('academicSessions', { sourcedId: session, title: `${city.year}年度`, type: 'schoolYear', startDate: `${city.year}-04-01`,
		endDate: `${city.year + 1}-03-31`, schoolYear: city.year });
	for (const school of city.schools.filter(s => only === null || only.includes(s.id))) {
		const course = randomUUID();
		add('orgs', { sourcedId: school.id, name: school.name, type: 'school', parentSourcedId: city.board.id });
		add('courses', { sourcedId: course, schoolYearSourcedId: session, title: `${city.year}年度ホームルーム`, orgSourcedId: school.id });
		user(school.principal, school.id, ['teacher', 'principal']);
		for (const c of school.classes) {
			add('classes', { sourcedId: c.id, title: c.title, grades: c.grade, courseSourcedId: course, classType: 'homeroom',
				schoolSourcedId: school.id, termSourcedIds: session, 'metadata.jp.specialNeeds': 'false' });
			user(c.teacher, school.id, ['teacher']);
			enrol(c.teacher, school, c, 'teacher', { primary: 'true' });
			for (const p of c.pupils) {
				user(p, school.id, ['student'], { grades: c.grade });
				enrol(p, school, c, 'student', { primary: 'false', 'metadata.jp.shussekiNo': p.number });
			}
		}
	}
	const head = file => columns[file].split(' ').map(c => dialect === 'jp121' ?
		c.replace('jp.shussekiNo', 'jp.ShussekiNo').replace('jp.publicFlg', 'jp.PublicFlg') : c);
	const files = { 'manifest.csv': lines([['propertyName', 'value'], ['manifest.version', '1.0'],
		['oneroster.version', dialect === 'jp121' ? '1.2' : '1.2_JP'], ...everyFile.map(f => [`file.${f}`, f in rows ? 'bulk' : 'absent']),
		['source.systemName', '試験校務'], ['source.systemCode', 'TEST-1']]) };
	for (const [file, body] of Object.entries(rows))
		files[`${file}.csv`] = lines([head(file), ...body]);
	return files;
}

/** The ZIP of a city. */
export function roster(city, options)
{
	return zip(rosterFiles(city, options));
}
