/* once.h -- server.c alone: the answer to a form that came before. */
#ifndef ONCE_H
#define ONCE_H

#include "req.h"

/*
 * PAGE_OK: this form is new, run the page.  PAGE_SEE_OTHER: it came before, its
 * result is shown.  PAGE_CONFLICT: its key came before with another body.
 */
enum page	 once_answer(struct req *);

#endif
