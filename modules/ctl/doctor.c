/* doctor.c -- what is wrong with this installation, and what to do about it. */

#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "common/arena.h"
#include "common/time.h"
#include "ctl.h"
#include "q_ctl.h"

#define LATE_S (15 * 60)
#define CLOCK_S 30
#define FREE_MIN_BYTES (UINT64_C(1) << 30)

static unsigned	 bad;

static void
say(bool good, const char *what, const char *remedy)
{
	printf("%s  %s%s%s\n", good ? "OK" : "NG", what, good ? "" : ": ", good ? "" : remedy);
	bad += !good;
}

static void
look_at_folder(const char *what, const char *path)
{
	struct stat	 st;

	if (path[0] == '\0')
		return;
	say(stat(path, &st) == 0 && S_ISDIR(st.st_mode) && access(path, R_OK | X_OK) == 0, what,
	    "make the folder that the configuration names, readable by this user");
}

static void
look_at_secrets(const char *path)
{
	struct stat	 st;

	if (stat(path, &st) != 0)
		return;
	say((st.st_mode & S_IRWXO) == 0, "secrets are closed to others", "chmod o= the folder of secrets_dir");
}

static void
look_at_disk(const char *path)
{
	struct statvfs	 v;

	if (statvfs(path, &v) != 0) {
		say(false, "run_dir", "make the folder that the configuration names");
		return;
	}
	say((uint64_t)v.f_bavail * v.f_frsize >= FREE_MIN_BYTES, "disk space", "less than 1 GiB is left; make room");
}

static void
look_at_clock(struct db *db)
{
	struct q_ctl_latest_audit	 row;

	if (q_ctl_latest_audit(db, &row) == DB_OK)
		say(row.at.us <= time_add(time_now(), CLOCK_S).us, "clock",
		    "it is behind the latest deed in the database; set it, and keep it by NTP");
}

static void
look_at_mail(struct db *db)
{
	struct q_ctl_counts	 row;

	if (q_ctl_counts(db, &row, &(struct q_ctl_counts_in){ .late = time_add(time_now(), -LATE_S) }) != DB_OK)
		return;
	say(row.waiting == 0, "mail leaves", "mails wait for over 15 minutes; is the mailer running, is smtp_url right?");
	say(row.given_up == 0, "mail arrives", "some mails were given up; see outbox.error");
	say(row.accounts > 0, "somebody can sign in", "run create-officer");
}

int
ctl_doctor(const struct conf *conf, int argc, char *argv[])
{
	static const char *const		 options[] = { "--migrations", NULL }, *const flags[] = { NULL };
	static const struct db_queries *const	 queries[] = { &q_ctl, NULL };
	const char	*dir = ctl_option(argc, argv, "--migrations");
	struct arena	*arena;
	struct db	*db;

	if (!ctl_known(argc, argv, options, flags))
		return CTL_USAGE;
	arena = arena_new(1u << 20);
	db = ctl_open(conf, arena, queries);
	say(db != NULL, "database", "start MariaDB, or look at db_socket and secrets_dir; then migrate");
	if (db != NULL) {
		look_at_clock(db);
		look_at_mail(db);
		say(ctl_missing_migrations(conf, dir) == 0, "schema", "run migrate");
	}
	look_at_folder("secrets_dir", conf->secrets_dir);
	look_at_secrets(conf->secrets_dir);
	if (conf->smtp_url[0] == '\0')
		look_at_folder("mail_dir", conf->mail_dir);
	say(access(conf->importer_socket, F_OK) == 0, "importer", "start the helper importer");
	look_at_disk(conf->run_dir);
	arena_free(arena);
	return bad == 0 ? CTL_OK : CTL_FAILED;
}
