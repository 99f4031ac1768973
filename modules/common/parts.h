/* parts.h -- pieces that the forms of every module share; templates/common/parts.tmpl. */
#ifndef PARTS_H
#define PARTS_H

#include "html.h"
#include "param.h"

/* The mark beside a label: must be filled in, or may be left. */
void	p_need(struct html *, const struct field *);

/* The sentence of a field that did not pass, tied to it by its error_id; nothing when it did. */
void	p_error(struct html *, const struct field *);

/* The options of a CHOICE as radio toggles, of CHOICES and IDS as checkbox toggles. */
void	p_radios(struct html *, const struct field *);
void	p_checks(struct html *, const struct field *);

#endif
