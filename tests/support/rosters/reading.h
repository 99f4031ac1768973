/* reading.h -- one small roster for each test: loaded, spoilt by the test, read. */
#ifndef READING_H
#define READING_H

#include "roster/oneroster.h"
#include "fileset.h"

/* Of tests/support/rosters/k12v1. */
#define SCHOOL "3912001c-0849-431f-bce7-7c493cc1f9e2"
#define DISTRICT "5de41ce2-ca22-4b65-866a-e46ae037737e"
#define CLASS_3_1 "70a3788e-6b66-4091-b506-5f0086ecc99f"
#define NAKAYOSHI "8ac5a643-8600-41b1-a87e-06ff6534c993"
#define TARO "c1f520a9-53b2-411a-aecd-ec539733544f"
#define AOI "e1fa479b-c1f7-46b2-9e02-6b395bf447ec"
#define TEACHER "2bc58995-7e99-44a0-b5ca-2cb75199241e"
#define KANA_TARO "\u30bf\u30ed\u30a6"
#define DOI "\u571f\u4e95"

struct reading {
	struct fileset		 files;
	struct roster_findings	 found;
	struct roster		*roster;
};

extern struct reading reading;

/* Before and behind each test: the roster as it is in the folder; nothing. */
int	reading_begin(void **state);
int	reading_end(void **state);

#define CASE(name_) cmocka_unit_test_setup_teardown(name_, reading_begin, reading_end)

/* Reads a ZIP, which is freed, or the files packed. */
void	reading_bytes(unsigned char *zip, size_t n_bytes, enum roster_mode);
void	reading_in(enum roster_mode);

/* Reads the files in normal mode and expects a roster and not one finding. */
void	reading_accepted(void);

/* Reads the files in normal mode and expects this one error and nothing else. */
void	reading_refused(enum roster_rule, const char *file, unsigned line,
	    const char *column, const char *value);

/* Expects the first finding of the rule to be this one. */
void	reading_told(enum roster_rule, const char *file, unsigned line,
	    const char *column, const char *value);

/* The user of the roster; the test fails when there is none. */
const struct roster_user *reading_user(const char *sourced_id);

/* All findings, into the output of the test. */
void	reading_print(void);

#endif
