/* oneroster.c -- the steps of a reading, in their order. */

#include <string.h>

#include "reader.h"

static void
version_finding(struct reader *r, enum roster_file file, int column)
{
	findings_add(r->findings, RULE_HEADER_VERSION, (int)file, schemas[file].name, 1,
	    schemas[file].columns[column].name, r->version);
}

/* Headers decide what the columns mean; a version that does not go with them is only told. */
static void
check_version(struct reader *r)
{
	const struct table *users = &r->tables[FILE_USERS], *enrolments = &r->tables[FILE_ENROLMENTS];
	bool k12;

	if (*r->version == '\0')
		return;
	k12 = strcmp(r->version, "1.2_JP") == 0;
	if (enrolments->has[ENROL_NUMBER] && enrolments->old_names == k12)
		version_finding(r, FILE_ENROLMENTS, ENROL_NUMBER);
	if (users->has[USER_RESOURCES] && strcmp(r->version, "1.2") != 0)
		version_finding(r, FILE_USERS, USER_RESOURCES);
}

static void
read_tables(struct reader *r)
{
	enum roster_file file;

	for (file = FILE_SESSIONS; file < FILE_COUNT; file++)
		if (r->tables[file].present)
			table_read(r, file);
	check_version(r);
	check_references(r);
	check_schools(r);
	check_people(r);
}

static void
read_all(struct reader *r, const unsigned char *zip, size_t n_bytes)
{
	enum roster_file file;

	for (file = FILE_MANIFEST; file < FILE_COUNT; file++)
		r->tables[file].file = file;
	zip_read(zip, n_bytes, r->mem, r->files, r->findings);
	if (r->files[FILE_MANIFEST].text == NULL) {
		if (r->findings->n_errors == 0)
			findings_add(r->findings, RULE_NO_MANIFEST, FILE_MANIFEST,
			    schemas[FILE_MANIFEST].name, 0, "", "");
		return;
	}
	manifest_check(r);
	if (!r->no_updates)
		read_tables(r);
}

struct roster *
roster_read(const unsigned char *zip, size_t n_bytes, enum roster_mode mode,
    struct roster_findings *findings)
{
	struct reader r;
	struct roster *out;

	memset(&r, 0, sizeof(r));
	r.mem = mem_new();
	r.findings = findings;
	r.mode = mode;
	r.version = r.source_system = r.source_code = "";
	findings_init(findings, mode);
	read_all(&r, zip, n_bytes);
	findings_sort(findings);
	out = findings->n_errors == 0 ? build_roster(&r) : NULL;
	if (out == NULL)
		mem_free(r.mem);
	return out;
}

void
roster_free(struct roster *r)
{
	if (r != NULL)
		mem_free(r->mem);
}
