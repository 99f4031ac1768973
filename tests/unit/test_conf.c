/* test_conf.c -- what the configuration file says, and how it complains. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/conf.h"

#define NEEDED								\
	"public_url = https://localhost:8443\n"				\
	"db_socket = /run/db.sock\n"					\
	"secrets_dir = /etc/secrets\n"					\
	"mail_from = school@example.jp\n"

static char	 path[] = "/tmp/test-conf-XXXXXX";
static char	*complaints;

static int
make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	if (fd == -1)
		return -1;
	close(fd);
	return 0;
}

static int
remove_file(void **state)
{
	(void)state;
	free(complaints);
	return unlink(path);
}

/* Reads n bytes as a configuration; complaints is what was printed. */
static int
read_bytes(struct conf *c, const char *text, size_t n)
{
	FILE	*f = fopen(path, "w"), *err;
	size_t	 size;
	int	 rc;

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
	free(complaints);
	err = open_memstream(&complaints, &size);
	assert_non_null(err);
	rc = conf_read(c, path, err);
	fclose(err);
	return rc;
}

static int
read_text(struct conf *c, const char *text)
{
	return read_bytes(c, text, strlen(text));
}

/* The only complaint is "path" and then what. */
static void
assert_complaint(const char *what)
{
	assert_memory_equal(complaints, path, strlen(path));
	assert_string_equal(complaints + strlen(path), what);
}

static void
defaults(void **state)
{
	struct conf c;

	(void)state;
	assert_int_equal(read_text(&c, NEEDED), 0);
	assert_string_equal(complaints, "");
	assert_string_equal(c.public_url, "https://localhost:8443");
	assert_string_equal(c.db_socket, "/run/db.sock");
	assert_string_equal(c.secrets_dir, "/etc/secrets");
	assert_string_equal(c.mail_from, "school@example.jp");
	assert_string_equal(c.environment, "");
	assert_string_equal(c.cert_url, "");
	assert_string_equal(c.db_name, "renraku");
	assert_string_equal(c.smtp_url, "");
	assert_string_equal(c.clock_file, "");
	assert_int_equal(c.worker_deadline_s, 20);
	assert_int_equal(c.parent_idle_days, 60);
	assert_int_equal(c.parent_absolute_days, 180);
	assert_int_equal(c.staff_idle_minutes, 30);
	assert_int_equal(c.staff_absolute_hours, 12);
	assert_int_equal(c.sheet_valid_days, 60);
}

static void
values(void **state)
{
	struct conf c;

	(void)state;
	assert_int_equal(read_text(&c, "# a comment = nothing\r\n\n  \t\n" NEEDED
	    "\tenvironment=\350\250\223\347\267\264 = # 1 \r\n"
	    "smtp_url =\n"
	    "db_name = renraku_test\n"
	    "worker_deadline_s = 600\n"
	    "sheet_valid_days=1"), 0);
	assert_string_equal(complaints, "");
	assert_string_equal(c.environment, "\350\250\223\347\267\264 = # 1");
	assert_string_equal(c.smtp_url, "");
	assert_string_equal(c.db_name, "renraku_test");
	assert_int_equal(c.worker_deadline_s, 600);
	assert_int_equal(c.sheet_valid_days, 1);
}

static void
values_outlive_the_next_read(void **state)
{
	struct conf a, b;

	(void)state;
	assert_int_equal(read_text(&a, NEEDED "db_name = first\n"), 0);
	assert_int_equal(read_text(&b, NEEDED "db_name = second\n"), 0);
	assert_string_equal(a.db_name, "first");
	assert_string_equal(b.db_name, "second");
}

static void
a_misspelt_key_names_the_nearest(void **state)
{
	static const struct { const char *typed, *meant; } cases[] = {
		{ "db_nmae", "db_name" }, { "db-socket", "db_socket" }, { "publicurl", "public_url" },
		{ "Public_URL", "public_url" }, { "staff_idle_minute", "staff_idle_minutes" },
		{ "worker_deadline", "worker_deadline_s" }, { "smtp", "smtp_url" }, { "certurl", "cert_url" },
		{ "parent_idle_day", "parent_idle_days" }, { "mailfrom", "mail_from" },
	};
	struct conf	c;
	char		text[200], expected[200];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(text, sizeof text, NEEDED "%s = 1\n", cases[i].typed);
		assert_int_equal(read_text(&c, text), 2);
		snprintf(expected, sizeof expected, ":5: unknown key \"%s\"; the nearest is \"%s\"\n",
		    cases[i].typed, cases[i].meant);
		assert_complaint(expected);
	}
}

static void
keys_of_any_length(void **state)
{
	struct conf	 c;
	char		*text = malloc(70000);

	(void)state;
	memcpy(text, NEEDED, strlen(NEEDED));
	memset(text + strlen(NEEDED), 'x', 60000);
	strcpy(text + strlen(NEEDED) + 60000, " = 1\n");
	assert_int_equal(read_text(&c, text), 2);
	assert_non_null(strstr(complaints, "unknown key"));
	free(text);
	assert_int_equal(read_text(&c, NEEDED "= 1\n"), 2);
	assert_non_null(strstr(complaints, ":5: unknown key \"\""));
}

static void
numbers_are_checked(void **state)
{
	static const char *const bad[] = {
		"", "0", "-1", "+5", "601", "5x", "x", "5 6", "0x10", "1.5", "99999999999999999999",
		"\357\274\225",
	};
	struct conf	c;
	char		text[200], expected[200];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		snprintf(text, sizeof text, NEEDED "worker_deadline_s = %s\n", bad[i]);
		assert_int_equal(read_text(&c, text), 2);
		snprintf(expected, sizeof expected,
		    ":5: worker_deadline_s is not a number from 1 to 600: \"%s\"\n", bad[i]);
		assert_complaint(expected);
	}
}

static void
addresses_are_checked(void **state)
{
	static const char *const bad[] = {
		"http://localhost", "localhost", "https://", "https://localhost/", "https://localhost/x",
		"https://a@b", "https://a?b", "https://a#b", "https://a b", "HTTPS://localhost",
	};
	struct conf	c;
	char		text[200];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		snprintf(text, sizeof text, NEEDED "cert_url = %s\n", bad[i]);
		assert_int_equal(read_text(&c, text), 2);
		assert_non_null(strstr(complaints, ":5: cert_url "));
	}
	assert_int_equal(read_text(&c, NEEDED "cert_url = https://localhost:8444\n"), 0);
	assert_string_equal(c.cert_url, "https://localhost:8444");
}

static void
every_fault_is_printed(void **state)
{
	struct conf	 c;
	unsigned	 lines = 0;

	(void)state;
	assert_int_equal(read_text(&c, "public_url = x\nnonsense\ndb_name = a\ndb_name = b\n"
	    "db_socket =\nfoo = 1\nsheet_valid_days = 0\nsecrets_dir = /s\n"), 2);
	for (const char *s = complaints; *s != '\0'; s++)
		lines += *s == '\n';
	assert_int_equal(lines, 7);
	assert_non_null(strstr(complaints, ":1: public_url does not begin with https://: \"x\"\n"));
	assert_non_null(strstr(complaints, ":2: not \"key = value\": \"nonsense\"\n"));
	assert_non_null(strstr(complaints, ":4: db_name is set a second time\n"));
	assert_non_null(strstr(complaints, ":5: db_socket may not be empty: \"\"\n"));
	assert_non_null(strstr(complaints, ":6: unknown key \"foo\"; the nearest is "));
	assert_non_null(strstr(complaints, ":7: sheet_valid_days is not a number from 1 to "));
	assert_non_null(strstr(complaints, ": mail_from is missing: "));
}

static void
a_nul_byte_hides_nothing(void **state)
{
	static const char	text[] = NEEDED "db_name = a\0b\n";
	struct conf		c;

	(void)state;
	assert_int_equal(read_bytes(&c, text, sizeof text - 1), 2);
	assert_complaint(":5: a NUL byte\n");
}

static void
a_file_that_is_not_there(void **state)
{
	struct conf	 c;
	char		*text;
	size_t		 size;
	FILE		*err = open_memstream(&text, &size);

	(void)state;
	assert_int_equal(conf_read(&c, "/nonexistent/renraku.conf", err), 2);
	assert_int_equal(conf_read(&c, "/", err), 2);
	fclose(err);
	assert_non_null(strstr(text, "/nonexistent/renraku.conf: No such file"));
	assert_non_null(strstr(text, "Is a directory"));
	free(text);
}

static void
the_path_on_the_command_line(void **state)
{
	char	 program[] = "portal", option[] = "--config", file[] = "x.conf", other[] = "migrate";
	char	*both[] = { program, option, file, NULL };
	char	*later[] = { program, other, option, file, NULL };
	char	*cut[] = { program, option, NULL };

	(void)state;
	assert_ptr_equal(conf_path(3, both), file);
	assert_ptr_equal(conf_path(4, later), file);
	assert_null(conf_path(2, cut));
	assert_null(conf_path(1, both));
	assert_null(conf_path(0, NULL));
}

static void
every_key_is_explained(void **state)
{
	char	*text;
	size_t	 size;
	FILE	*out = open_memstream(&text, &size);

	(void)state;
	conf_print_keys(out);
	fclose(out);
	assert_non_null(strstr(text, "public_url "));
	assert_non_null(strstr(text, "(must be set)"));
	assert_non_null(strstr(text, "(renraku)"));
	assert_non_null(strstr(text, "\nworker_deadline_s "));
	assert_non_null(strstr(text, "(1 to 600; 20)\n"));
	assert_non_null(strstr(text, "(empty)"));
	free(text);
}

static void
what_is_in_force_is_printed_without_the_password(void **state)
{
	static const char	 text[] = NEEDED "smtp_url = smtp://user:p/a@ss@mail.example.jp:587\n";
	struct conf		 c, again;
	char			*printed;
	size_t			 size;
	FILE			*out = open_memstream(&printed, &size);

	(void)state;
	assert_int_equal(read_bytes(&c, text, sizeof text - 1), 0);
	conf_print(out, &c);
	fclose(out);
	assert_non_null(strstr(printed, "\nsmtp_url = smtp://...@mail.example.jp:587\n"));
	assert_null(strstr(printed, "user"));
	assert_null(strstr(printed, "ss@"));
	assert_non_null(strstr(printed, "\nmail_from = school@example.jp\n"));
	assert_non_null(strstr(printed, "\nworker_deadline_s = 20\n"));
	assert_int_equal(read_bytes(&again, printed, size), 0);
	assert_string_equal(again.public_url, c.public_url);
	assert_string_equal(again.importer_socket, c.importer_socket);
	free(printed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults),
		cmocka_unit_test(values),
		cmocka_unit_test(values_outlive_the_next_read),
		cmocka_unit_test(a_misspelt_key_names_the_nearest),
		cmocka_unit_test(keys_of_any_length),
		cmocka_unit_test(numbers_are_checked),
		cmocka_unit_test(addresses_are_checked),
		cmocka_unit_test(every_fault_is_printed),
		cmocka_unit_test(a_nul_byte_hides_nothing),
		cmocka_unit_test(a_file_that_is_not_there),
		cmocka_unit_test(the_path_on_the_command_line),
		cmocka_unit_test(every_key_is_explained),
		cmocka_unit_test(what_is_in_force_is_printed_without_the_password),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
