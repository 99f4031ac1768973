/* msg.c -- messages with their blanks filled in, and the words of days. */

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "log.h"
#include "msg.h"
#include "time.h"

#define MAX_ARGS 9

static const char *const weekdays_ja[7] = {
	"\346\227\245", "\346\234\210", "\347\201\253", "\346\260\264",
	"\346\234\250", "\351\207\221", "\345\234\237",
};
static const char *const weekdays_en[7] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
static const char *const months_en[12] = {
	"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December",
};

#define YEAR_JA		"\345\271\264"
#define MONTH_JA	"\346\234\210"
#define DAY_JA		"\346\227\245"
#define WEEKDAY_JA	"\346\233\234\346\227\245"	/* easy Japanese spells the day of the week out */
#define OPEN_JA		"\357\274\210"		/* full-width parentheses */
#define CLOSE_JA	"\357\274\211"

const char *
msg_text(enum lang lang, enum msg msg)
{
	return msg_texts[lang][msg];
}

/* The argument of a "{3}" that text begins with; NULL: no such thing. */
static const char *
argument_at(const char *text, const char *const args[], unsigned nargs)
{
	unsigned n;

	if (text[0] != '{' || text[1] < '1' || text[1] > '9' || text[2] != '}')
		return NULL;
	n = (unsigned)(text[1] - '1');
	if (n >= nargs)
		log_fatal("a message needs argument %u of %u", n + 1, nargs);
	return args[n];
}

/* Bytes of the filled text; written to out unless that is NULL. */
static size_t
fill(char *out, const char *text, const char *const args[], unsigned nargs)
{
	const char	*arg;
	size_t		 len = 0, n;

	while (*text != '\0') {
		arg = argument_at(text, args, nargs);
		n = arg == NULL ? 1 : strlen(arg);
		if (out != NULL)
			memcpy(out + len, arg == NULL ? text : arg, n);
		len += n;
		text += arg == NULL ? 1 : 3;
	}
	return len;
}

const char *
msg_format(struct arena *a, enum lang lang, enum msg msg, ...)
{
	const char	*args[MAX_ARGS], *text = msg_texts[lang][msg], *arg;
	unsigned	 nargs = 0;
	va_list		 ap;
	char		*out;

	va_start(ap, msg);
	while ((arg = va_arg(ap, const char *)) != NULL && nargs < MAX_ARGS)
		args[nargs++] = arg;
	va_end(ap);
	if (arg != NULL)
		log_fatal("a message with more than %d arguments", MAX_ARGS);
	out = arena_alloc(a, fill(NULL, text, args, nargs) + 1);
	fill(out, text, args, nargs);
	return out;
}

void
msg_write_day(char out[MSG_DAY_BYTES], enum lang lang, struct date d)
{
	out[0] = '\0';
	if (!date_valid(d))
		return;
	if (lang == LANG_EN)
		snprintf(out, MSG_DAY_BYTES, "%s %d %s", weekdays_en[date_weekday(d)],
		    d.day, months_en[d.month - 1]);
	else
		snprintf(out, MSG_DAY_BYTES, "%d" MONTH_JA "%d" DAY_JA OPEN_JA "%s%s" CLOSE_JA,
		    d.month, d.day, weekdays_ja[date_weekday(d)], lang == LANG_JA_EASY ? WEEKDAY_JA : "");
}

void
msg_write_moment(char out[MSG_DAY_BYTES], enum lang lang, struct instant at)
{
	const struct local	t = time_local(at);
	size_t			n;

	out[0] = '\0';
	if (at.us == 0)
		return;
	msg_write_day(out, lang, t.on);
	n = strlen(out);
	snprintf(out + n, MSG_DAY_BYTES - n, "%s%d:%02d", lang == LANG_EN ? ", " : "",
	    t.hour, t.minute);
}

const char *
msg_day(struct arena *a, enum lang lang, struct date d)
{
	char buf[MSG_DAY_BYTES];

	msg_write_day(buf, lang, d);
	return arena_strdup(a, buf);
}

const char *
msg_day_year(struct arena *a, enum lang lang, struct date d)
{
	char buf[MSG_DAY_BYTES];

	msg_write_day(buf, lang, d);
	if (buf[0] == '\0')
		return arena_strdup(a, "");
	return lang == LANG_EN ? arena_printf(a, "%s %d", buf, d.year)
	    : arena_printf(a, "%d" YEAR_JA "%s", d.year, buf);
}

const char *
msg_moment(struct arena *a, enum lang lang, struct instant at)
{
	char buf[MSG_DAY_BYTES];

	msg_write_moment(buf, lang, at);
	return arena_strdup(a, buf);
}

const char *
msg_minute(struct arena *a, bool has, int64_t minutes)
{
	if (!has)
		return NULL;
	return arena_printf(a, "%" PRId64 ":%02" PRId64, minutes / 60, minutes % 60);
}
