/* form.c -- the fields that a template shows: typed values, errors, options. */

#include <string.h>

#include "crypto.h"
#include "csrf.h"
#include "form.h"
#include "str.h"

/* Forms whose params list is empty still need a spec. */
const struct form_spec no_params_form = {
	.name = "no_params", .params = NULL, .nparam = 0,
	.size = sizeof(struct no_params), .fields_size = sizeof(struct no_params_fields),
};

bool
form_typed(const struct req *r, const struct form_spec *spec)
{
	return r->typed == spec && spec->nparam != 0;
}

/* The typed value of a name that equals value, or any when value is NULL. */
static const char *
typed_value(const struct req *r, const char *name, const char *value)
{
	for (size_t i = 0; i < r->typed_pairs.n; i++)
		if (strcmp(r->typed_pairs.v[i].name, name) == 0 &&
		    (value == NULL || strcmp(r->typed_pairs.v[i].value, value) == 0))
			return r->typed_pairs.v[i].value;
	return NULL;
}

static void
choice_options(struct req *r, struct field *f, const struct choice *choices, bool typed)
{
	struct field_option	*o;
	size_t			 n = 0;

	while (choices[n].value != NULL)
		n++;
	o = arena_array(r->arena, n, sizeof *o);
	for (size_t i = 0; i < n; i++)
		o[i] = (struct field_option){
			.value = choices[i].value,
			.label = msg_text(r->lang, choices[i].label),
			.id = i == 0 ? f->id : arena_printf(r->arena, "%s-%zu", f->id, i),
			.checked = typed && typed_value(r, f->name, choices[i].value) != NULL,
		};
	f->options = o;
	f->noptions = n;
}

static void
field_fill(struct req *r, struct field *f, const struct param_spec *p, bool typed)
{
	const char	*value = typed ? typed_value(r, p->name, NULL) : NULL;

	f->name = p->name;
	f->id = p->name;
	f->typed = typed;
	f->required = p->need == REQUIRED;
	f->value = value != NULL && p->type != PARAM_SECRET ? value : "";
	f->checked = p->type == PARAM_FLAG && str_equal(value, "1");
	if (p->choices != NULL)
		choice_options(r, f, p->choices, typed);
}

static void
errors_fill(struct req *r, const struct form_spec *spec, char *fields, struct form_fields *form)
{
	struct form_error	*e = arena_array(r->arena, spec->nparam, sizeof *e);
	size_t			 n = 0;

	for (size_t i = 0; i < spec->nparam; i++) {
		struct field	*f = (struct field *)(void *)(fields + spec->params[i].field_at);

		if (r->errors == NULL || r->errors[i] == NULL)
			continue;
		f->error = r->errors[i];
		f->error_id = arena_printf(r->arena, "%s-error", f->id);
		e[n++] = (struct form_error){ f->id, f->error };
	}
	form->errors = e;
	form->nerrors = n;
}

void *
form_show(struct req *r, const struct form_spec *spec)
{
	const bool		 typed = form_typed(r, spec);
	char			*fields = arena_alloc(r->arena, spec->fields_size);
	struct form_fields	*form = (struct form_fields *)(void *)fields;

	form->csrf = csrf_token(r);
	form->request_key = form_request_key(r);
	form->draft = typed ? r->draft : NULL;
	for (size_t i = 0; i < spec->nparam; i++)
		field_fill(r, (struct field *)(void *)(fields + spec->params[i].field_at),
		    &spec->params[i], typed);
	if (typed)
		errors_fill(r, spec, fields, form);
	return fields;
}

void
field_default(struct req *r, struct field *f, const char *value)
{
	struct field_option	*o;

	if (f->typed || value == NULL)
		return;
	f->value = value;
	f->checked = true;
	if (f->noptions == 0)
		return;
	o = arena_array(r->arena, f->noptions, sizeof *o);
	memcpy(o, f->options, f->noptions * sizeof *o);
	for (size_t i = 0; i < f->noptions; i++)
		if (strcmp(o[i].value, value) == 0)
			o[i].checked = true;
	f->options = o;
}

void
field_options(struct req *r, struct field *f, struct field_option *o, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		o[i].id = i == 0 ? f->id : arena_printf(r->arena, "%s-%zu", f->id, i);
		if (f->typed)
			o[i].checked = typed_value(r, f->name, o[i].value) != NULL;
	}
	f->options = o;
	f->noptions = n;
}

const char *
form_value(const struct pairs *pairs, const char *name)
{
	for (size_t i = 0; i < pairs->n; i++)
		if (strcmp(pairs->v[i].name, name) == 0)
			return pairs->v[i].value;
	return NULL;
}

bool
form_language(const char *code, enum lang *lang)
{
	static const char *const	 codes[LANG_COUNT] = { "ja", "en", "ja-easy" };

	for (int i = 0; i < LANG_COUNT; i++)
		if (strcmp(codes[i], code) == 0) {
			*lang = (enum lang)i;
			return true;
		}
	return false;
}

const char *
form_request_key(struct req *r)
{
	unsigned char	 key[16];

	if (r->has_request_key)
		return str_hex(r->arena, r->request_key, sizeof r->request_key);
	crypto_random(key, sizeof key);
	return str_hex(r->arena, key, sizeof key);
}

bool
form_reserved(struct req *r, const char **csrf, bool *switch_language)
{
	const char	*key = form_value(&r->pairs, "request_key");
	const char	*to = form_value(&r->pairs, "switch_language");

	*csrf = form_value(&r->pairs, "csrf");
	r->draft = form_value(&r->pairs, "draft");
	*switch_language = to != NULL && form_language(to, &r->lang);
	r->set_lang = r->set_lang || *switch_language;
	if (key == NULL)
		return true;
	r->has_request_key = str_unhex(key, r->request_key, sizeof r->request_key);
	return r->has_request_key;
}

void
html_form_hidden(struct html *o, const struct form_fields *f)
{
	static const char	 csrf[] = "<input type=\"hidden\" name=\"csrf\" value=\"";
	static const char	 key[] = "\"><input type=\"hidden\" name=\"request_key\" value=\"";
	static const char	 draft[] = "\"><input type=\"hidden\" name=\"draft\" value=\"";

	html_lit(o, csrf, sizeof csrf - 1);
	html_str(o, f->csrf);
	html_lit(o, key, sizeof key - 1);
	html_str(o, f->request_key);
	if (f->draft != NULL) {
		html_lit(o, draft, sizeof draft - 1);
		html_str(o, f->draft);
	}
	html_lit(o, "\">", 2);
}
