/* demo.c -- generate, import with the real importer, add people and reports, tell the accounts. */

#include <stdlib.h>
#include <string.h>

#include "common/arena.h"
#include "common/time.h"
#include "demo.h"
#include "q_common.h"
#include "q_ctl.h"
#include "q_roster_apply.h"
#include "roster/apply.h"

static enum db_rc
import(struct db *db, struct arena *arena, const struct roster *roster)
{
	const struct apply_options	 options = { .create_board = true, .store = true };
	struct roster_findings		 findings = { 0 };
	struct apply_result		 result = { 0 };
	struct tx			*tx = db_begin(db);
	enum db_rc			 rc;

	rc = roster_apply(tx, arena, roster, &options, &findings, &result);
	if (rc == DB_OK && !result.stored) {
		fputs("renrakuctl demo: the database is not empty; the roster was refused\n", stderr);
		rc = DB_FAILED;
	}
	rc = db_end(tx, rc);
	roster_findings_free(&findings);
	return rc;
}

static enum db_rc
load(struct db *db, struct demo_city *city, const struct demo *demo)
{
	struct tx	*tx;
	enum db_rc	 rc;

	rc = import(db, city->arena, demo->roster);
	if (rc == DB_OK)
		rc = q_demo_staff(db, &city->staff, &city->nstaff);
	if (rc == DB_OK)
		rc = q_demo_pupils(db, &city->pupils, &city->npupil);
	if (rc != DB_OK)
		return rc;
	tx = db_begin(db);
	rc = demo_people(tx, city, demo);
	if (rc == DB_OK)
		rc = demo_reports(tx, city);
	return db_end(tx, rc);
}

static int
write_json(const struct demo_city *city, const char *path)
{
	FILE	*f = fopen(path, "w");

	if (f == NULL) {
		perror(path);
		return CTL_FAILED;
	}
	demo_json(f, city);
	if (ferror(f) != 0 || fclose(f) != 0) {
		perror(path);
		return CTL_FAILED;
	}
	return CTL_OK;
}

int
ctl_demo(const struct conf *conf, int argc, char *argv[])
{
	static const char *const		 options[] = { "--seed", "--names", "--out", NULL }, *const flags[] = { NULL };
	static const struct db_queries *const	 queries[] = { &q_common, &q_ctl, &q_demo, &q_roster_apply, NULL };
	struct arena		*arena;
	struct demo_city	 city = { .conf = conf };
	const char		*seed = ctl_option(argc, argv, "--seed"), *names = ctl_option(argc, argv, "--names");
	const char		*out = ctl_option(argc, argv, "--out"), *wrong = NULL;
	struct demo		*demo;
	struct db		*db;
	int			 code = CTL_FAILED;

	if (!ctl_known(argc, argv, options, flags))
		return CTL_USAGE;
	arena = city.arena = arena_new(APPLY_ARENA_BYTES);
	demo = demo_generate(seed == NULL ? 2026 : strtoull(seed, NULL, 10), date_school_year(time_today(time_now())),
	    names == NULL ? "modules/ctl/demo_names.txt" : names, &wrong);
	if (demo == NULL)
		fprintf(stderr, "renrakuctl demo: %s\n", wrong);
	db = demo == NULL ? NULL : ctl_open(conf, arena, queries);
	if (db != NULL && load(db, &city, demo) == DB_OK)
		code = write_json(&city, out != NULL ? out : arena_printf(arena, "%s/demo.json", conf->run_dir));
	demo_free(demo);
	arena_free(arena);
	return code;
}
