/* views.h -- what the templates of these tests are given; render.c fills it with hostile text. */
#ifndef VIEWS_H
#define VIEWS_H

#include "common/html.h"
#include "common/param.h"

struct lamps_view { bool lit; const char *label; };
struct frame_view { const char *lang_code, *title; struct url css, js; struct no_params_fields out_f; struct url out; };
struct opt { const char *value, *label; bool checked; };
struct row { const char *name; uint64_t id; bool late; struct url detail; struct lamps_view lamps; const struct opt *options; size_t noptions; };
struct report_fields { struct form_fields form; struct field note, id; };
struct ok_view {
	struct frame_view	 frame;
	struct report_fields	 f;
	struct url		 post;
	const char		*text, *none;
	int64_t			 number, zero;
	struct date		 on;
	struct markup		 qr;
	const struct row	*rows;
	size_t			 nrows;
};

void	t_frame_open(struct html *, const struct frame_view *);
void	t_frame_close(struct html *, const struct frame_view *);
void	p_lamps(struct html *, const struct lamps_view *);
void	p_row(struct html *, const struct row *);
void	t_ok(struct html *, const struct ok_view *);

#endif
