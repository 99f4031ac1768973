/*
 * tmplc_html.c -- follows the HTML of a page: where a value may stand and how
 * it is escaped, which runs of text are messages, whether elements balance.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "tmplc.h"

#define MAX_DEPTH	128
#define MAX_NAME	40
#define MAX_ATTRS	40

enum where { TEXT, OPEN, TAG_NAME, END_NAME, DECLARATION, BETWEEN, SLASH, ATTR_NAME, ATTR_EQUALS, VALUE };

struct element { char name[MAX_NAME]; int line; };

static enum where	 where;
static struct element	 stack[MAX_DEPTH];
static size_t		 depth, floor_;		/* elements below floor_ belong to an outer block */
static unsigned		 tag_no, attr_no;
static bool		 spaced;		/* in BETWEEN: white space stands before */
static bool		 white;			/* in TEXT: white space stands before, on every way */
static bool		 own;			/* the compiler's own words are read */
static size_t		 nested;		/* blocks begun inside this tag */

static char		 tag[MAX_NAME], attr[MAX_NAME], declaration[MAX_NAME];
static char		 seen[MAX_ATTRS][MAX_NAME];	/* attributes of this tag */
static size_t		 nseen;
static bool		 is_submit, is_description, is_refresh, is_get;

static struct buf	 attr_lit;		/* literal bytes of this attribute's value */
static bool		 attr_has_value;

static bool
is_message_attr(void)
{
	return attr_is_message(attr) || (is_description && strcmp(attr, "content") == 0) ||
	    (is_submit && strcmp(attr, "value") == 0);
}

static bool
inside(const char *name)
{
	size_t	 i;

	for (i = 0; i < depth; i++)
		if (strcmp(stack[i].name, name) == 0)
			return true;
	return false;
}

static bool
top_is(const char *name)
{
	return depth > 0 && strcmp(stack[depth - 1].name, name) == 0;
}

/* Elements whose content is text without markup. */
static bool
in_plain(void)
{
	return top_is("title") || top_is("option") || top_is("textarea");
}

static void
append(char *name, char c)
{
	size_t	 n = strlen(name);

	if (n + 1 == MAX_NAME)
		tmplc_die("name too long: %s", name);
	name[n] = (char)tolower((unsigned char)c);
	name[n + 1] = '\0';
}

static void
lit(const char *s)
{
	for (; *s != '\0'; s++)
		parse_add_lit(*s);
}

static void
flush(void)
{
	struct run_place	 at = { 0 };

	at.put = where == VALUE ? PUT_ATTR : in_plain() ? PUT_PLAIN : PUT_TEXT;
	at.wordless = where == VALUE && !is_message_attr() ? attr : NULL;
	at.verbatim = where == TEXT && (top_is("textarea") || top_is("pre")) ? stack[depth - 1].name : NULL;
	white = run_end(&at, white);
}

static void
check_attr_name(void)
{
	size_t	 i;

	attr_check_name(attr);
	if (strcmp(attr, "http-equiv") == 0) {
		if (nseen > 0)
			tmplc_die("http-equiv must be the first attribute");
		is_refresh = true;
	}
	for (i = 0; i < nseen; i++)
		if (nested == 0 && strcmp(seen[i], attr) == 0)
			tmplc_die("%s stands twice in this tag: leave one", attr);
	if (nseen == MAX_ATTRS)
		tmplc_die("more than %d attributes in one tag", MAX_ATTRS);
	memcpy(seen[nseen++], attr, sizeof attr);
}

static bool
is_attr(const char *name, const char *value)
{
	return strcmp(attr, name) == 0 && !attr_has_value && strcmp(buf_str(&attr_lit), value) == 0;
}

static void
check_attr_value(void)
{
	const char	*s = buf_str(&attr_lit);

	if (attr_lit.len == 0)
		s = "";
	if (attr_is_url(attr) && !attr_has_value)
		attr_check_url(tag, attr, s);
	if (strcmp(attr, "name") == 0 && *s != '\0' && (strcmp(tag, "input") == 0 || strcmp(tag, "select") == 0 ||
	    strcmp(tag, "textarea") == 0 || strcmp(tag, "button") == 0) &&
	    !(strcmp(tag, "button") == 0 && is_attr("name", "switch_language")))
		tmplc_die("name=\"%s\" is not checked against a form: write name=\"{{ v.f.%s.name }}\"", s, s);
	if (is_refresh && strcmp(attr, "content") == 0 && s[strspn(s, "0123456789")] != '\0')
		tmplc_die("content=\"%s\": a refresh holds seconds and no address", s);
	is_submit |= strcmp(tag, "input") == 0 && is_attr("type", "submit");
	is_description |= strcmp(tag, "meta") == 0 && is_attr("name", "description");
	is_get |= is_attr("method", "get");
}

static void
begin_tag(void)
{
	if (in_plain() || top_is("script"))
		tmplc_die("no elements inside <%s>: write text or a value", stack[depth - 1].name);
	tag_check_name(tag);
	if (strcmp(tag, "form") == 0 && inside("form"))
		tmplc_die("a form inside a form: end the first before it");
	tag_no++;
	nseen = 0;
	is_submit = is_description = is_refresh = is_get = false;
	where = BETWEEN;
	spaced = false;
}

static void
push_element(void)
{
	if (depth == MAX_DEPTH)
		tmplc_die("more than %d elements inside each other", MAX_DEPTH);
	memcpy(stack[depth].name, tag, sizeof tag);
	stack[depth++].line = tmplc_line;
}

static bool
has_seen(const char *name)
{
	size_t	 i;

	for (i = 0; i < nseen; i++)
		if (strcmp(seen[i], name) == 0)
			return true;
	return false;
}

static void
end_tag(bool slash)
{
	if (nested != 0)
		tmplc_die("the tag ends inside an if: write {{ end }} before >");
	if (slash && !tag_is_void(tag) && !inside("svg"))
		tmplc_die("<%s/> does not close the element: write </%s>", tag, tag);
	if (strcmp(tag, "script") == 0 && !has_seen("src"))
		tmplc_die("a script comes from a file: write src=\"{{ v.js }}\"");
	if (strcmp(tag, "form") == 0 && !own && !is_get)
		tmplc_die("write {{ form name(v.f) action=v.post }}, or method=\"get\"");
	lit(slash ? "/>" : ">");
	where = TEXT;
	white = false;
	if (tag_is_void(tag) || slash)
		return;
	push_element();
	/* A line break at the start of these is dropped by browsers; the value keeps its own. */
	if (top_is("textarea") || top_is("pre"))
		lit("\n");
}

static void
close_element(void)
{
	if (tag_is_void(tag))
		tmplc_die("</%s>: this element has no end tag", tag);
	if (depth == 0)
		tmplc_die("</%s> closes nothing: remove it", tag);
	if (depth == floor_)
		tmplc_die("</%s> closes <%s> of line %d from inside a block: close it in the block that opened it",
		    tag, stack[depth - 1].name, stack[depth - 1].line);
	if (!top_is(tag))
		tmplc_die("</%s> does not match <%s> of line %d: close that first", tag, stack[depth - 1].name, stack[depth - 1].line);
	depth--;
	where = TEXT;
	white = false;
}

static void
feed_text(char c)
{
	if (c == '<') {
		flush();
		lit("<");
		where = OPEN;
		tag[0] = declaration[0] = '\0';
	} else if (top_is("script"))
		tmplc_die("a script comes from a file: leave <script> empty");
	else if (c == '>')
		tmplc_die("> in text: write &gt;");
	else
		run_add(c);
}

static void
feed_open(char c)
{
	if (c == '!')
		where = DECLARATION;
	else if (c == '/')
		where = END_NAME;
	else if (isalpha((unsigned char)c)) {
		where = TAG_NAME;
		append(tag, c);
	} else
		tmplc_die("< in text: write &lt;");
	parse_add_lit(c);
}

static void
feed_end_name(char c)
{
	parse_add_lit(c);
	if (c == '>')
		close_element();
	else if (isalnum((unsigned char)c) || c == '-')
		append(tag, c);
	else
		tmplc_die("write </%s>", tag);
}

static void
feed_declaration(char c)
{
	parse_add_lit(c);
	if (c == '>') {
		if (strcmp(declaration, "doctype html") != 0 || depth != 0)
			tmplc_die("write <!doctype html>, first in the page");
		where = TEXT;
		white = false;
		return;
	}
	append(declaration, c);
	if (strcmp(declaration, "--") == 0)
		tmplc_die("an HTML comment reaches every reader: write {{# ... }}");
}

static void
feed_between(char c)
{
	if (isspace((unsigned char)c)) {
		if (!spaced)
			lit(" ");
		spaced = true;
	} else if (c == '>')
		end_tag(false);
	else if (c == '/')
		where = SLASH;
	else if (!isalpha((unsigned char)c))
		tmplc_die("%c in <%s>: write attributes as name=\"value\"", c, tag);
	else if (!spaced)
		tmplc_die("write a space before the next attribute of <%s>", tag);
	else {
		attr[0] = '\0';
		append(attr, c);
		parse_add_lit(c);
		where = ATTR_NAME;
	}
}

static void
feed_name(char c)
{
	if (isalnum((unsigned char)c) || c == '-') {
		append(tag, c);
		parse_add_lit(c);
		return;
	}
	begin_tag();
	feed_between(c);
}

static void
feed_attr_name(char c)
{
	if (isalnum((unsigned char)c) || c == '-' || c == ':' || c == '_' || c == '.') {
		append(attr, c);
		parse_add_lit(c);
		return;
	}
	check_attr_name();
	if (c == '=') {
		parse_add_lit(c);
		where = ATTR_EQUALS;
		return;
	}
	where = BETWEEN;
	spaced = false;
	feed_between(c);
}

static void
feed_equals(char c)
{
	if (c == '\'')
		tmplc_die("%s='...': write %s=\"...\"", attr, attr);
	if (c != '"')
		tmplc_die("%s=...: write %s=\"...\"", attr, attr);
	parse_add_lit(c);
	where = VALUE;
	attr_no++;
	attr_lit.len = 0;
	buf_add(&attr_lit, "", 0);
	attr_has_value = false;
}

static void
feed_value(char c)
{
	if (c == '"') {
		flush();
		check_attr_value();
		parse_add_lit(c);
		where = BETWEEN;
		spaced = false;
		return;
	}
	if (c == '<' || c == '>')
		tmplc_die("%c in %s: write %s", c, attr, c == '<' ? "&lt;" : "&gt;");
	if (attr_is_url(attr) && attr_has_value && !own && !(strcmp(attr, "href") == 0 && attr_lit.p[0] == '#'))
		tmplc_die("%s must be one value and nothing else: make the whole address in C, as a struct url", attr);
	buf_char(&attr_lit, c);
	run_add(c);
}

void
html_feed(char c)
{
	switch (where) {
	case TEXT:
		feed_text(c);
		break;
	case OPEN:
		feed_open(c);
		break;
	case TAG_NAME:
		feed_name(c);
		break;
	case END_NAME:
		feed_end_name(c);
		break;
	case DECLARATION:
		feed_declaration(c);
		break;
	case BETWEEN:
		feed_between(c);
		break;
	case SLASH:
		if (c != '>')
			tmplc_die("/ in <%s>: write attributes as name=\"value\"", tag);
		end_tag(true);
		break;
	case ATTR_NAME:
		feed_attr_name(c);
		break;
	case ATTR_EQUALS:
		feed_equals(c);
		break;
	case VALUE:
		feed_value(c);
		break;
	}
}

void
html_feed_own(const char *s)
{
	own = true;
	for (; *s != '\0'; s++)
		html_feed(*s);
	own = false;
}

static void
add_url(const char *name)
{
	if (strcmp(attr, "href") == 0 && attr_lit.p[0] == '#')
		return;
	if (attr_lit.len != 0 || attr_has_value)
		tmplc_die("%s must be one value and nothing else: make the whole address in C, as a struct url", attr);
	parse_add_op(OP_VALUE, PUT_URL, tmplc_copy(name, strlen(name)), NULL);
}

void
html_value(const char *name)
{
	if (where == ATTR_EQUALS)
		tmplc_die("%s={{ %s }}: write %s=\"{{ %s }}\"", attr, name, attr, name);
	if (where != TEXT && where != VALUE)
		tmplc_die("{{ %s }} inside a tag: a value may stand in text or in a quoted attribute", name);
	if (where == TEXT && top_is("script"))
		tmplc_die("a script comes from a file: leave <script> empty");
	if (where == VALUE && is_refresh && strcmp(attr, "content") == 0)
		tmplc_die("no value in a refresh: write the seconds");
	if (where == VALUE && attr_is_url(attr)) {
		add_url(name);
		attr_has_value = true;
		if (attr_lit.p[0] != '#')
			return;
	}
	attr_has_value = true;
	run_add_value(name);
}

void
html_begin(void)
{
	where = TEXT;
	depth = floor_ = nested = 0;
	white = true;
	run_clear();
}

void
html_end(void)
{
	html_need_text("end of the page");
	if (depth != 0)
		tmplc_die("<%s> of line %d is not closed", stack[depth - 1].name, stack[depth - 1].line);
}

void
html_need_text(const char *what)
{
	if (where != TEXT)
		tmplc_die("%s inside a tag: only values and if may stand there", what);
	if (in_plain() && strcmp(what, "each") != 0)
		tmplc_die("%s inside <%s>: only text, values, if and each may stand there", what, stack[depth - 1].name);
	if (top_is("script"))
		tmplc_die("a script comes from a file: leave <script> empty");
	flush();
}

void
html_wrote(void)
{
	white = false;
}

/* Ends what a construct may end: a name of a tag or of an attribute, a message. */
static void
settle(const char *what)
{
	if (where == TAG_NAME)
		begin_tag();
	else if (where == ATTR_NAME) {
		check_attr_name();
		where = BETWEEN;
		spaced = false;
	}
	if (where != TEXT && where != BETWEEN && where != VALUE)
		tmplc_die("{{ %s }} here: it may wrap text, elements, whole attributes or a piece of one quoted value", what);
	if (where == VALUE && attr_is_url(attr))
		tmplc_die("{{ %s }} in %s: choose the address in C", what, attr);
	if (where == TEXT && top_is("script"))
		tmplc_die("a script comes from a file: leave <script> empty");
	if (where != BETWEEN)
		flush();
}

struct html_mark
html_block(const char *what)
{
	struct html_mark	 m;

	settle(what);
	m = (struct html_mark){ .where = (int)where, .tag_no = tag_no, .attr_no = attr_no,
	    .floor = floor_, .spaced = spaced, .white = white };
	floor_ = depth;
	if (where != TEXT)
		nested++;
	return m;
}

static void
check_mark(const struct html_mark *m, const char *what)
{
	settle(what);
	if (depth != floor_)
		tmplc_die("<%s> of line %d is not closed where its block ends", stack[depth - 1].name, stack[depth - 1].line);
	if ((int)where != m->where || (where != TEXT && tag_no != m->tag_no) ||
	    (where == VALUE && attr_no != m->attr_no))
		tmplc_die("the block does not end where it began (text, tag or quoted value): wrap whole attributes or whole elements");
}

void
html_block_else(const struct html_mark *m, bool *white_then)
{
	check_mark(m, "else");
	*white_then = white;
	white = m->white;
	spaced = m->spaced;
}

void
html_block_end(const struct html_mark *m, bool has_else, bool white_then)
{
	check_mark(m, "end");
	if (where != TEXT)
		nested--;
	floor_ = m->floor;
	spaced = false;
	white = white && (has_else ? white_then : m->white);
}
