/* zip.c -- libarchive's reader, ZIP only, from memory. */

#include <sys/stat.h>

#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "mem.h"
#include "zip.h"

#define MAX_ENTRIES 1000
#define READ_BYTES 65536

struct unpack {
	struct archive		*archive;
	struct mem		*mem;
	struct zip_file		*files;
	struct roster_findings	*findings;
	size_t			 n_zip, n_total;
};

static void
refuse(struct unpack *u, enum roster_rule rule, const char *name)
{
	findings_add(u->findings, rule, -1, name, 0, "", "");
}

/* Stored or deflated, as libarchive names the method of the entry at hand. */
static bool
known_method(struct archive *a)
{
	const char *name;

	name = archive_format_name(a);
	return name != NULL && (strstr(name, "(deflation)") != NULL ||
	    strstr(name, "(uncompressed)") != NULL);
}

/* The file that an entry is to become, or FILE_COUNT with a finding. */
static enum roster_file
judge(struct unpack *u, struct archive_entry *e, const char *name)
{
	enum roster_file file;

	if (archive_entry_filetype(e) == AE_IFDIR || strpbrk(name, "/\\") != NULL) {
		refuse(u, RULE_ZIP_DIRECTORY, name);
		return FILE_COUNT;
	}
	if (archive_entry_filetype(e) != AE_IFREG || archive_entry_symlink(e) != NULL ||
	    archive_entry_hardlink(e) != NULL) {
		refuse(u, RULE_ZIP_LINK, name);
		return FILE_COUNT;
	}
	file = schema_file(name);
	if (file == FILE_COUNT) {
		refuse(u, RULE_ZIP_NAME, name);
		return FILE_COUNT;
	}
	if (archive_entry_is_encrypted(e) != 0) {
		refuse(u, RULE_ZIP_ENCRYPTED, name);
		return FILE_COUNT;
	}
	if (!known_method(u->archive)) {
		refuse(u, RULE_ZIP_METHOD, name);
		return FILE_COUNT;
	}
	if (u->files[file].text != NULL) {
		refuse(u, RULE_ZIP_DUPLICATE, name);
		return FILE_COUNT;
	}
	return file;
}

static bool
too_large(const struct unpack *u, size_t n_file)
{
	return u->n_total > ZIP_MAX_BYTES ||
	    (n_file > ZIP_SMALL_BYTES && n_file / ZIP_MAX_RATIO > u->n_zip);
}

/* Sizes that the ZIP declares are not believed: what comes is counted. */
static bool
unpack_file(struct unpack *u, enum roster_file file, const char *name)
{
	struct zip_file *to = &u->files[file];
	char *text;
	size_t max;
	la_ssize_t n;

	max = (size_t)READ_BYTES * 2;
	text = mem_alloc(u->mem, max, 1);
	for (;;) {
		if (max - to->n_bytes < READ_BYTES + 1)
			text = mem_grow(u->mem, text, max, &max, 1);
		n = archive_read_data(u->archive, text + to->n_bytes, READ_BYTES);
		if (n < 0) {
			refuse(u, RULE_ZIP_DAMAGED, name);
			return false;
		}
		if (n == 0)
			break;
		to->n_bytes += (size_t)n;
		u->n_total += (size_t)n;
		if (too_large(u, to->n_bytes)) {
			refuse(u, RULE_ZIP_SIZE, name);
			return false;
		}
	}
	to->text = text;
	return true;
}

static bool
unpack_entry(struct unpack *u, struct archive_entry *e)
{
	enum roster_file file;
	const char *name;

	name = archive_entry_pathname(e);
	if (name == NULL || *name == '\0') {
		refuse(u, RULE_ZIP_NAME, "");
		return true;
	}
	file = judge(u, e, name);
	return file == FILE_COUNT || unpack_file(u, file, name);
}

static void
unpack_all(struct unpack *u)
{
	struct archive_entry *e;
	int result, n;

	for (n = 0; (result = archive_read_next_header(u->archive, &e)) != ARCHIVE_EOF; n++) {
		if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
			refuse(u, n == 0 ? RULE_NOT_ZIP : RULE_ZIP_DAMAGED, "");
			return;
		}
		if (n == MAX_ENTRIES) {
			refuse(u, RULE_ZIP_SIZE, "");
			return;
		}
		if (!unpack_entry(u, e))
			return;
	}
	if (n == 0)
		refuse(u, RULE_NOT_ZIP, "");
}

void
zip_read(const unsigned char *zip, size_t n_bytes, struct mem *m,
    struct zip_file files[FILE_COUNT], struct roster_findings *f)
{
	struct unpack u = { archive_read_new(), m, files, f, n_bytes, 0 };

	if (u.archive == NULL)
		abort();
	if (archive_read_support_format_zip_seekable(u.archive) != ARCHIVE_OK ||
	    archive_read_open_memory(u.archive, zip, n_bytes) != ARCHIVE_OK)
		refuse(&u, RULE_NOT_ZIP, "");
	else
		unpack_all(&u);
	archive_read_free(u.archive);
}
