/* demo_json.c -- RUN_DIR/demo.json: where to go and as whom. */

#include "common/access.h"
#include "demo.h"

static void
text(FILE *f, const char *s)
{
	fputc('"', f);
	for (; s != NULL && *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			fputc('\\', f);
		if ((unsigned char)*s >= ' ')
			fputc(*s, f);
	}
	fputc('"', f);
}

static void
pair(FILE *f, const char *key, const char *value, const char *end)
{
	fprintf(f, "\"%s\":", key);
	text(f, value);
	fputs(end, f);
}

static void
account(FILE *f, bool *first, const char *login, const char *role, const char *family, const char *given)
{
	fputs(*first ? "\n    {" : ",\n    {", f);
	*first = false;
	pair(f, "login", login, ",");
	pair(f, "password", DEMO_PASSWORD, ",");
	pair(f, "role", role, ",");
	fputs("\"name\":\"", f);
	fprintf(f, "%s %s\",", family, given);
}

static void
staff(FILE *f, bool *first, const struct q_demo_staff *s)
{
	account(f, first, s->login_id, access_role_name((enum role)s->role), s->family_name, s->given_name);
	pair(f, "organisation", s->school != NULL ? s->school : s->board, ",");
	pair(f, "class", s->class, ",\"children\":[]}");
}

static void
child(FILE *f, const struct q_demo_pupils *p, const char *end)
{
	fprintf(f, "{\"pupil_id\":%llu,\"name\":\"%s %s\",", (unsigned long long)p->pupil_id, p->family_name, p->given_name);
	pair(f, "school", p->school, ",");
	pair(f, "class", p->class, "}");
	fputs(end, f);
}

static void
parents(FILE *f, bool *first, const struct demo_family *family)
{
	const struct demo_household	*h = family->household;

	for (size_t g = 0; g < h->n_guardians; g++) {
		account(f, first, h->guardian[g].mail, access_role_name(ROLE_PARENT),
		    h->guardian[g].family_name, h->guardian[g].given_name);
		pair(f, "organisation", "", ",");
		pair(f, "class", "", ",\"children\":[");
		for (size_t i = 0; i < h->n_children; i++)
			child(f, family->child[i], i + 1 < h->n_children ? "," : "");
		fputs("]}", f);
	}
}

void
demo_json(FILE *f, const struct demo_city *city)
{
	bool	 first = true;

	fputs("{\n  ", f);
	pair(f, "public_url", city->conf->public_url, ",\n  ");
	pair(f, "cert_url", city->conf->cert_url, ",\n  \"accounts\":[");
	for (size_t i = 0; i < city->nstaff; i++)
		if (city->staff_listed[i])
			staff(f, &first, &city->staff[i]);
	for (size_t i = 0; i < city->nfamily; i++)
		if (city->families[i].listed)
			parents(f, &first, &city->families[i]);
	fputs("],\n  \"sheets\":[", f);
	for (size_t i = 0; i < city->nsheet; i++) {
		const struct demo_sheet	*s = &city->sheets[i];

		fputs(i == 0 ? "\n    {" : ",\n    {", f);
		pair(f, "code", s->code, ",\"kind\":\"child\",\"pupil\":");
		child(f, s->pupil, "}");
	}
	fputs("],\n  \"staff_sheets\":[", f);
	for (size_t i = 0; i < city->nstaff_sheet; i++) {
		fputs(i == 0 ? "\n    {" : ",\n    {", f);
		pair(f, "code", city->staff_sheets[i].code, ",");
		pair(f, "login", city->staff_sheets[i].staff->login_id, "}");
	}
	fputs("]\n}\n", f);
}
