/* page_findings.c -- what is wrong with a roster, in words and as a CSV file for the people who mend it. */

#include <string.h>

#include "portal/people.h"

#include "common/str.h"
#include "q_roster_pages.h"

#define FINDINGS_MOST 10000	/* more than the reader keeps */

#define RULE(name_, severity_, case_) { #name_, MSG_ROSTER_##name_ },
static const struct { const char *rule; enum msg sentence; } sentences[] = {
#include "roster/rules.def"
};
#undef RULE

const char *
findings_sentence(const struct req *r, const char *rule)
{
	for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
		if (str_equal(sentences[i].rule, rule))
			return msg_text(r->lang, sentences[i].sentence);
	return msg_text(r->lang, MSG_FINDING_OTHER);
}

/* Signs with which a spreadsheet takes a text for a formula: = + - @ tab, and their full-width forms. */
static bool
is_active(const char *s)
{
	static const char *const	 wide[] = {
		"\357\274\235", "\357\274\213", "\357\274\215", "\357\274\240",
	};

	if (s[0] != '\0' && strchr("=+-@\t\r", s[0]) != NULL)
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
		if (str_begins(s, wide[i]))
			return true;
	return false;
}

static void
add_field(struct str *s, const char *value, const char *after)
{
	str_add(s, is_active(value) ? "\"'" : "\"");
	for (const char *quote; (quote = strchr(value, '"')) != NULL; value = quote + 1) {
		str_add_n(s, value, (size_t)(quote - value));
		str_add(s, "\"\"");
	}
	str_add(s, value);
	str_add(s, "\"");
	str_add(s, after);
}

static void
add_head(struct req *r, struct str *s)
{
	static const enum msg	 labels[] = {
		MSG_FINDING_KIND, MSG_FINDING_FILE, MSG_FINDING_LINE, MSG_FINDING_COLUMN, MSG_FINDING_VALUE,
		MSG_FINDING_SENTENCE,
	};
	const size_t		 n = sizeof labels / sizeof labels[0];

	str_add(s, "\357\273\277");	/* Excel knows UTF-8 by it */
	for (size_t i = 0; i < n; i++)
		add_field(s, msg_text(r->lang, labels[i]), i + 1 < n ? "," : "\r\n");
}

static void
add_line(struct req *r, struct str *s, const struct q_roster_finding_list *f)
{
	add_field(s, msg_text(r->lang, f->error ? MSG_FINDING_ERROR : MSG_FINDING_WARNING), ",");
	add_field(s, f->file, ",");
	add_field(s, f->line == 0 ? "" : people_digits(r->arena, (uint64_t)f->line), ",");
	add_field(s, f->column_name, ",");
	add_field(s, f->value, ",");
	add_field(s, findings_sentence(r, f->rule), "\r\n");
}

/* Room for every line, if each byte of a value were a quotation mark. */
static size_t
csv_bytes(const struct q_roster_finding_list *f, size_t n)
{
	size_t	 bytes = 1000;

	for (size_t i = 0; i < n; i++)
		bytes += 1000 + 2 * (strlen(f[i].file) + strlen(f[i].column_name) + strlen(f[i].value));
	return bytes;
}

/* GET /roster/findings.csv: every finding of an import of this board. */
enum page
roster_findings_show(struct req *r, const struct roster_query *in)
{
	struct q_roster_finding_list	*found;
	struct q_roster_one		 row;
	struct str			 s;
	size_t				 n;
	enum db_rc			 rc;

	rc = q_roster_one(r->db, &r->scope, &row, &(struct q_roster_one_in){ .roster_import_id = in->id });
	if (rc == DB_OK)
		rc = q_roster_finding_list(r->db, &r->scope, &found, &n, &(struct q_roster_finding_list_in){
			.roster_import_id = in->id,
			.most = FINDINGS_MOST,
		});
	if (rc != DB_OK)
		return page_of(r, rc);
	s = str_new(r->arena, csv_bytes(found, n));
	add_head(r, &s);
	for (size_t i = 0; i < n; i++)
		add_line(r, &s, &found[i]);
	if (s.failed)
		return PAGE_FAILED;
	r->content_type = "text/csv; charset=utf-8; header=present";
	r->raw = (struct bytes){ (const unsigned char *)s.p, s.len };
	return PAGE_OK;
}
