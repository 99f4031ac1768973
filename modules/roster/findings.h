/* findings.h -- what the reader found wrong, as it goes. */
#ifndef ROSTER_FINDINGS_H
#define ROSTER_FINDINGS_H

#include "oneroster.h"

/* Empty findings for a reading in this mode. */
void	findings_init(struct roster_findings *, enum roster_mode);

/*
 * Adds one; texts are copied, cut and freed of bytes that are not UTF-8.
 * file_at orders the files, -1 stands for the ZIP itself.  NULL texts are "".
 */
void	findings_add(struct roster_findings *, enum roster_rule, int file_at,
	    const char *file, unsigned line, const char *column, const char *value);

/* Whether reading shall stop: RULE_TOO_MANY has been added. */
bool	findings_full(const struct roster_findings *);

/* Puts them in the order of files and lines. */
void	findings_sort(struct roster_findings *);

#endif
