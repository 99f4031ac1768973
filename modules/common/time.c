/*
 * time.c -- the clock and the calendar.
 *
 * Asia/Tokyo is UTC+9 all year (no summer time since 1952), so that local time
 * is plain arithmetic and needs neither TZ nor a zone file.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <utf8proc.h>

#include "log.h"
#include "time.h"

#define TOKYO_S		(9 * 3600)
#define DAY_S		86400
#define EPOCH_DAYS	719468		/* 0000-03-01 to 1970-01-01 */
#define LAST_YEAR	9999
#define FIRST_YEAR	1000		/* of what people type: a DATE of the database begins there */
#define MAX_OFFSET_S	10000000000LL	/* of a clock file; some 300 years */
#define PAST_DAYS	90		/* how far back "4/6" may mean */

/* An era as interchange.md 4.3 has it; "year 1" is year offset + 1. */
struct era { const char *name; char letter; int offset; struct date first, last; };

static const struct era eras[] = {
	/* Meiji 5 and before went by the moon: those days cannot be reckoned. */
	{ "\346\230\216\346\262\273", 'm', 1867, { 1873, 1, 1 }, { 1912, 7, 29 } },
	{ "\345\244\247\346\255\243", 't', 1911, { 1912, 7, 30 }, { 1926, 12, 24 } },
	{ "\346\230\255\345\222\214", 's', 1925, { 1926, 12, 25 }, { 1989, 1, 7 } },
	{ "\345\271\263\346\210\220", 'h', 1988, { 1989, 1, 8 }, { 2019, 4, 30 } },
	{ "\344\273\244\345\222\214", 'r', 2018, { 2019, 5, 1 }, { LAST_YEAR, 12, 31 } },
};

#define FIRST_YEAR_WORD	"\345\205\203"	/* gan, year 1 of an era */

/* What may stand behind a number, and the letter that read_parts() notes for it. */
static const struct { const char *word; char as; } separators[] = {
	{ "\345\271\264", 'y' }, { "\346\234\210", 'm' }, { "\346\227\245", 'd' },
	{ "/", '/' }, { ".", '.' }, { "-", '-' },
	/* What a Japanese keyboard gives for a hyphen. */
	{ "\343\203\274", '-' }, { "\342\210\222", '-' }, { "\342\200\220", '-' },
	{ "\342\200\223", '-' }, { "\342\200\225", '-' },
};

static const char	*clock_path;

void
time_use_file(const char *path)
{
	clock_path = path;
}

static struct instant
system_now(void)
{
	struct timespec ts;

	if (clock_gettime(CLOCK_REALTIME, &ts) != 0)
		log_fatal("clock_gettime: %s", strerror(errno));
	return (struct instant){ (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000 };
}

/* Seconds east of UTC of "Z", "+09:00" or "-03:30". */
static bool
read_zone(const char *s, int64_t *seconds)
{
	int hour, minute, n = 0;

	*seconds = 0;
	if (s[0] == 'Z' && s[1] == '\0')
		return true;
	if ((s[0] != '+' && s[0] != '-') || sscanf(s + 1, "%2d:%2d%n", &hour, &minute, &n) != 2
	    || s[n + 1] != '\0' || n != 5 || hour < 0 || hour > 14 || minute < 0 || minute > 59)
		return false;
	*seconds = (hour * 3600 + minute * 60) * (s[0] == '-' ? -1 : 1);
	return true;
}

static struct date
date_of(int year, int month, int day)
{
	struct date d = { 0, 0, 0 };

	if (year < 1 || year > LAST_YEAR || month < 1 || month > 12
	    || day < 1 || day > date_days_in_month(year, month))
		return d;
	d.year = (int16_t)year;
	d.month = (int8_t)month;
	d.day = (int8_t)day;
	return d;
}

static bool
read_clock(const char *s, struct instant *at)
{
	int		 year, month, day, hour, minute, second, n = 0;
	int64_t		 zone_s;
	long long	 offset_s;
	struct date	 d;
	char		*end;

	if (s[0] == '+' || s[0] == '-') {
		offset_s = strtoll(s, &end, 10);
		if (*end != '\0' || end == s || llabs(offset_s) > MAX_OFFSET_S)
			return false;
		*at = time_add(system_now(), offset_s);
		return true;
	}
	if (sscanf(s, "%4d-%2d-%2dT%2d:%2d:%2d%n", &year, &month, &day, &hour, &minute, &second, &n) != 6
	    || n != 19 || !read_zone(s + n, &zone_s))
		return false;
	d = date_of(year, month, day);
	if (!date_valid(d) || hour < 0 || hour > 23 || minute < 0 || minute > 59
	    || second < 0 || second > 59)
		return false;
	*at = time_add(time_of(d, hour, minute), second + TOKYO_S - zone_s);
	return true;
}

/* A test replaces the file by rename: half a line is a broken clock and ends the process. */
struct instant
time_now(void)
{
	struct instant	at;
	char		line[64];
	ssize_t		n;
	int		fd;

	if (clock_path == NULL || clock_path[0] == '\0')
		return system_now();
	fd = open(clock_path, O_RDONLY | O_CLOEXEC);
	if (fd == -1 && errno == ENOENT)
		return system_now();
	n = fd == -1 ? -1 : read(fd, line, sizeof line - 1);
	if (fd != -1)
		close(fd);
	if (n < 0)
		log_fatal("clock file %s: %s", clock_path, strerror(errno));
	line[n] = '\0';
	line[strcspn(line, "\r\n")] = '\0';
	if (!read_clock(line, &at))
		log_fatal("clock file %s: neither a time nor an offset", clock_path);
	return at;
}

struct instant
time_add(struct instant at, int64_t seconds)
{
	return (struct instant){ at.us + seconds * 1000000 };
}

/* Days since 1970-01-01; years are counted from March so that a leap day is the last one. */
static int64_t
days_of(struct date d)
{
	const int64_t	year = d.month > 2 ? d.year : d.year - 1;
	const int64_t	month = d.month > 2 ? d.month - 3 : d.month + 9;

	return year * 365 + year / 4 - year / 100 + year / 400
	    + (month * 153 + 2) / 5 + d.day - 1 - EPOCH_DAYS;
}

/* None for a day that no four-digit year holds. */
static struct date
date_of_days(int64_t days)
{
	int64_t		year, rest, month;
	const int	first = -719162, last = 2932896;	/* 0001-01-01, 9999-12-31 */

	if (days < first || days > last)
		return (struct date){ 0, 0, 0 };
	days += EPOCH_DAYS;
	rest = days % 146097;		/* days of 400 years */
	year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
	rest -= year * 365 + year / 4 - year / 100;
	year += days / 146097 * 400;
	month = (rest * 5 + 2) / 153;
	rest -= (month * 153 + 2) / 5;
	return date_of((int)(month < 10 ? year : year + 1),
	    (int)(month < 10 ? month + 3 : month - 9), (int)rest + 1);
}

static int64_t
floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

struct local
time_local(struct instant at)
{
	const int64_t	s = floor_divide(at.us, 1000000) + TOKYO_S;
	const int64_t	days = floor_divide(s, DAY_S);
	const int	rest = (int)(s - days * DAY_S);

	return (struct local){ .on = date_of_days(days), .hour = rest / 3600,
	    .minute = rest / 60 % 60, .second = rest % 60,
	    .weekday = (int)(((days + 4) % 7 + 7) % 7) };
}

struct date
time_today(struct instant at)
{
	return time_local(at).on;
}

struct instant
time_of(struct date d, int hour, int minute)
{
	if (d.year == 0)
		return (struct instant){ 0 };
	return (struct instant){ (days_of(d) * DAY_S + hour * 3600 + minute * 60 - TOKYO_S) * 1000000 };
}

int
date_days_in_month(int year, int month)
{
	static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (month < 1 || month > 12)
		return 0;
	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		return 29;
	return days[month - 1];
}

bool
date_valid(struct date d)
{
	return date_of(d.year, d.month, d.day).year != 0;
}

struct date
date_add(struct date d, int days)
{
	return d.year == 0 ? d : date_of_days(days_of(d) + days);
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year - b.year;
	return a.month != b.month ? a.month - b.month : a.day - b.day;
}

int
date_days(struct date from, struct date to)
{
	return (int)(days_of(to) - days_of(from));
}

int
date_weekday(struct date d)
{
	return (int)(((days_of(d) + 4) % 7 + 7) % 7);
}

int
date_school_year(struct date d)
{
	return d.month >= 4 ? d.year : d.year - 1;
}

/* NFKC and small letters, into buf; false: not UTF-8, or longer than any day is. */
static bool
normalise(const char *text, char *buf, size_t max_bytes)
{
	const utf8proc_option_t	 how = (utf8proc_option_t)(UTF8PROC_NULLTERM | UTF8PROC_STABLE
	    | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
	utf8proc_uint8_t	*made;
	utf8proc_ssize_t	 n;
	bool			 fits;

	if (strnlen(text, max_bytes) == max_bytes)
		return false;
	n = utf8proc_map((const utf8proc_uint8_t *)text, 0, &made, how);
	if (n == UTF8PROC_ERROR_NOMEM)
		log_fatal("utf8proc: %s", utf8proc_errmsg(n));
	if (n < 0)
		return false;
	fits = (size_t)n < max_bytes;
	if (fits)
		memcpy(buf, made, (size_t)n + 1);
	free(made);
	return fits;
}

static void
skip_blanks(const char **s)
{
	*s += strspn(*s, " \t");
}

static bool
take(const char **s, const char *word)
{
	const size_t n = strlen(word);

	skip_blanks(s);
	if (strncmp(*s, word, n) != 0)
		return false;
	*s += n;
	return true;
}

static const struct era *
take_era(const char **s)
{
	for (size_t i = 0; i < sizeof eras / sizeof eras[0]; i++) {
		const char letter[] = { eras[i].letter, '\0' };

		if (take(s, eras[i].name) || take(s, letter))
			return &eras[i];
	}
	return NULL;
}

/* The number of digits, at most 8; 0: none, or more. */
static size_t
take_number(const char **s, int *value)
{
	size_t n;

	skip_blanks(s);
	n = strspn(*s, "0123456789");
	if (n > 8)
		return 0;
	*value = 0;
	for (size_t i = 0; i < n; i++)
		*value = *value * 10 + *(*s)++ - '0';
	return n;
}

static char
take_separator(const char **s)
{
	for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
		if (take(s, separators[i].word))
			return separators[i].as;
	return '\0';
}

/* The numbers of a day, how many digits each has, and what stood behind each. */
struct parts { int v[3]; size_t digits[3]; size_t n; char shape[4]; };

static bool
read_parts(const char *s, bool has_era, struct parts *p)
{
	char separator;

	*p = (struct parts){ .n = 0 };
	do {
		if (p->n == 3)
			return false;
		if (p->n == 0 && has_era && take(&s, FIRST_YEAR_WORD)) {
			p->v[0] = 1;
			p->digits[0] = 1;
		} else
			p->digits[p->n] = take_number(&s, &p->v[p->n]);
		if (p->digits[p->n] == 0)
			return false;
		separator = take_separator(&s);
		p->shape[p->n++] = separator;
	} while (separator != '\0' && separator != 'd');
	skip_blanks(&s);
	return *s == '\0';
}

static bool
is_one_of(const char *shape, const char *const *shapes)
{
	while (*shapes != NULL && strcmp(shape, *shapes) != 0)
		shapes++;
	return *shapes != NULL;
}

/* "4/6": the first such day that is not before today - 90 days; a leap day may be 8 years off. */
static struct date
nearest(struct date today, int month, int day)
{
	const struct date	from = date_add(today, -PAST_DAYS);
	struct date		d = { 0, 0, 0 };

	for (int year = from.year; year <= from.year + 8; year++) {
		d = date_of(year, month, day);
		if (d.year != 0 && date_compare(d, from) >= 0)
			return d;
	}
	return (struct date){ 0, 0, 0 };
}

static struct date
date_of_parts(const struct parts *p, const struct era *era, struct date today)
{
	static const char *const	 full[] = { "ymd", "ym", "//", "--", "..", NULL };
	static const char *const	 partial[] = { "md", "m", "/", "-", ".", NULL };
	const struct date		 none = { 0, 0, 0 };
	struct date			 d;

	if (p->n == 1 && p->digits[0] == 8 && p->shape[0] == '\0' && era == NULL)
		return date_of(p->v[0] / 10000, p->v[0] / 100 % 100, p->v[0] % 100);
	if (p->n == 2 && p->digits[0] <= 2 && p->digits[1] <= 2 && era == NULL
	    && is_one_of(p->shape, partial) && date_valid(today))
		return nearest(today, p->v[0], p->v[1]);
	if (p->n != 3 || p->digits[1] > 2 || p->digits[2] > 2 || !is_one_of(p->shape, full))
		return none;
	if (era == NULL)
		return p->digits[0] == 4 ? date_of(p->v[0], p->v[1], p->v[2]) : none;
	d = p->digits[0] <= 2 ? date_of(era->offset + p->v[0], p->v[1], p->v[2]) : none;
	if (date_compare(d, era->first) < 0 || date_compare(d, era->last) > 0)
		return none;
	return d;
}

bool
date_parse(const char *text, struct date today, struct date *out)
{
	const struct era	*era;
	const char		*s;
	struct parts		 p;
	char			 buf[64];

	*out = (struct date){ 0, 0, 0 };
	if (text == NULL || !normalise(text, buf, sizeof buf))
		return false;
	s = buf;
	era = take_era(&s);
	if (read_parts(s, era != NULL, &p))
		*out = date_of_parts(&p, era, today);
	if (out->year < FIRST_YEAR)
		*out = (struct date){ 0, 0, 0 };
	return out->year != 0;
}
