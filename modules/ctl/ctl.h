/* ctl.h -- what the files of renrakuctl say to each other. */
#ifndef CTL_H
#define CTL_H

#include "common/conf.h"
#include "common/db.h"

struct arena;

/* Exit codes of every command (README.md). */
enum ctl_exit { CTL_OK, CTL_FAILED, CTL_USAGE };

/*
 * The commands: argv[0] is the command's name, the rest its arguments.  Each
 * returns an exit code and prints what it did, or why not, in one screen.
 */
int	ctl_migrate(const struct conf *, int argc, char *argv[]);
int	ctl_officer(const struct conf *, int argc, char *argv[]);
int	ctl_import(const struct conf *, int argc, char *argv[]);
int	ctl_doctor(const struct conf *, int argc, char *argv[]);
int	ctl_tidy(const struct conf *, int argc, char *argv[]);
int	ctl_demo(const struct conf *, int argc, char *argv[]);

/* Files of dir (NULL: sql/migrations) that this database has not seen, or saw with other bytes; -1: cannot tell. */
int	ctl_missing_migrations(const struct conf *, const char *dir);

/* The value of "--name VALUE", or NULL. */
const char	*ctl_option(int argc, char *argv[], const char *name);
bool		 ctl_flag(int argc, char *argv[], const char *name);

/* True when every argument is one of the options (with a value) and flags, lists ending with NULL; otherwise says which is not. */
bool		 ctl_known(int argc, char *argv[], const char *const *options, const char *const *flags);

/* A connected database as renraku_ctl with an arena and "renrakuctl" as the actor; it is closed after the command.  NULL: said why. */
struct db	*ctl_open(const struct conf *, struct arena *, const struct db_queries *const *);

/* The whole of a file in the arena; NULL: said why. */
char		*ctl_read_file(struct arena *, const char *path, size_t *n_bytes);

/* Prints a code in groups of four digits. */
void		 ctl_print_code(const char *digits);

/*
 * Makes a code sheet (kind 0 for a pupil, 1 for a staff account) that is good
 * for days days and puts its digits into *code (arena).
 */
enum db_rc	 ctl_sheet(struct tx *, struct arena *, int kind, uint64_t subject_id, int days, const char **code) MUST_USE;

#endif
