/* fileset.c -- files in memory, and libarchive's writer. */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "fileset.h"

static const char *const names[] = {
	"manifest.csv", "academicSessions.csv", "orgs.csv", "courses.csv", "classes.csv",
	"users.csv", "roles.csv", "enrollments.csv",
};

static void *
need(void *p)
{
	if (p == NULL)
		err(1, "fileset");
	return p;
}

void
fileset_add(struct fileset *fs, enum fileset_kind kind, const char *name,
    const char *text, size_t n_bytes)
{
	struct fileset_file *f;

	if (fs->n == FILESET_MAX)
		errx(1, "fileset: too many files");
	f = &fs->file[fs->n++];
	f->kind = kind;
	f->name = need(strdup(name));
	f->text = need(calloc(1, n_bytes + 1));
	memcpy(f->text, text, n_bytes);
	f->n_bytes = n_bytes;
}

void
fileset_load(struct fileset *fs, const char *folder)
{
	char path[1000], text[20000];
	FILE *from;
	size_t i, n;

	memset(fs, 0, sizeof(*fs));
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		from = fopen(path, "rb");
		if (from == NULL)
			err(1, "%s", path);
		n = fread(text, 1, sizeof(text), from);
		fclose(from);
		fileset_add(fs, FILESET_FILE, names[i], text, n);
	}
}

void
fileset_free(struct fileset *fs)
{
	size_t i;

	for (i = 0; i < fs->n; i++) {
		free(fs->file[i].name);
		free(fs->file[i].text);
	}
	memset(fs, 0, sizeof(*fs));
}

static size_t
find(const struct fileset *fs, const char *name)
{
	size_t i;

	for (i = 0; i < fs->n; i++)
		if (strcmp(fs->file[i].name, name) == 0)
			return i;
	errx(1, "fileset: no %s", name);
}

void
fileset_drop(struct fileset *fs, const char *name)
{
	size_t at;

	at = find(fs, name);
	free(fs->file[at].name);
	free(fs->file[at].text);
	fs->n--;
	memmove(&fs->file[at], &fs->file[at + 1], (fs->n - at) * sizeof(fs->file[0]));
}

const char *
fileset_text(const struct fileset *fs, const char *name)
{
	return fs->file[find(fs, name)].text;
}

/* Replaces what stands at "at" and gives the place behind its successor. */
static size_t
replace(struct fileset_file *f, size_t at, size_t n_from, const char *to)
{
	size_t n_to = strlen(to);
	char *text;

	text = need(calloc(1, f->n_bytes - n_from + n_to + 1));
	memcpy(text, f->text, at);
	memcpy(text + at, to, n_to);
	memcpy(text + at + n_to, f->text + at + n_from, f->n_bytes - at - n_from);
	free(f->text);
	f->text = text;
	f->n_bytes = f->n_bytes - n_from + n_to;
	return at + n_to;
}

static void
edit(struct fileset *fs, const char *name, const char *from, const char *to, int all)
{
	struct fileset_file *f = &fs->file[find(fs, name)];
	const char *hit;
	size_t at;

	if (strstr(f->text, from) == NULL)
		errx(1, "fileset: %s has no %s", name, from);
	at = 0;
	while ((hit = strstr(f->text + at, from)) != NULL) {
		at = replace(f, (size_t)(hit - f->text), strlen(from), to);
		if (!all)
			break;
	}
}

void
fileset_edit(struct fileset *fs, const char *name, const char *from, const char *to)
{
	edit(fs, name, from, to, 0);
}

void
fileset_edit_all(struct fileset *fs, const char *name, const char *from, const char *to)
{
	edit(fs, name, from, to, 1);
}

void
fileset_append(struct fileset *fs, const char *name, const char *text)
{
	struct fileset_file *f = &fs->file[find(fs, name)];

	replace(f, f->n_bytes, 0, text);
}

static void
check(struct archive *a, int result)
{
	if (result != ARCHIVE_OK)
		errx(1, "fileset: %s", archive_error_string(a));
}

static void
pack(struct archive *a, const struct fileset_file *f)
{
	struct archive_entry *e;

	e = need(archive_entry_new());
	archive_entry_set_pathname(e, f->name);
	archive_entry_set_filetype(e, f->kind == FILESET_FILE ? AE_IFREG :
	    f->kind == FILESET_DIRECTORY ? AE_IFDIR : AE_IFLNK);
	archive_entry_set_perm(e, 0644);
	if (f->kind == FILESET_LINK)
		archive_entry_set_symlink(e, f->text);
	if (f->kind == FILESET_FILE)
		archive_entry_set_size(e, (la_int64_t)f->n_bytes);
	check(a, archive_write_header(a, e));
	if (f->kind == FILESET_FILE && f->n_bytes > 0 &&
	    archive_write_data(a, f->text, f->n_bytes) != (la_ssize_t)f->n_bytes)
		errx(1, "fileset: %s", archive_error_string(a));
	archive_entry_free(e);
}

unsigned char *
fileset_zip(const struct fileset *fs, const char *password, size_t *n_bytes)
{
	unsigned char *zip;
	struct archive *a;
	size_t i, max;

	for (i = 0, max = 100000; i < fs->n; i++)
		max += fs->file[i].n_bytes;
	zip = need(malloc(max));
	a = need(archive_write_new());
	check(a, archive_write_set_format_zip(a));
	check(a, archive_write_set_bytes_in_last_block(a, 1));
	if (password != NULL) {
		check(a, archive_write_set_options(a, "zip:encryption=aes256"));
		check(a, archive_write_set_passphrase(a, password));
	}
	check(a, archive_write_open_memory(a, zip, max, n_bytes));
	for (i = 0; i < fs->n; i++)
		pack(a, &fs->file[i]);
	check(a, archive_write_close(a));
	archive_write_free(a);
	return zip;
}
