/* migrate.c -- numbered SQL files, each applied once and never changed after. */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/arena.h"
#include "common/crypto.h"
#include "ctl.h"
#include "q_ctl_migrate.h"

#define FILES_MAX_BYTES (16u << 20)

static const char	 table[] =
    "CREATE TABLE IF NOT EXISTS migration (\n"
    "  name VARCHAR(100) NOT NULL COMMENT 'file in sql/migrations',\n"
    "  sha256 BINARY(32) NOT NULL COMMENT 'of its bytes when it was applied',\n"
    "  applied_at DATETIME(6) NOT NULL COMMENT 'when',\n"
    "  PRIMARY KEY (name)\n"
    ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin\n"
    "  COMMENT='Which files of sql/migrations this database has seen. Operators see it; kept for ever.'";

static int
is_sql(const struct dirent *e)
{
	const size_t	 n = strlen(e->d_name);

	return e->d_name[0] >= '0' && e->d_name[0] <= '9' && n > 4 && strcmp(e->d_name + n - 4, ".sql") == 0;
}

/* DB_OK: applied with these bytes.  DB_NONE: not yet.  DB_DUPLICATE: applied with others. */
static enum db_rc
state_of(struct db *db, const char *name, const unsigned char *sha256)
{
	struct q_migration_by_name	 row;
	enum db_rc			 rc;

	rc = q_migration_by_name(db, &row, &(struct q_migration_by_name_in){ .name = name });
	if (rc != DB_OK)
		return rc;
	return row.sha256.n == CRYPTO_HASH_BYTES && memcmp(row.sha256.p, sha256, CRYPTO_HASH_BYTES) == 0 ?
	    DB_OK : DB_DUPLICATE;
}

static enum db_rc
apply(struct db *db, const char *name, const char *sql, size_t n, const unsigned char *sha256)
{
	struct tx	*tx;
	enum db_rc	 rc = db_script(db, sql, n);

	if (rc != DB_OK)
		return rc;
	tx = db_begin(db);
	rc = q_migration_insert(tx, &(struct q_migration_insert_in){
		.name = name,
		.sha256 = { sha256, CRYPTO_HASH_BYTES },
		.now = tx_actor(tx)->now,
	});
	return db_end(tx, rc);
}

/* One file; false ends the command. */
static bool
migrate_file(struct db *db, struct arena *arena, const char *dir, const char *name, bool list)
{
	unsigned char	 sha256[CRYPTO_HASH_BYTES];
	size_t		 n;
	char		*sql = ctl_read_file(arena, arena_printf(arena, "%s/%s", dir, name), &n);

	if (sql == NULL)
		return false;
	crypto_sha256(sha256, sql, n);
	switch (state_of(db, name, sha256)) {
	case DB_OK:
		if (list)
			printf("applied  %s\n", name);
		return true;
	case DB_NONE:
		printf("%s  %s\n", list ? "missing" : "applying", name);
		if (list || apply(db, name, sql, n, sha256) == DB_OK)
			return true;
		fprintf(stderr, "renrakuctl migrate: %s was not applied; mend the cause above and run it again\n", name);
		return false;
	case DB_DUPLICATE:
		fprintf(stderr, "renrakuctl migrate: %s was changed after it was applied; "
		    "restore it and put the change into a new file\n", name);
		return false;
	case DB_RETRY:
	case DB_AWAY:
	case DB_FAILED:
		break;
	}
	return false;
}

/* The files in order; the caller frees names. */
static int
files_of(const char *dir, struct dirent ***names)
{
	const int	 n = scandir(dir, names, is_sql, alphasort);

	if (n < 0)
		perror(dir);
	return n;
}

int
ctl_missing_migrations(const struct conf *conf, const char *dir)
{
	static const struct db_queries *const	 queries[] = { &q_ctl_migrate, NULL };
	struct arena	*arena = arena_new(FILES_MAX_BYTES);
	struct db	*db = ctl_open(conf, arena, queries);
	struct dirent	**names = NULL;
	int		 missing = 0;
	const int	 n = db == NULL ? -1 : files_of(dir == NULL ? "sql/migrations" : dir, &names);

	for (int i = 0; i < n; i++) {
		unsigned char	 sha256[CRYPTO_HASH_BYTES];
		size_t		 size = 0;
		char		*sql = ctl_read_file(arena, arena_printf(arena, "%s/%s",
		    dir == NULL ? "sql/migrations" : dir, names[i]->d_name), &size);

		crypto_sha256(sha256, sql == NULL ? "" : sql, size);
		missing += state_of(db, names[i]->d_name, sha256) != DB_OK;
		free(names[i]);
	}
	free(names);
	arena_free(arena);
	return n < 0 ? -1 : missing;
}

int
ctl_migrate(const struct conf *conf, int argc, char *argv[])
{
	static const char *const		 options[] = { "--dir", NULL }, *const flags[] = { "--list", NULL };
	static const struct db_queries *const	 none[] = { NULL }, *const queries[] = { &q_ctl_migrate, NULL };
	const char	*dir = ctl_option(argc, argv, "--dir");
	struct arena	*arena;
	struct dirent	**names;
	struct db	*db;
	bool		 good = true;
	int		 n;

	if (!ctl_known(argc, argv, options, flags))
		return CTL_USAGE;
	if (dir == NULL)
		dir = "sql/migrations";
	n = files_of(dir, &names);
	if (n < 0)
		return CTL_FAILED;
	arena = arena_new(FILES_MAX_BYTES);
	db = ctl_open(conf, arena, none);
	good = db != NULL && db_script(db, table, sizeof table - 1) == DB_OK &&
	    (db = ctl_open(conf, arena, queries)) != NULL;
	for (int i = 0; i < n; i++) {
		good = good && migrate_file(db, arena, dir, names[i]->d_name, ctl_flag(argc, argv, "--list"));
		free(names[i]);
	}
	free(names);
	arena_free(arena);
	return good ? CTL_OK : CTL_FAILED;
}
