/* main.c -- renrakuctl, the operator's command line. */

#include <stdio.h>
#include <string.h>

#include "common/access.h"
#include "common/arena.h"
#include "common/crypto.h"
#include "common/log.h"
#include "common/time.h"
#include "ctl.h"

#define OPEN_MAX 4	/* databases in one command */

static struct db	*opened[OPEN_MAX];
static size_t		 nopened;

static int	ctl_permissions(const struct conf *, int, char *[]);
static int	ctl_check_config(const struct conf *, int, char *[]);

static const struct {
	const char	*name, *arguments, *does;
	bool		 needs_conf;
	int		(*run)(const struct conf *, int, char *[]);
} commands[] = {
	{ "migrate", "[--dir sql/migrations] [--list]", "brings the database to this version", true, ctl_migrate },
	{ "create-officer", "--board SOURCED_ID --board-name NAME --login ID --family NAME --given NAME",
	    "makes an officer of the board and prints the activation code", true, ctl_officer },
	{ "import-oneroster", "FILE.zip [--dry-run | --commit] [--strict] [--allow-removals]",
	    "checks a roster; stores it only with --commit", true, ctl_import },
	{ "permissions", "", "prints every permission with the roles that hold it", false, ctl_permissions },
	{ "check-config", "", "reads the configuration and prints what is in force", true, ctl_check_config },
	{ "doctor", "[--migrations sql/migrations]", "looks for what is wrong with this installation", true, ctl_doctor },
	{ "tidy", "", "deletes what is past its time: drafts, links, counters; run it daily", true, ctl_tidy },
	{ "demo", "--seed N --names FILE --out FILE.json", "fills an empty database with an invented municipality", true, ctl_demo },
};
#define NCOMMAND (sizeof commands / sizeof commands[0])

static void
usage(FILE *out)
{
	fputs("usage: renrakuctl [--config FILE] COMMAND [ARGUMENTS]\n\n", out);
	for (size_t i = 0; i < NCOMMAND; i++)
		fprintf(out, "  %-17s %s\n", commands[i].name, commands[i].does);
	fputs("\nCOMMAND --help shows its arguments.  Exit: 0 done, 1 not done, 2 usage.\n", out);
}

static int
ctl_permissions(const struct conf *conf, int argc, char *argv[])
{
	(void)conf;
	(void)argc;
	(void)argv;
	access_print(stdout);
	return CTL_OK;
}

static int
ctl_check_config(const struct conf *conf, int argc, char *argv[])
{
	static const char *const	 none[] = { NULL };

	if (!ctl_known(argc, argv, none, none))
		return CTL_USAGE;
	conf_print(stdout, conf);
	return CTL_OK;
}

const char *
ctl_option(int argc, char *argv[], const char *name)
{
	for (int i = 1; i + 1 < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return argv[i + 1];
	return NULL;
}

bool
ctl_flag(int argc, char *argv[], const char *name)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return true;
	return false;
}

static bool
listed(const char *const *list, const char *name)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, name) == 0)
			return true;
	return false;
}

bool
ctl_known(int argc, char *argv[], const char *const *options, const char *const *flags)
{
	for (int i = 1; i < argc; i++) {
		if (listed(flags, argv[i]))
			continue;
		if (listed(options, argv[i]) && i + 1 < argc) {
			i++;
			continue;
		}
		fprintf(stderr, "renrakuctl %s: what is \"%s\"?  See --help.\n", argv[0], argv[i]);
		return false;
	}
	return true;
}

struct db *
ctl_open(const struct conf *conf, struct arena *arena, const struct db_queries *const *queries)
{
	struct db_actor	*actor = arena_alloc(arena, sizeof *actor);
	struct db	*db = db_new(conf, "ctl", queries);

	if (nopened == OPEN_MAX)
		log_fatal("a command opens too many databases");
	opened[nopened++] = db;
	*actor = (struct db_actor){ .address = "renrakuctl", .now = time_now() };
	db_request(db, arena, actor);
	switch (db_ready(db)) {
	case DB_OK:
		return db;
	case DB_AWAY:
		fprintf(stderr, "renrakuctl: no database answers at %s\n", conf->db_socket);
		break;
	case DB_FAILED:
		fputs("renrakuctl: the database does not fit this version; run migrate first\n", stderr);
		break;
	case DB_NONE:
	case DB_DUPLICATE:
	case DB_RETRY:
		break;
	}
	return NULL;
}

char *
ctl_read_file(struct arena *arena, const char *path, size_t *n_bytes)
{
	FILE	*f = fopen(path, "rb");
	long	 size;
	char	*text;

	if (f == NULL || fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0 || fseek(f, 0, SEEK_SET) != 0) {
		perror(path);
		if (f != NULL)
			fclose(f);
		return NULL;
	}
	text = arena_alloc(arena, (size_t)size + 1);
	*n_bytes = fread(text, 1, (size_t)size, f);
	fclose(f);
	return text;
}

static int
run(size_t i, const struct conf *conf, int argc, char *argv[])
{
	int	 code;

	if (ctl_flag(argc, argv, "--help")) {
		printf("usage: renrakuctl --config FILE %s %s\n\n%s.\n", commands[i].name,
		    commands[i].arguments, commands[i].does);
		return CTL_OK;
	}
	if (commands[i].needs_conf && conf == NULL) {
		fprintf(stderr, "renrakuctl: %s needs --config FILE\n", commands[i].name);
		return CTL_USAGE;
	}
	code = commands[i].run(conf, argc, argv);
	while (nopened > 0)
		db_close(opened[--nopened]);
	return code;
}

int
main(int argc, char *argv[])
{
	static struct conf	 conf;
	const struct conf	*read = NULL;
	int			 at = 1;

	log_name("renrakuctl");
	crypto_init();
	if (argc > 2 && strcmp(argv[1], "--config") == 0) {
		if (conf_read(&conf, argv[2], stderr) != 0)
			return CTL_USAGE;
		time_use_file(conf.clock_file[0] == '\0' ? NULL : conf.clock_file);
		read = &conf;
		at = 3;
	}
	if (at < argc && (strcmp(argv[at], "--help") == 0 || strcmp(argv[at], "help") == 0)) {
		usage(stdout);
		return CTL_OK;
	}
	for (size_t i = 0; at < argc && i < NCOMMAND; i++)
		if (strcmp(argv[at], commands[i].name) == 0)
			return run(i, read, argc - at, argv + at);
	usage(stderr);
	return CTL_USAGE;
}
