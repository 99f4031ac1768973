/* writer.c -- a roster as a bulk ZIP of dialect 1.2_JP. */

#include <stdio.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "mem.h"
#include "oneroster.h"
#include "schema.h"

#define DATE_BYTES 16

/* Bytes that become more, in the memory of the roster. */
struct growing {
	struct mem	*mem;
	unsigned char	*p;
	size_t		 n, max;
};

/* The file at hand: one record, filled column by column. */
struct sheet {
	struct growing		 to;
	enum roster_file	 file;
	const char		*cell[SCHEMA_MAX_COLUMNS];
	char			 begin[DATE_BYTES], end[DATE_BYTES];
};

static void
put(struct growing *to, const void *bytes, size_t n)
{
	while (to->max - to->n < n)
		to->p = mem_grow(to->mem, to->p, to->max, &to->max, 1);
	memcpy(to->p + to->n, bytes, n);
	to->n += n;
}

static void
put_field(struct growing *to, const char *s, bool last)
{
	put(to, "\"", 1);
	for (; *s != '\0'; s++)
		put(to, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
	put(to, last ? "\"\r\n" : "\",", last ? 3 : 2);
}

/* resourceSourcedIds stands in the schema for the second edition alone. */
static bool
is_written(enum roster_file file, size_t column)
{
	return file != FILE_USERS || column != USER_RESOURCES;
}

static void
put_record(struct sheet *s)
{
	size_t i, n;

	n = schemas[s->file].n_columns;
	for (i = 0; i < n; i++)
		if (is_written(s->file, i))
			put_field(&s->to, s->cell[i] == NULL ? "" : s->cell[i], i + 1 == n);
	memset(s->cell, 0, sizeof(s->cell));
}

static void
put_header(struct sheet *s)
{
	size_t i;

	for (i = 0; i < schemas[s->file].n_columns; i++)
		s->cell[i] = schemas[s->file].columns[i].name;
	put_record(s);
}

static const char *
day(char out[DATE_BYTES], struct date d)
{
	if (d.year == 0)
		return "";
	snprintf(out, DATE_BYTES, "%04d-%02d-%02d", d.year % 10000, d.month % 100, d.day % 100);
	return out;
}

static const char *
yes(bool b)
{
	return b ? "true" : "false";
}

static void
put_orgs(struct sheet *s, const struct roster *r)
{
	const struct roster_org *o;

	for (o = r->orgs; o < r->orgs + r->n_orgs; o++) {
		s->cell[ORG_ID] = o->sourced_id;
		s->cell[ORG_NAME] = o->name;
		s->cell[ORG_TYPE] = o->kind == ROSTER_DISTRICT ? "district" :
		    o->kind == ROSTER_SCHOOL ? "school" : "ext:other";
		s->cell[ORG_IDENTIFIER] = o->identifier;
		s->cell[ORG_PARENT] = o->parent == NULL ? "" : o->parent->sourced_id;
		put_record(s);
	}
}

static void
put_years(struct sheet *s, const struct roster *r)
{
	const struct roster_year *y;
	char number[8];

	for (y = r->years; y < r->years + r->n_years; y++) {
		s->cell[SESSION_ID] = y->sourced_id;
		s->cell[SESSION_TITLE] = y->title;
		s->cell[SESSION_TYPE] = "schoolYear";
		s->cell[SESSION_START] = day(s->begin, y->begin_on);
		s->cell[SESSION_END] = day(s->end, y->end_on);
		snprintf(number, sizeof(number), "%d", y->school_year);
		s->cell[SESSION_YEAR] = number;
		put_record(s);
	}
}

static void
put_courses(struct sheet *s, const struct roster *r)
{
	const struct roster_course *c;

	for (c = r->courses; c < r->courses + r->n_courses; c++) {
		s->cell[COURSE_ID] = c->sourced_id;
		s->cell[COURSE_YEAR] = c->year == NULL ? "" : c->year->sourced_id;
		s->cell[COURSE_TITLE] = c->title;
		s->cell[COURSE_ORG] = c->org->sourced_id;
		put_record(s);
	}
}

static void
put_classes(struct sheet *s, const struct roster *r)
{
	const struct roster_class *c;

	for (c = r->classes; c < r->classes + r->n_classes; c++) {
		s->cell[CLASS_ID] = c->sourced_id;
		s->cell[CLASS_TITLE] = c->title;
		s->cell[CLASS_GRADES] = c->grades;
		s->cell[CLASS_COURSE] = c->course->sourced_id;
		s->cell[CLASS_TYPE] = c->kind == ROSTER_HOMEROOM ? "homeroom" :
		    c->kind == ROSTER_SCHEDULED ? "scheduled" : "ext:other";
		s->cell[CLASS_SCHOOL] = c->school->sourced_id;
		s->cell[CLASS_TERMS] = c->year->sourced_id;
		s->cell[CLASS_SPECIAL] = yes(c->special_needs);
		put_record(s);
	}
}

static void
put_users(struct sheet *s, const struct roster *r)
{
	const struct roster_user *u;

	for (u = r->users; u < r->users + r->n_users; u++) {
		s->cell[USER_ID] = u->sourced_id;
		s->cell[USER_ENABLED] = yes(u->enabled);
		s->cell[USER_USERNAME] = u->username;
		s->cell[USER_GIVEN] = s->cell[USER_PREFERRED_GIVEN] = u->given_name;
		s->cell[USER_FAMILY] = s->cell[USER_PREFERRED_FAMILY] = u->family_name;
		s->cell[USER_MIDDLE] = s->cell[USER_PREFERRED_MIDDLE] = u->middle_name;
		s->cell[USER_EMAIL] = u->email;
		s->cell[USER_GRADES] = u->grade;
		s->cell[USER_MASTER] = u->master_id;
		s->cell[USER_ORG] = u->school == NULL ? "" : u->school->sourced_id;
		s->cell[USER_KANA_GIVEN] = s->cell[USER_KANA_PREFERRED_GIVEN] = u->given_kana;
		s->cell[USER_KANA_FAMILY] = s->cell[USER_KANA_PREFERRED_FAMILY] = u->family_kana;
		s->cell[USER_HOME_CLASS] = u->home_class == NULL ? "" : u->home_class->sourced_id;
		put_record(s);
	}
}

static void
put_roles(struct sheet *s, const struct roster *r)
{
	const struct roster_role *o;

	for (o = r->roles; o < r->roles + r->n_roles; o++) {
		s->cell[ROLE_ID] = o->sourced_id;
		s->cell[ROLE_USER] = o->user->sourced_id;
		s->cell[ROLE_TYPE] = o->primary ? "primary" : "secondary";
		s->cell[ROLE_ROLE] = o->role;
		s->cell[ROLE_BEGIN] = day(s->begin, o->begin_on);
		s->cell[ROLE_END] = day(s->end, o->end_on);
		s->cell[ROLE_ORG] = o->org->sourced_id;
		put_record(s);
	}
}

static void
put_enrols(struct sheet *s, const struct roster *r)
{
	const struct roster_enrol *e;
	char number[16];

	for (e = r->enrols; e < r->enrols + r->n_enrols; e++) {
		s->cell[ENROL_ID] = e->sourced_id;
		s->cell[ENROL_CLASS] = e->class->sourced_id;
		s->cell[ENROL_SCHOOL] = e->class->school->sourced_id;
		s->cell[ENROL_USER] = e->user->sourced_id;
		s->cell[ENROL_ROLE] = e->role;
		s->cell[ENROL_PRIMARY] = yes(e->primary);
		s->cell[ENROL_BEGIN] = day(s->begin, e->begin_on);
		s->cell[ENROL_END] = day(s->end, e->end_on);
		snprintf(number, sizeof(number), "%d", e->attendance_number);
		s->cell[ENROL_NUMBER] = e->attendance_number == 0 ? "" : number;
		s->cell[ENROL_PUBLIC] = "true";
		put_record(s);
	}
}

static void
put_pair(struct sheet *s, const char *name, const char *value)
{
	s->cell[MANIFEST_NAME] = name;
	s->cell[MANIFEST_VALUE] = value;
	put_record(s);
}

static void
put_manifest(struct sheet *s, const struct roster *r)
{
	enum roster_file file;
	bool bulk;
	char name[SCHEMA_PROPERTY_BYTES];

	put_pair(s, "manifest.version", "1.0");
	put_pair(s, "oneroster.version", "1.2_JP");
	for (file = FILE_SESSIONS; file < FILE_COUNT; file++) {
		schema_property(file, name);
		bulk = !r->no_updates && schemas[file].need == NEED_ALWAYS;
		put_pair(s, name, bulk ? "bulk" : "absent");
	}
	if (*r->source_system != '\0')
		put_pair(s, "source.systemName", r->source_system);
	if (*r->source_code != '\0')
		put_pair(s, "source.systemCode", r->source_code);
}

static la_ssize_t
take(struct archive *a, void *to, const void *bytes, size_t n)
{
	(void)a;
	put(to, bytes, n);
	return (la_ssize_t)n;
}

/* Without a time: libarchive would write it in the zone of this process. */
static bool
pack_file(struct archive *a, enum roster_file file, const struct growing *text)
{
	struct archive_entry *e;
	bool good;

	e = archive_entry_new();
	if (e == NULL)
		return false;
	archive_entry_set_pathname(e, schemas[file].name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	archive_entry_set_size(e, (la_int64_t)text->n);
	good = archive_write_header(a, e) == ARCHIVE_OK &&
	    archive_write_data(a, text->p, text->n) == (la_ssize_t)text->n;
	archive_entry_free(e);
	return good;
}

static bool
write_file(struct archive *a, const struct roster *r, enum roster_file file,
    void (*put_rows)(struct sheet *, const struct roster *))
{
	struct sheet s;

	memset(&s, 0, sizeof(s));
	s.to.mem = r->mem;
	s.file = file;
	put_header(&s);
	put_rows(&s, r);
	return pack_file(a, file, &s.to);
}

static bool
write_files(struct archive *a, const struct roster *r)
{
	if (!write_file(a, r, FILE_MANIFEST, put_manifest))
		return false;
	return r->no_updates ||
	    (write_file(a, r, FILE_SESSIONS, put_years) && write_file(a, r, FILE_ORGS, put_orgs) &&
	    write_file(a, r, FILE_COURSES, put_courses) && write_file(a, r, FILE_CLASSES, put_classes) &&
	    write_file(a, r, FILE_USERS, put_users) && write_file(a, r, FILE_ROLES, put_roles) &&
	    write_file(a, r, FILE_ENROLMENTS, put_enrols));
}

bool
roster_write(const struct roster *r, const unsigned char **zip, size_t *n_bytes)
{
	struct growing to = { r->mem, NULL, 0, 0 };
	struct archive *a;
	bool good;

	a = archive_write_new();
	good = a != NULL && archive_write_set_format_zip(a) == ARCHIVE_OK &&
	    archive_write_zip_set_compression_deflate(a) == ARCHIVE_OK &&
	    archive_write_set_bytes_in_last_block(a, 1) == ARCHIVE_OK &&
	    archive_write_open(a, &to, NULL, take, NULL) == ARCHIVE_OK &&
	    write_files(a, r) && archive_write_close(a) == ARCHIVE_OK;
	if (a != NULL)
		archive_write_free(a);
	*zip = to.p;
	*n_bytes = to.n;
	return good;
}
