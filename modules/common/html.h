/* html.h -- writes a page; the type of a value decides how it is escaped. */
#ifndef HTML_H
#define HTML_H

#include "types.h"

struct arena;
struct form_fields;

/* A page being written into a buffer of fixed size. */
struct html {
	char		*buf;
	size_t		 len, max;
	bool		 failed;	/* sticky; reply.c looks once */
	enum lang	 lang;
};

/* One literal in one language, as tmplc writes it. */
struct html_text { const char *p; size_t n; };

/* Markup that is already HTML.  Only html_take() makes one (QR codes). */
struct markup { const char *p; size_t n; };

/* A page of at most max_bytes in the arena. */
struct html	*html_new(struct arena *, size_t max_bytes, enum lang);

/* What was written so far as markup for another page; empties the writer. */
struct markup	 html_take(struct html *);

void	html_lit(struct html *, const char *, size_t);
void	html_text(struct html *, const struct html_text[LANG_COUNT]);
void	html_str(struct html *, const char *);	/* escapes & < > " '; NULL writes nothing */
void	html_i64(struct html *, int64_t);
void	html_u64(struct html *, uint64_t);
void	html_date(struct html *, struct date);		/* day, month and weekday */
void	html_instant(struct html *, struct instant);	/* day, weekday, hour and minute in Asia/Tokyo */
void	html_markup(struct html *, struct markup);
void	html_url(struct html *, struct url);		/* escaped for an attribute */

/* The hidden inputs of a form: csrf, request key, draft. */
void	html_form_hidden(struct html *, const struct form_fields *);

#define HTML_PLAIN_TYPES				\
	char *: html_str,	const char *: html_str,	\
	int: html_i64,		int64_t: html_i64,	\
	unsigned: html_u64,	uint64_t: html_u64,	\
	struct date: html_date,	struct instant: html_instant

/* {{ v.x }} in text, and in an attribute value (where markup does not belong). */
#define html_put(o, v) \
	_Generic((v), HTML_PLAIN_TYPES, struct markup: html_markup)((o), (v))
#define html_put_attr(o, v) _Generic((v), HTML_PLAIN_TYPES)((o), (v))

/* {{ v.x }} in href=, src=, action=: nothing but a struct url compiles. */
#define html_put_url(o, v) _Generic((v), struct url: html_url)((o), (v))

#endif
