/* table.c -- a CSV file into rows of the columns that its schema has. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "csv.h"
#include "reader.h"

#define IGNORED (-1)

/* Where the fields of the file at hand belong. */
struct header {
	size_t	 n;
	int	 column[CSV_MAX_CELLS];		/* in the schema, or IGNORED */
	char	*name[CSV_MAX_CELLS];
};

static void
file_finding(struct reader *r, const struct table *t, unsigned line,
    enum roster_rule rule, const char *column, const char *value)
{
	findings_add(r->findings, rule, (int)t->file, schemas[t->file].name, line, column, value);
}

void
table_finding(struct reader *r, const struct table *t, const struct row *row,
    int column, enum roster_rule rule)
{
	file_finding(r, t, row->line, rule, schemas[t->file].columns[column].name,
	    schemas[t->file].columns[column].kind == KIND_SECRET ? "" : row->cell[column]);
}

static bool
same(const char *a, const char *b, bool exact)
{
	return b != NULL && (exact ? strcmp(a, b) : strcasecmp(a, b)) == 0;
}

static int
find_column(const struct schema *s, const char *name, bool exact)
{
	size_t i;

	for (i = 0; i < s->n_columns; i++)
		if (same(name, s->columns[i].name, exact) || same(name, s->columns[i].old_name, exact))
			return (int)i;
	return IGNORED;
}

static bool
is_metadata(const char *name)
{
	return strncmp(name, "metadata.", 9) == 0;
}

/* The column that a header names, with what is wrong with the name alone. */
static int
judge_header(struct reader *r, const struct table *t, const char *name)
{
	int column;

	column = find_column(&schemas[t->file], name, true);
	if (column != IGNORED)
		return column;
	column = find_column(&schemas[t->file], name, false);
	if (column != IGNORED)
		file_finding(r, t, 1, RULE_HEADER_CASE, name, name);
	else
		file_finding(r, t, 1, is_metadata(name) ? RULE_HEADER_IGNORED : RULE_HEADER_UNKNOWN,
		    name, name);
	return column;
}

/* Names of the dialects before K-12 and of K-12 do not go together. */
static void
check_old_names(struct reader *r, struct table *t, const struct header *h)
{
	const struct column *c;
	bool old, new;
	size_t i;

	for (i = 0, old = new = false; i < h->n; i++) {
		if (h->column[i] == IGNORED)
			continue;
		c = &schemas[t->file].columns[h->column[i]];
		if (c->old_name == NULL)
			continue;
		if (strcmp(h->name[i], c->old_name) == 0)
			old = true;
		else
			new = true;
	}
	t->old_names = old;
	if (old && new)
		file_finding(r, t, 1, RULE_HEADER_MIXED, schemas[t->file].columns[ENROL_NUMBER].name, "");
}

static void
check_missing(struct reader *r, const struct table *t)
{
	const struct column *c;
	size_t i;

	for (i = 0; i < schemas[t->file].n_columns; i++) {
		c = &schemas[t->file].columns[i];
		if (t->has[i] || c->need == MAYBE)
			continue;
		if (c->need == VALUE_STRICT && is_metadata(c->name) && r->mode != ROSTER_STRICT)
			continue;
		file_finding(r, t, 1, RULE_HEADER_MISSING, c->name, "");
	}
}

static void
check_header(struct reader *r, struct table *t, struct header *h)
{
	bool ordered, metadata;
	int column, last;
	size_t i;

	ordered = true;
	metadata = false;
	for (i = 0, last = IGNORED; i < h->n; i++) {
		column = h->column[i] = judge_header(r, t, h->name[i]);
		if (ordered && ((column != IGNORED && column < last) ||
		    (metadata && !is_metadata(h->name[i])))) {
			ordered = false;
			file_finding(r, t, 1, RULE_HEADER_ORDER, h->name[i], h->name[i]);
		}
		metadata = metadata || is_metadata(h->name[i]);
		if (column == IGNORED)
			continue;
		last = column > last ? column : last;
		if (t->has[column]) {
			file_finding(r, t, 1, schemas[t->file].columns[column].old_name != NULL ?
			    RULE_HEADER_MIXED : RULE_HEADER_TWICE, h->name[i], h->name[i]);
			h->column[i] = IGNORED;
		}
		t->has[column] = true;
	}
	check_old_names(r, t, h);
	check_missing(r, t);
}

static const char *
showable(const struct table *t, const struct csv_row *row, const struct header *h, size_t at)
{
	if (at >= row->n)
		return "";
	if (h != NULL && at < h->n && h->column[at] != IGNORED && schemas[t->file].columns != NULL &&
	    schemas[t->file].columns[h->column[at]].kind == KIND_SECRET)
		return "";
	return row->cell[at];
}

static void
csv_finding(struct reader *r, struct table *t, const struct csv_row *row, const struct header *h)
{
	static const enum roster_rule rules[] = {
		[CSV_OK] = RULE_CSV_FIELDS, [CSV_QUOTE] = RULE_CSV_QUOTE, [CSV_NEWLINE] = RULE_CSV_NEWLINE,
		[CSV_CONTROL] = RULE_CSV_CONTROL, [CSV_CELLS] = RULE_CSV_FIELDS,
	};
	const char *column, *value;
	size_t at = row->error_cell;

	t->whole = false;
	column = h != NULL && row->error != CSV_OK && at < h->n ? h->name[at] : "";
	value = row->error != CSV_OK ? showable(t, row, h, at) : "";
	file_finding(r, t, row->line, rules[row->error], column, value);
}

static bool
check_utf8(struct reader *r, struct table *t, const struct csv_row *row, const struct header *h)
{
	bool good;
	size_t i;

	for (i = 0, good = true; i < row->n; i++) {
		if (value_utf8(row->cell[i]))
			continue;
		file_finding(r, t, row->line, RULE_CSV_UTF8, h == NULL ? "" : h->name[i],
		    showable(t, row, h, i));
		t->whole = good = false;
	}
	return good;
}

static void
add_row(struct reader *r, struct table *t, const struct csv_row *from, const struct header *h)
{
	struct row *row;
	size_t i;

	t->rows = mem_grow(r->mem, t->rows, t->n, &t->max, sizeof(*t->rows));
	row = &t->rows[t->n++];
	row->line = from->line;
	row->cell = mem_alloc(r->mem, schemas[t->file].n_columns, sizeof(*row->cell));
	for (i = 0; i < schemas[t->file].n_columns; i++)
		row->cell[i] = "";
	for (i = 0; i < from->n; i++)
		if (h->column[i] != IGNORED)
			row->cell[h->column[i]] = from->cell[i];
	cell_check_row(r, t, row);
}

/* The first record; false when nothing below can be understood. */
static bool
read_header(struct reader *r, struct table *t, struct csv *c, struct header *h)
{
	struct csv_row row;

	memset(h, 0, sizeof(*h));
	if (!csv_next(c, &row)) {
		file_finding(r, t, 1, RULE_NO_HEADER, "", "");
		return false;
	}
	if (row.error != CSV_OK) {
		csv_finding(r, t, &row, NULL);
		return false;
	}
	if (!check_utf8(r, t, &row, NULL))
		return false;
	h->n = row.n;
	memcpy(h->name, row.cell, row.n * sizeof(row.cell[0]));
	if (schemas[t->file].columns == NULL)
		return true;
	if (find_column(&schemas[t->file], row.cell[0], false) == IGNORED) {
		file_finding(r, t, 1, RULE_NO_HEADER, "", row.cell[0]);
		return false;
	}
	check_header(r, t, h);
	return true;
}

static void
read_row(struct reader *r, struct table *t, const struct csv_row *row, const struct header *h)
{
	if (row->error != CSV_OK || row->n != h->n)
		csv_finding(r, t, row, h);
	else if (check_utf8(r, t, row, h) && schemas[t->file].columns != NULL)
		add_row(r, t, row, h);
}

void
table_read(struct reader *r, enum roster_file file)
{
	struct table *t = &r->tables[file];
	struct csv_row row;
	struct header h;
	struct csv c;
	size_t n;

	t->file = file;
	if (r->files[file].text == NULL)
		return;
	csv_start(&c, r->files[file].text, r->files[file].n_bytes);
	if (!read_header(r, t, &c, &h))
		return;
	t->whole = true;
	for (n = 0; csv_next(&c, &row) && !findings_full(r->findings); n++) {
		if (n == TABLE_MAX_ROWS) {
			file_finding(r, t, row.line, RULE_MANY_ROWS, "", "");
			t->whole = false;
			break;
		}
		read_row(r, t, &row, &h);
	}
	if (n == 0)
		file_finding(r, t, 1, RULE_NO_ROWS, "", "");
	if (schemas[file].columns != NULL && file != FILE_MANIFEST)
		t->ids = table_index(r->mem, t, 0);
}

static int
compare(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	int order = strcmp(a->value, b->value);

	return order != 0 ? order : a->row < b->row ? -1 : a->row > b->row;
}

struct index
table_index(struct mem *m, const struct table *t, int column)
{
	struct index index;
	size_t i;

	index.n = t->n;
	index.keys = mem_alloc(m, t->n, sizeof(*index.keys));
	for (i = 0; i < t->n; i++) {
		index.keys[i].value = t->rows[i].cell[column];
		index.keys[i].row = i;
	}
	if (t->n > 1)
		qsort(index.keys, index.n, sizeof(*index.keys), compare);
	return index;
}

size_t
table_find(const struct index *index, const char *value)
{
	size_t low, high, middle;

	for (low = 0, high = index->n; low < high;) {
		middle = low + (high - low) / 2;
		if (strcmp(index->keys[middle].value, value) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < index->n && strcmp(index->keys[low].value, value) == 0 ? low : SIZE_MAX;
}

const struct row *
table_row(const struct reader *r, enum roster_file file, const char *sourced_id)
{
	const struct table *t = &r->tables[file];
	size_t at;

	at = table_find(&t->ids, sourced_id);
	return at == SIZE_MAX ? NULL : &t->rows[t->ids.keys[at].row];
}
