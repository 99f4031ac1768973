/* manifest.c -- what the ZIP says it holds, against what it holds. */

#include <stdint.h>
#include <string.h>

#include "reader.h"

enum state { UNSAID, ABSENT, BULK, DELTA };

static const char *const versions[] = { "1.2", "1.2.1", "1.2_JP", NULL };

static void
wrong_file(struct reader *r, enum roster_file file, enum roster_rule rule, const char *value)
{
	findings_add(r->findings, rule, (int)file, schemas[file].name, 0, "", value);
}

/* The file behind "file.users", or FILE_COUNT. */
static enum roster_file
property_file(const char *name)
{
	char known[SCHEMA_PROPERTY_BYTES];
	enum roster_file file;

	for (file = FILE_SESSIONS; file < FILE_COUNT; file++) {
		schema_property(file, known);
		if (strcmp(known, name) == 0)
			return file;
	}
	return FILE_COUNT;
}

static enum state
read_state(struct reader *r, const struct table *t, const struct row *row)
{
	const char *value = row->cell[MANIFEST_VALUE];

	if (strcmp(value, "absent") == 0)
		return ABSENT;
	if (strcmp(value, "bulk") == 0)
		return BULK;
	if (strcmp(value, "delta") == 0)
		return DELTA;
	table_finding(r, t, row, MANIFEST_VALUE, RULE_MANIFEST_VALUE);
	return UNSAID;
}

static void
read_version(struct reader *r, const struct table *t, const struct row *row)
{
	const char *const *known;

	for (known = versions; *known != NULL; known++)
		if (strcmp(*known, row->cell[MANIFEST_VALUE]) == 0)
			r->version = *known;
	if (*r->version == '\0')
		table_finding(r, t, row, MANIFEST_VALUE, RULE_ONEROSTER_VERSION);
}

static void
read_property(struct reader *r, const struct table *t, const struct row *row,
    enum state states[FILE_COUNT])
{
	const char *name = row->cell[MANIFEST_NAME], *value = row->cell[MANIFEST_VALUE];
	enum roster_file file;

	file = property_file(name);
	if (file != FILE_COUNT) {
		states[file] = read_state(r, t, row);
	} else if (strcmp(name, "manifest.version") == 0) {
		if (strcmp(value, "1.0") != 0)
			table_finding(r, t, row, MANIFEST_VALUE, RULE_MANIFEST_VERSION);
	} else if (strcmp(name, "oneroster.version") == 0) {
		read_version(r, t, row);
	} else if (strcmp(name, "source.systemName") == 0) {
		r->source_system = value;
	} else if (strcmp(name, "source.systemCode") == 0) {
		r->source_code = value;
	} else if (*name != '\0') {
		table_finding(r, t, row, MANIFEST_NAME, RULE_MANIFEST_UNKNOWN);
	}
}

static void
check_twice(struct reader *r, const struct table *t, const struct index *names)
{
	size_t i;

	for (i = 1; i < names->n; i++)
		if (strcmp(names->keys[i - 1].value, names->keys[i].value) == 0)
			table_finding(r, t, &t->rows[names->keys[i].row], MANIFEST_NAME, RULE_MANIFEST_TWICE);
}

static void
need_property(struct reader *r, const struct index *names, const char *name)
{
	if (table_find(names, name) == SIZE_MAX)
		findings_add(r->findings, RULE_MANIFEST_MISSING, FILE_MANIFEST,
		    schemas[FILE_MANIFEST].name, 0, "propertyName", name);
}

static void
check_properties(struct reader *r, const struct index *names)
{
	enum roster_file file;
	char name[SCHEMA_PROPERTY_BYTES];

	need_property(r, names, "manifest.version");
	need_property(r, names, "oneroster.version");
	for (file = FILE_SESSIONS; file < FILE_COUNT; file++) {
		schema_property(file, name);
		need_property(r, names, name);
	}
}

static bool
nothing_listed(const struct reader *r, const enum state states[FILE_COUNT])
{
	enum roster_file file;

	for (file = FILE_SESSIONS; file < FILE_COUNT; file++)
		if (states[file] != ABSENT || r->files[file].text != NULL)
			return false;
	return true;
}

static void
check_file(struct reader *r, enum roster_file file, enum state state, bool zip_whole)
{
	bool unpacked = r->files[file].text != NULL;

	if (state == DELTA)
		wrong_file(r, file, RULE_DELTA, "delta");
	else if (state == BULK && schemas[file].need == NEED_NEVER)
		wrong_file(r, file, RULE_FILE_UNSUPPORTED, "bulk");
	else if (state == BULK && !unpacked && zip_whole)
		wrong_file(r, file, RULE_FILE_MISSING, "bulk");
	else if (state == ABSENT && unpacked)
		wrong_file(r, file, RULE_FILE_NOT_LISTED, "absent");
	else if (state == ABSENT && schemas[file].need == NEED_ALWAYS)
		wrong_file(r, file, RULE_FILE_REQUIRED, "absent");
	r->tables[file].present = state == BULK && unpacked && schemas[file].need != NEED_NEVER;
}

void
manifest_check(struct reader *r)
{
	struct table *t = &r->tables[FILE_MANIFEST];
	enum state states[FILE_COUNT] = { UNSAID };
	enum roster_file file;
	struct index names;
	bool zip_whole;
	size_t i;

	zip_whole = r->findings->n_errors == 0;
	table_read(r, FILE_MANIFEST);
	if (!t->whole || !t->has[MANIFEST_NAME] || !t->has[MANIFEST_VALUE])
		return;
	for (i = 0; i < t->n; i++)
		read_property(r, t, &t->rows[i], states);
	names = table_index(r->mem, t, MANIFEST_NAME);
	check_twice(r, t, &names);
	check_properties(r, &names);
	r->no_updates = nothing_listed(r, states);
	if (r->no_updates)
		return;
	for (file = FILE_SESSIONS; file < FILE_COUNT; file++)
		check_file(r, file, states[file], zip_whole);
}
