/* conf.h -- the configuration file: "key = value" lines, # comments. */
#ifndef CONF_H
#define CONF_H

#include <stdio.h>

struct conf {
	const char	*environment;	/* shown in every header; empty in production */
	const char	*public_url;	/* https://host:port, without a slash at the end */
	const char	*cert_url;
	const char	*db_socket, *db_name;
	const char	*secrets_dir;	/* one password file for each database account */
	const char	*run_dir, *mail_dir, *log_dir;
	const char	*mail_from;
	const char	*smtp_url;	/* empty: .eml files in mail_dir */
	const char	*importer_socket;
	const char	*clock_file;	/* tests only; empty: the system's clock */
	long		 worker_deadline_s;
	long		 parent_idle_days, parent_absolute_days;
	long		 staff_idle_minutes, staff_absolute_hours;
	long		 sheet_valid_days;	/* code sheets for parents */
};

/*
 * Reads the file; the strings live as long as the process.  Every fault is
 * printed to err as "file:line: what, and the nearest known key".
 * 0: good.  2: faults.
 */
int	conf_read(struct conf *, const char *path, FILE *err);

/* For "--config FILE" in argv: the path, or NULL. */
const char *conf_path(int argc, char *argv[]);

/* Prints what is in force, as a file that could be read again, without a password in smtp_url. */
void	conf_print(FILE *, const struct conf *);

/* Prints every key with its meaning and default, for README. */
void	conf_print_keys(FILE *);

#endif
