/* importer.h -- one request to the importer: what is asked, and what is answered. */
#ifndef IMPORTER_H
#define IMPORTER_H

#include "common/db.h"

struct arena;

/*
 * "check ID": reads the ZIP of the upload, compares it with the database and
 * writes findings, counts and state beside it.
 * "commit ID ACCOUNT_ID 0|1": stores a checked one in the name of that officer;
 * 1 allows the removal of more than a tenth of a school's pupils.
 */
struct importer_request {
	bool		 commit, allow_removals;
	uint64_t	 roster_import_id, account_id;
};

#define IMPORTER_LINE_BYTES 80

/* Reads a line without its line end; false: not one of the two forms. */
bool		 importer_parse(const char *line, struct importer_request *);

/*
 * Does it in one transaction.  NULL: done; a check that found errors is done
 * too.  Otherwise the reason, one word, static:
 * unknown    no such upload, or not one of a board
 * state      committed already, or a commit without a good check
 * account    not an active officer of that board
 * refused    what was checked before is refused now; the findings say why
 * removals   more than a tenth of a school's pupils would go
 * busy       another import holds the rows; again later
 * database   not reachable, or a mistake of ours that the log tells
 */
const char	*importer_run(struct db *, struct arena *, const struct importer_request *);

#endif
