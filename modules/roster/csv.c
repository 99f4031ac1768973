/*
 * csv.c -- a strict reader of its own: libcsv gives no line numbers, takes CR
 * and LF inside quotes without a word, and strips spaces around a field.
 */

#include <string.h>

#include "csv.h"

void
csv_start(struct csv *c, char *text, size_t n_bytes)
{
	c->at = text;
	c->end = text + n_bytes;
	c->line = 1;
	if (n_bytes >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		c->at += 3;
	*c->end = '\0';
}

static void
wrong(struct csv_row *row, enum csv_error error)
{
	if (row->error != CSV_OK)
		return;
	row->error = error;
	row->error_cell = row->n;
}

static bool
at_line_end(const struct csv *c)
{
	return c->at == c->end || *c->at == '\n' ||
	    (*c->at == '\r' && c->at + 1 < c->end && c->at[1] == '\n');
}

static void
look_at(struct csv *c, struct csv_row *row)
{
	unsigned char byte = (unsigned char)*c->at;

	if (byte == '\n')
		c->line++;
	if (byte == '\n' || byte == '\r')
		wrong(row, CSV_NEWLINE);
	else if (byte < 0x20 || byte == 0x7f)
		wrong(row, CSV_CONTROL);
}

/*
 * Reads behind the opening quote and stops behind the closing one.  Doubled
 * quotes make the value shorter than its source, so it fits where it stood.
 */
static char *
quoted(struct csv *c, struct csv_row *row)
{
	char *to, *value;

	value = to = ++c->at;
	for (;;) {
		if (c->at == c->end) {
			wrong(row, CSV_QUOTE);
			break;
		}
		if (*c->at == '"') {
			c->at++;
			if (c->at == c->end || *c->at != '"')
				break;
		}
		look_at(c, row);
		*to++ = *c->at++;
	}
	*to = '\0';
	return value;
}

static char *
plain(struct csv *c, struct csv_row *row)
{
	char *value = c->at;

	while (!at_line_end(c) && *c->at != ',') {
		if (*c->at == '"')
			wrong(row, CSV_QUOTE);
		look_at(c, row);
		c->at++;
	}
	return value;
}

static void
skip_line(struct csv *c)
{
	while (!at_line_end(c))
		c->at++;
}

/* Passes the comma (true) or the end of the line (false); it may become the NUL of a plain cell. */
static bool
pass_separator(struct csv *c)
{
	bool comma;

	if (c->at == c->end)
		return false;
	comma = *c->at == ',';
	if (!comma && *c->at == '\r')
		*c->at++ = '\0';
	if (!comma)
		c->line++;
	*c->at++ = '\0';
	return comma;
}

bool
csv_next(struct csv *c, struct csv_row *row)
{
	char *value;

	row->line = c->line;
	row->n = row->error_cell = 0;
	row->error = CSV_OK;
	if (c->at == c->end)
		return false;
	do {
		if (row->n == CSV_MAX_CELLS) {
			wrong(row, CSV_CELLS);
			skip_line(c);
			pass_separator(c);
			return true;
		}
		value = c->at < c->end && *c->at == '"' ? quoted(c, row) : plain(c, row);
		if (!at_line_end(c) && *c->at != ',') {
			wrong(row, CSV_QUOTE);
			skip_line(c);
		}
		row->cell[row->n++] = value;
	} while (pass_separator(c));
	return true;
}
