/*
 * param.h -- a form is declared once; the struct, the checks, the names and
 * the fields that a template shows follow from the list.
 *
 *   type, name, need, min, max, choices, ask
 *   #define ABSENCE_REPORT(F)                                                   \
 *     F(CHOICE, kind, REQUIRED, 0, 0,   absence_kinds, MSG_ASK_KIND)            \
 *     F(TEXT,   note, OPTIONAL, 0, 500, NULL,          MSG_ASK_NOTE)
 *   FORM_DECLARE(absence_report, ABSENCE_REPORT)      in forms.h
 *   FORM_DEFINE(absence_report, ABSENCE_REPORT);      in forms.c, after FORM_SPEC
 *
 * ask: the sentence shown when the value is missing or wrong; it says what to
 * enter.  A page never sees a value that did not pass.
 */
#ifndef PARAM_H
#define PARAM_H

#include "types.h"
#include "msg.h"

struct arena;
struct req;

enum param_type {
	PARAM_ID,	/* 1 .. INT64_MAX */
	PARAM_IDS,	/* the same name repeated; min..max of them */
	PARAM_INT,	/* min..max; full-width digits count */
	PARAM_LINE,	/* min..max characters in one line, trimmed */
	PARAM_TEXT,	/* the same with line breaks */
	PARAM_SECRET,	/* a password: bytes as typed, never shown again, never in a draft */
	PARAM_MAIL,	/* a mail address; domain in small letters */
	PARAM_DATE,	/* today+min .. today+max; min == max == 0: any day (param accepts what date_parse reads) */
	PARAM_MINUTE,	/* time of day: 8:05, 0805, with full-width forms; minutes since midnight */
	PARAM_CHOICE,	/* index into choices */
	PARAM_CHOICES,	/* the same name repeated; one bit for each choice */
	PARAM_FLAG,	/* a checkbox */
	PARAM_DIGITS,	/* min..max digits; spaces and hyphens between them are dropped */
	PARAM_KEY,	/* 32 hexadecimal characters: the key of a draft */
	PARAM_TOKEN,	/* 43 base64url characters: a link from a mail */
	PARAM_MONTH,	/* 2026-04; first day of it */
	PARAM_FILE,	/* an uploaded file of at most max bytes; multipart only */
};
enum param_need { OPTIONAL, REQUIRED };

struct id_list { const uint64_t *v; size_t n; };
struct draft_key { unsigned char v[16]; };
struct file { const char *name; struct bytes content; };	/* name: valid UTF-8, no path */

typedef uint64_t		 param_ID;
typedef struct id_list		 param_IDS;
typedef int64_t			 param_INT;
typedef const char		*param_LINE;	/* NULL when absent */
typedef const char		*param_TEXT;
typedef const char		*param_SECRET;
typedef const char		*param_MAIL;
typedef struct date		 param_DATE;
typedef int64_t			 param_MINUTE;
typedef int			 param_CHOICE;
typedef uint64_t		 param_CHOICES;
typedef bool			 param_FLAG;
typedef const char		*param_DIGITS;
typedef struct draft_key	 param_KEY;
typedef const char		*param_TOKEN;
typedef struct date		 param_MONTH;
typedef struct file		 param_FILE;

/* One line of a choice list; the list ends with { NULL, MSG_NONE }. */
struct choice { const char *value; enum msg label; };

/* What a template shows of one input. */
struct field_option { const char *value, *label, *id; bool checked; };
struct field {
	const char			*name, *id;
	const char			*value;		/* as typed, or the page's default; never NULL */
	const char			*error;		/* sentence, or NULL */
	const char			*error_id;	/* for aria-describedby */
	const struct field_option	*options;	/* CHOICE, CHOICES; IDS when the page set them */
	size_t				 noptions;
	bool				 required, checked;	/* checked: FLAG */
	bool				 typed;		/* shown again: defaults do not apply */
};
struct form_error { const char *id, *text; };	/* id: of the first input of the field */

/* What every form carries; html_form_hidden() writes csrf, request_key and draft. */
struct form_fields {
	const char			*csrf, *request_key, *draft;	/* draft may be NULL */
	const struct form_error		*errors;
	size_t				 nerrors;
};

struct param_spec {
	const char		*name;
	enum param_type		 type;
	enum param_need		 need;
	int64_t			 min, max;
	const struct choice	*choices;
	enum msg		 ask;
	size_t			 at, has_at, field_at;
};
struct form_spec {
	const char		*name;
	const struct param_spec	*params;
	size_t			 nparam, size, fields_size;
};

#define FORM_MEMBER(type, name, need, min, max, choices, ask)	param_##type name; bool has_##name;
#define FORM_FIELD(type, name, need, min, max, choices, ask)	struct field name;

#define FORM_DECLARE(form_, LIST)						\
	struct form_ { LIST(FORM_MEMBER) };					\
	struct form_##_fields { struct form_fields form; LIST(FORM_FIELD) };	\
	extern const struct form_spec form_##_form;				\
	static inline struct form_##_fields *					\
	form_##_show(struct req *r)						\
	{									\
		return form_show(r, &form_##_form);				\
	}

#define FORM_SPEC_(form_, type_, name_, need_, min_, max_, choices_, ask_)	\
	{ .name = #name_, .type = PARAM_##type_, .need = need_,			\
	  .min = min_, .max = max_, .choices = choices_, .ask = ask_,		\
	  .at = offsetof(struct form_, name_),					\
	  .has_at = offsetof(struct form_, has_##name_),			\
	  .field_at = offsetof(struct form_##_fields, name_) },

/* Before it: #define FORM_SPEC(...) FORM_SPEC_(absence_report, __VA_ARGS__) */
#define FORM_DEFINE(form_, LIST)						\
	static const struct param_spec form_##_params[] = { LIST(FORM_SPEC) };	\
	const struct form_spec form_##_form = {					\
		.name = #form_, .params = form_##_params,			\
		.nparam = sizeof form_##_params / sizeof form_##_params[0],	\
		.size = sizeof(struct form_), .fields_size = sizeof(struct form_##_fields), \
	}

/*
 * The fields of a form for its page: what was typed, with the errors, when a
 * POST of this form did not pass, a draft was asked for or the language was
 * switched; otherwise empty.  In the arena.  Use the generated NAME_show(r).
 */
void	*form_show(struct req *, const struct form_spec *);

/* The form for pages that take nothing. */
struct no_params { char none; };
struct no_params_fields { struct form_fields form; };
extern const struct form_spec no_params_form;
static inline struct no_params_fields *
no_params_show(struct req *r)
{
	return form_show(r, &no_params_form);
}

/* True when this request shows the form again (typed values are in the fields). */
bool	 form_typed(const struct req *, const struct form_spec *);

/* A default for an untouched form: sets value and checks the option that has it. */
void	 field_default(struct req *, struct field *, const char *value);

/* Options of an IDS field (children, classes): n of them, to be filled with value and label; checked and id follow. */
void	 field_options(struct req *, struct field *, struct field_option *, size_t n);

/* One raw pair of a form body, as decoded; valid UTF-8, NUL-terminated. */
struct pair { const char *name, *value; };
struct pairs { const struct pair *v; size_t n; };

/*
 * Checks raw pairs against a form.  in: spec->size bytes, zeroed.  errors: one
 * text for each param, NULL when good, spec->nparam entries.
 * Returns the number of faults.
 */
size_t	 param_check(struct arena *, enum lang, struct date today, const struct form_spec *,
	    const struct pairs *, void *in, const char **errors);

/* urlencoded (query or body) to pairs; false: malformed, not UTF-8, or more than 400 of them. */
bool	 param_decode(struct arena *, const char *, size_t n_bytes, struct pairs *);

/* The pairs as urlencoded text, without SECRET and FILE params of spec and without csrf. */
const char *param_encode(struct arena *, const struct form_spec *, const struct pairs *);

#endif
