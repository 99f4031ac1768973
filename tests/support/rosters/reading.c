/* reading.c -- what the tests of the roster reader share. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "reading.h"

struct reading reading;

int
reading_begin(void **state)
{
	(void)state;
	fileset_load(&reading.files, "tests/support/rosters/k12v1");
	return 0;
}

int
reading_end(void **state)
{
	(void)state;
	roster_free(reading.roster);
	reading.roster = NULL;
	roster_findings_free(&reading.found);
	fileset_free(&reading.files);
	return 0;
}

void
reading_print(void)
{
	const struct roster_finding *f;

	for (f = reading.found.all; f < reading.found.all + reading.found.n; f++)
		print_message("  %s %s:%u %s [%s] %s\n", f->error ? "error" : "warning", f->file,
		    f->line, f->column, f->value, roster_rule_name(f->rule));
}

void
reading_bytes(unsigned char *zip, size_t n, enum roster_mode mode)
{
	roster_free(reading.roster);
	roster_findings_free(&reading.found);
	reading.roster = roster_read(zip, n, mode, &reading.found);
	free(zip);
}

void
reading_in(enum roster_mode mode)
{
	unsigned char *zip;
	size_t n;

	zip = fileset_zip(&reading.files, NULL, &n);
	reading_bytes(zip, n, mode);
}

void
reading_accepted(void)
{
	reading_in(ROSTER_NORMAL);
	if (reading.roster == NULL || reading.found.n != 0)
		reading_print();
	assert_non_null(reading.roster);
	assert_int_equal(reading.found.n, 0);
}

static const struct roster_finding *
finding(enum roster_rule rule)
{
	size_t i;

	for (i = 0; i < reading.found.n; i++)
		if (reading.found.all[i].rule == rule)
			return &reading.found.all[i];
	reading_print();
	fail_msg("no finding %s", roster_rule_name(rule));
	return NULL;
}

void
reading_told(enum roster_rule rule, const char *file, unsigned line, const char *column, const char *value)
{
	const struct roster_finding *f;

	f = finding(rule);
	if (f == NULL)
		return;
	assert_string_equal(f->file, file);
	assert_int_equal(f->line, line);
	assert_string_equal(f->column, column);
	assert_string_equal(f->value, value);
}

void
reading_refused(enum roster_rule rule, const char *file, unsigned line, const char *column, const char *value)
{
	reading_in(ROSTER_NORMAL);
	assert_null(reading.roster);
	if (reading.found.n != 1)
		reading_print();
	reading_told(rule, file, line, column, value);
	assert_true(reading.found.all[0].error);
	assert_int_equal(reading.found.n, 1);
}

const struct roster_user *
reading_user(const char *sourced_id)
{
	size_t i;

	for (i = 0; i < reading.roster->n_users; i++)
		if (strcmp(reading.roster->users[i].sourced_id, sourced_id) == 0)
			return &reading.roster->users[i];
	fail_msg("no user %s", sourced_id);
	return NULL;
}
