/* cell.c -- the values of a row, each by the kind of its column. */

#include <string.h>

#include "reader.h"

static bool
known_word(const struct column *c, const char *s)
{
	const char *const *word;

	if (c->kind == KIND_WORD_EXT && strncmp(s, "ext:", 4) == 0 && s[4] != '\0')
		return true;
	for (word = c->words; *word != NULL; word++)
		if (strcmp(*word, s) == 0)
			return true;
	return false;
}

static bool
is_id(const char *s)
{
	return strspn(s, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-_/@") == strlen(s);
}

static bool
is_mail(const char *s)
{
	const char *at = strchr(s, '@');

	return at != NULL && at != s && at[1] != '\0' && strchr(at + 1, '@') == NULL &&
	    strpbrk(s, " ,;<>\"\\") == NULL;
}

static bool
all_grades(struct mem *m, const char *list)
{
	const char *grade;

	while (value_next(m, &list, &grade))
		if (!value_grade(grade))
			return false;
	return true;
}

static const char *
small_letters(struct mem *m, const char *s)
{
	char *copy, *p;

	copy = mem_copy(m, s, strlen(s));
	for (p = copy; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return copy;
}

static void
check_master(struct reader *r, const struct table *t, const struct row *row, int column)
{
	bool v4;

	if (!value_uuid(row->cell[column], &v4)) {
		table_finding(r, t, row, column, RULE_MASTER_FORM);
		return;
	}
	if (!v4)
		table_finding(r, t, row, column, RULE_MASTER_V4);
	row->cell[column] = small_letters(r->mem, row->cell[column]);
}

static void
check_kana(struct reader *r, const struct table *t, const struct row *row, int column)
{
	const char *kana;

	kana = value_kana(r->mem, row->cell[column]);
	if (kana != row->cell[column])
		table_finding(r, t, row, column, RULE_KANA_WIDTH);
	row->cell[column] = kana;
	if (!value_is_kana(kana))
		table_finding(r, t, row, column, RULE_KANA_OTHER);
}

static bool
is_bool(const char *s)
{
	return strcmp(s, "true") == 0 || strcmp(s, "false") == 0;
}

/* A value that is there, by the kind of its column. */
static void
check_value(struct reader *r, const struct table *t, const struct row *row, int column)
{
	const struct column *c = &schemas[t->file].columns[column];
	const char *s = row->cell[column];
	struct date ignored;

	switch (c->kind) {
	case KIND_TEXT:
	case KIND_REF:
	case KIND_REFS:
	case KIND_SECRET:
		break;
	case KIND_NAME:
		if (value_half_kana(s) && r->mode == ROSTER_STRICT)
			table_finding(r, t, row, column, RULE_NAME_WIDTH);
		break;
	case KIND_KANA:
		check_kana(r, t, row, column);
		break;
	case KIND_MAIL:
		if (!is_mail(s)) {
			table_finding(r, t, row, column, RULE_VALUE_MAIL);
			row->cell[column] = "";
		}
		break;
	case KIND_STATUS:
		table_finding(r, t, row, column, RULE_BULK_STATUS);
		break;
	case KIND_ID:
		if (!is_id(s))
			table_finding(r, t, row, column, RULE_ID_FORM);
		break;
	case KIND_MASTER:
		check_master(r, t, row, column);
		break;
	case KIND_BOOL:
		if (!is_bool(s))
			table_finding(r, t, row, column, RULE_VALUE_BOOLEAN);
		break;
	case KIND_DATE:
		if (!value_date(s, &ignored))
			table_finding(r, t, row, column, RULE_VALUE_DATE);
		break;
	case KIND_NUMBER:
		if (value_number(s, 9999) == 0)
			table_finding(r, t, row, column, RULE_VALUE_NUMBER);
		break;
	case KIND_GRADES:
		if (!all_grades(r->mem, s))
			table_finding(r, t, row, column, RULE_GRADE);
		break;
	case KIND_WORD:
	case KIND_WORD_EXT:
		if (!known_word(c, s))
			table_finding(r, t, row, column, RULE_VALUE_UNKNOWN);
		break;
	}
}

void
cell_check_row(struct reader *r, const struct table *t, const struct row *row)
{
	const struct column *c;
	int i, n;
	bool needed;

	n = (int)schemas[t->file].n_columns;
	for (i = 0; i < n; i++) {
		c = &schemas[t->file].columns[i];
		needed = c->need == VALUE || (c->need == VALUE_STRICT && r->mode == ROSTER_STRICT);
		if (!t->has[i])
			continue;
		/* meibo writes NULL for an org without a parent */
		if ((c->kind == KIND_REF || c->kind == KIND_REFS) && strcmp(row->cell[i], "NULL") == 0)
			row->cell[i] = "";
		if (*row->cell[i] != '\0') {
			if (value_chars(row->cell[i]) > c->max_chars)
				table_finding(r, t, row, i, RULE_VALUE_LONG);
			check_value(r, t, row, i);
		} else if (needed) {
			table_finding(r, t, row, i, RULE_VALUE_MISSING);
		}
	}
}
