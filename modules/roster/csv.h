/* csv.h -- RFC 4180 with the narrowings of OneRoster (interchange.md 2.2). */
#ifndef ROSTER_CSV_H
#define ROSTER_CSV_H

#include "../common/types.h"

#define CSV_MAX_CELLS 128

enum csv_error {
	CSV_OK,
	CSV_QUOTE,	/* a quote where none may stand, or one that is not closed; the line is lost */
	CSV_NEWLINE,	/* CR or LF inside a field, or a lone CR */
	CSV_CONTROL,	/* another control character */
	CSV_CELLS	/* more than CSV_MAX_CELLS; the line is lost */
};

struct csv {
	char		*at, *end;
	unsigned	 line;
};

/* One record.  Cells are NUL-terminated and stand in the buffer of the reader. */
struct csv_row {
	unsigned	 line;		/* where it begins; the first is 1 */
	size_t		 n;
	char		*cell[CSV_MAX_CELLS];
	enum csv_error	 error;		/* the first one */
	size_t		 error_cell;	/* where it is; may be n */
};

/*
 * Starts on text that the reader changes in place: n_bytes of it and one byte
 * more that can be written.  A BOM is passed over.
 */
void	csv_start(struct csv *, char *text, size_t n_bytes);

/* The next record, right or wrong; false at the end. */
bool	csv_next(struct csv *, struct csv_row *);

#endif
