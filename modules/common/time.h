/* time.h -- the one clock, and days of school in Asia/Tokyo. */
#ifndef RENRAKU_TIME_H
#define RENRAKU_TIME_H

#include "types.h"

/* A moment as people in Tokyo read it. */
struct local { struct date on; int hour, minute, second, weekday; /* 0 Sunday */ };

/*
 * The file that a test writes to set the clock: one line, "2026-04-06T07:45:00+09:00"
 * or an offset in seconds, "+86400".  NULL: the system's clock.
 */
void		 time_use_file(const char *path);

/* Now.  Every caller asks here; nothing sleeps on it. */
struct instant	 time_now(void);

struct instant	 time_add(struct instant, int64_t seconds);
struct local	 time_local(struct instant);
struct date	 time_today(struct instant);		/* the day in Tokyo */
struct instant	 time_of(struct date, int hour, int minute);	/* Tokyo wall clock */

/* Days; a date that does not exist is not valid. */
bool		 date_valid(struct date);
struct date	 date_add(struct date, int days);
int		 date_compare(struct date, struct date);	/* <0, 0, >0 */
int		 date_days(struct date from, struct date to);
int		 date_weekday(struct date);			/* 0 Sunday */
int		 date_days_in_month(int year, int month);

/* The school year that holds the day: April to March (interchange.md 4.3). */
int		 date_school_year(struct date);

/*
 * Reads what people type (interchange.md 4.3): 2026-04-06, 20260406, 2026/4/6,
 * R8.4.6, and in UTF-8 the written-out era and year forms; "4/6" takes the
 * nearest such day not before (today - 90 days).  Full-width digits count.
 * False: not a day.
 */
bool		 date_parse(const char *, struct date today, struct date *);

#endif
