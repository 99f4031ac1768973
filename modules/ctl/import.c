/* import.c -- a OneRoster ZIP from the command line: checked, shown, and stored when asked. */

#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/arena.h"
#include "common/audit.h"
#include "common/crypto.h"
#include "common/msg.h"
#include "common/str.h"
#include "ctl.h"
#include "q_common.h"
#include "q_import_ctl.h"
#include "q_roster_apply.h"
#include "roster/apply.h"

#define ZIP_MAX_BYTES (32L << 20)	/* as an upload in the browser */

#define RULE(name_, severity_, case_) [RULE_##name_] = MSG_ROSTER_##name_,
static const enum msg sentences[RULE_COUNT] = {
#include "roster/rules.def"
};
#undef RULE

struct import {
	const char		*path;
	bool			 commit, strict, allow_removals;
	struct arena		*arena;
	char			*zip;
	size_t			 n_bytes;
	struct roster		*roster;
	struct roster_findings	 findings;
	struct apply_result	 result;
};

/* False: said what is wrong. */
static bool
read_arguments(struct import *im, int argc, char *argv[])
{
	bool	 dry = false;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--commit") == 0)
			im->commit = true;
		else if (strcmp(argv[i], "--dry-run") == 0)
			dry = true;
		else if (strcmp(argv[i], "--strict") == 0)
			im->strict = true;
		else if (strcmp(argv[i], "--allow-removals") == 0)
			im->allow_removals = true;
		else if (argv[i][0] != '-' && im->path == NULL)
			im->path = argv[i];
		else {
			fprintf(stderr, "renrakuctl import-oneroster: what is \"%s\"?  See --help.\n", argv[i]);
			return false;
		}
	}
	if (im->path == NULL || (dry && im->commit)) {
		fputs(im->path == NULL ? "renrakuctl import-oneroster: which file?  See --help.\n" :
		    "renrakuctl import-oneroster: --dry-run or --commit, not both\n", stderr);
		return false;
	}
	return true;
}

static bool
read_zip(struct import *im)
{
	struct stat	 st;

	if (stat(im->path, &st) != 0) {
		perror(im->path);
		return false;
	}
	if (!S_ISREG(st.st_mode) || st.st_size > ZIP_MAX_BYTES) {
		fprintf(stderr, "%s: a file of at most 32 MiB is expected\n", im->path);
		return false;
	}
	im->zip = ctl_read_file(im->arena, im->path, &im->n_bytes);
	return im->zip != NULL;
}

static void
print_findings(const struct roster_findings *f)
{
	const struct roster_finding	*one;

	for (size_t i = 0; i < f->n; i++) {
		one = &f->all[i];
		printf("%s:%u:%s:%s: %s%s\n", one->file, one->line, one->column, one->value,
		    one->error ? "" : "warning: ", msg_text(LANG_JA, sentences[one->rule]));
	}
	printf("%u errors, %u warnings\n", f->n_errors, f->n_warnings);
}

static void
print_counts(const struct import *im)
{
	static const char *const	 words[] = {
		[APPLY_PUPILS] = "pupils", [APPLY_CLASSES] = "classes",
		[APPLY_STAFF] = "staff", [APPLY_SCHOOLS] = "school",
	};
	const struct apply_result	*r = &im->result;
	const struct apply_change	*c;

	for (size_t i = 0; i < r->n_changes; i++) {
		c = &r->changes[i];
		printf("%s%s%s: %s +%u ~%u -%u\n", c->school[0] == '\0' ? "(board)" : c->school,
		    c->class_name[0] == '\0' ? "" : " ", c->class_name, words[c->what],
		    c->added, c->changed, c->removed);
	}
	printf("%u added, %u changed, %u removed\n", r->added, r->changed, r->removed);
}

static const char *
operator_name(struct arena *arena)
{
	const struct passwd	*pw = getpwuid(getuid());

	return arena_printf(arena, "renrakuctl: %.80s", pw == NULL ? "?" : pw->pw_name);
}

/* The row of this import; its counts follow from the result. */
static enum db_rc
record(struct import *im, struct tx *tx)
{
	const char	*slash = strrchr(im->path, '/'), *name = slash == NULL ? im->path : slash + 1;
	unsigned char	 sha256[CRYPTO_HASH_BYTES];
	uint64_t	 id;
	enum db_rc	 rc;

	crypto_sha256(sha256, im->zip, im->n_bytes);
	rc = q_import_ctl_insert(tx, &id, &(struct q_import_ctl_insert_in){
		.operator = operator_name(im->arena),
		.file_name = str_utf8(name, strlen(name)) ? name : "?",
		.sha256 = { sha256, sizeof sha256 },
		.zip = { (const unsigned char *)im->zip, im->n_bytes },
		.now = tx_actor(tx)->now,
	});
	if (rc == DB_OK)
		rc = roster_record(tx, id, im->roster, &im->findings, &im->result);
	if (rc != DB_OK)
		return rc;
	return audit(tx, AUDIT_ROSTER_COMMITTED, AUDIT_OF_ROSTER_IMPORT, id,
	    arena_printf(im->arena, "added=%u changed=%u removed=%u", im->result.added, im->result.changed,
	    im->result.removed));
}

static enum db_rc
apply(struct import *im, struct db *db)
{
	const struct apply_options	 options = {
		.create_board = true, .allow_removals = im->allow_removals, .store = im->commit,
	};
	struct tx			*tx = db_begin(db);
	enum db_rc			 rc;

	rc = roster_apply(tx, im->arena, im->roster, &options, &im->findings, &im->result);
	if (rc == DB_OK && im->result.stored)
		rc = record(im, tx);
	return db_end(tx, rc);
}

/* The end of a run that reached the database. */
static int
conclude(const struct import *im)
{
	if (im->result.refused)
		return CTL_FAILED;
	print_counts(im);
	if (im->result.needs_removals && !im->allow_removals) {
		fputs("renrakuctl import-oneroster: more than a tenth of a school's pupils would be removed; "
		    "look at the counts, then add --allow-removals\n", stderr);
		return CTL_FAILED;
	}
	puts(im->result.stored ? "stored" : "dry run: nothing was stored; --commit stores it");
	return CTL_OK;
}

static int
run(struct import *im, const struct conf *conf)
{
	static const struct db_queries *const	 queries[] = { &q_common, &q_import_ctl, &q_roster_apply, NULL };
	struct db	*db;
	enum db_rc	 rc;

	if (!read_zip(im))
		return CTL_FAILED;
	im->roster = roster_read((const unsigned char *)im->zip, im->n_bytes,
	    im->strict ? ROSTER_STRICT : ROSTER_NORMAL, &im->findings);
	if (im->roster == NULL) {
		print_findings(&im->findings);
		return CTL_FAILED;
	}
	db = ctl_open(conf, im->arena, queries);
	if (db == NULL)
		return CTL_FAILED;
	rc = apply(im, db);
	print_findings(&im->findings);
	if (rc != DB_OK) {
		fputs("renrakuctl import-oneroster: the database refused; nothing was stored\n", stderr);
		return CTL_FAILED;
	}
	return conclude(im);
}

int
ctl_import(const struct conf *conf, int argc, char *argv[])
{
	struct import	 im = { 0 };
	int		 rc;

	if (!read_arguments(&im, argc, argv))
		return CTL_USAGE;
	im.arena = arena_new(APPLY_ARENA_BYTES);
	rc = run(&im, conf);
	roster_free(im.roster);
	roster_findings_free(&im.findings);
	arena_free(im.arena);
	return rc;
}
