/*
 * fuzz_oneroster.c -- libFuzzer entry for the roster reader.
 *
 * Input that begins with "PK" is read as a ZIP.  Anything else is taken apart
 * at 0x1e into texts for the files of the reader, in their order, and packed
 * without compression, so that the fuzzer reaches the CSV and its rules.
 * A roster that was accepted must be accepted again after it was written.
 *
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -D_GNU_SOURCE -Imodules \
 *     tests/fuzz/fuzz_oneroster.c modules/roster/ *.c -larchive -lutf8proc
 */

#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "roster/oneroster.h"
#include "roster/schema.h"

#define SEPARATOR 0x1e

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const enum roster_file order[] = {
	FILE_MANIFEST, FILE_SESSIONS, FILE_ORGS, FILE_COURSES, FILE_CLASSES, FILE_USERS, FILE_ROLES,
	FILE_ENROLMENTS, FILE_DEMOGRAPHICS, FILE_PROFILES,
};

static void
pack_text(struct archive *a, enum roster_file file, const uint8_t *text, size_t n)
{
	struct archive_entry *e;

	e = archive_entry_new();
	archive_entry_set_pathname(e, schemas[file].name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_size(e, (la_int64_t)n);
	if (archive_write_header(a, e) != ARCHIVE_OK ||
	    (n > 0 && archive_write_data(a, text, n) != (la_ssize_t)n))
		abort();
	archive_entry_free(e);
}

static unsigned char *
pack(const uint8_t *data, size_t n, size_t *n_zip)
{
	unsigned char *zip;
	const uint8_t *end;
	struct archive *a;
	size_t i, n_text;

	zip = malloc(n + 20000);
	a = archive_write_new();
	if (zip == NULL || a == NULL || archive_write_set_format_zip(a) != ARCHIVE_OK ||
	    archive_write_zip_set_compression_store(a) != ARCHIVE_OK ||
	    archive_write_set_bytes_in_last_block(a, 1) != ARCHIVE_OK ||
	    archive_write_open_memory(a, zip, n + 20000, n_zip) != ARCHIVE_OK)
		abort();
	for (i = 0; n > 0 && i < sizeof(order) / sizeof(order[0]); i++) {
		end = memchr(data, SEPARATOR, n);
		n_text = end == NULL ? n : (size_t)(end - data);
		pack_text(a, order[i], data, n_text);
		n_text += end != NULL;
		data += n_text;
		n -= n_text;
	}
	if (archive_write_close(a) != ARCHIVE_OK)
		abort();
	archive_write_free(a);
	return zip;
}

static void
write_and_read(const struct roster *r)
{
	struct roster_findings found;
	struct roster *again;
	const unsigned char *zip;
	size_t n;

	if (!roster_write(r, &zip, &n))
		abort();
	again = roster_read(zip, n, ROSTER_NORMAL, &found);
	if (again == NULL || again->n_users != r->n_users || again->n_enrols != r->n_enrols)
		abort();
	roster_free(again);
	roster_findings_free(&found);
}

static void
read_one(const uint8_t *zip, size_t n, enum roster_mode mode)
{
	struct roster_findings found;
	struct roster *r;

	r = roster_read(zip, n, mode, &found);
	if ((r == NULL) != (found.n_errors > 0))
		abort();
	if (r != NULL)
		write_and_read(r);
	roster_free(r);
	roster_findings_free(&found);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	unsigned char *zip;
	size_t n_zip;

	if (n >= 2 && memcmp(data, "PK", 2) == 0) {
		read_one(data, n, ROSTER_NORMAL);
		return 0;
	}
	zip = pack(data, n, &n_zip);
	read_one(zip, n_zip, n % 2 == 0 ? ROSTER_NORMAL : ROSTER_STRICT);
	free(zip);
	return 0;
}
