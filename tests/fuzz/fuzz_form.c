/* fuzz_form.c -- urlencoded bodies through every param type and back. */

#include <stdlib.h>
#include <string.h>

#include "common/arena.h"
#include "common/req.h"
#include "common/str.h"

static const struct choice	 kinds[] = { { "absent", MSG_NONE }, { "late", MSG_NONE }, { NULL, MSG_NONE } };

#define EVERYTHING(F)								\
	F(ID, a, OPTIONAL, 0, 0, NULL, MSG_NONE)				\
	F(IDS, b, OPTIONAL, 1, 3, NULL, MSG_NONE)				\
	F(INT, c, OPTIONAL, -5, 40, NULL, MSG_NONE)				\
	F(LINE, d, OPTIONAL, 1, 5, NULL, MSG_NONE)				\
	F(TEXT, e, OPTIONAL, 1, 10, NULL, MSG_NONE)				\
	F(SECRET, f, OPTIONAL, 1, 20, NULL, MSG_NONE)				\
	F(MAIL, g, OPTIONAL, 0, 0, NULL, MSG_NONE)				\
	F(DATE, h, OPTIONAL, 0, 0, NULL, MSG_NONE)				\
	F(MINUTE, i, OPTIONAL, 0, 0, NULL, MSG_NONE)				\
	F(CHOICE, j, OPTIONAL, 0, 0, kinds, MSG_NONE)				\
	F(CHOICES, k, OPTIONAL, 0, 0, kinds, MSG_NONE)				\
	F(FLAG, l, OPTIONAL, 0, 0, NULL, MSG_NONE)				\
	F(DIGITS, m, OPTIONAL, 16, 16, NULL, MSG_NONE)				\
	F(KEY, n, OPTIONAL, 0, 0, NULL, MSG_NONE)				\
	F(TOKEN, o, OPTIONAL, 0, 0, NULL, MSG_NONE)				\
	F(MONTH, p, OPTIONAL, 0, 0, NULL, MSG_NONE)
FORM_DECLARE(everything, EVERYTHING)
#define FORM_SPEC(...) FORM_SPEC_(everything, __VA_ARGS__)
FORM_DEFINE(everything, EVERYTHING);

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* What passed once must pass again after a draft: encode and decode lose nothing. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena		*a = arena_new(8u << 20);
	struct everything	 first = { 0 }, second = { 0 };
	const char		*errors[16], *again;
	struct pairs		 pairs;
	const struct date	 today = { 2026, 4, 6 };

	if (n < 4096 && param_decode(a, (const char *)data, n, &pairs) &&
	    param_check(a, LANG_JA, today, &everything_form, &pairs, &first, errors) == 0) {
		again = param_encode(a, &everything_form, &pairs);
		if (!param_decode(a, again, strlen(again), &pairs) ||
		    param_check(a, LANG_JA, today, &everything_form, &pairs, &second, errors) != 0 ||
		    first.a != second.a || !str_equal(first.e, second.e) || first.k != second.k ||
		    (first.has_d && !str_utf8(first.d, strlen(first.d))))
			abort();
	}
	arena_free(a);
	return 0;
}
