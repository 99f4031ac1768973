/* multipart.c -- strict on purpose: browsers write this one way, attackers many. */

#include <string.h>
#include <strings.h>

#include "arena.h"
#include "multipart.h"
#include "str.h"

#define FIELD_MAX_BYTES (64 * 1024)
#define BOUNDARY_MAX 70		/* RFC 2046 */

struct reader {
	struct arena		*arena;
	const unsigned char	*at, *end;
	char			 delimiter[BOUNDARY_MAX + 5];	/* CR LF -- boundary */
	size_t			 ndelimiter;
};

struct head { const char *name, *filename; bool bad; };

static bool
boundary_read(struct reader *m, const char *content_type)
{
	static const char	 type[] = "multipart/form-data;";
	const char		*b;
	size_t			 n;

	if (content_type == NULL || strncasecmp(content_type, type, sizeof type - 1) != 0)
		return false;
	b = strstr(content_type, "boundary=");
	if (b == NULL)
		return false;
	b += strlen("boundary=");
	if (*b == '"') {
		b++;
		n = strcspn(b, "\"");
	} else
		n = strcspn(b, "; \t");
	if (n == 0 || n > BOUNDARY_MAX)
		return false;
	memcpy(m->delimiter, "\r\n--", 4);
	memcpy(m->delimiter + 4, b, n);
	m->ndelimiter = n + 4;
	return true;
}

static const unsigned char *
find(const struct reader *m, const char *what, size_t n)
{
	return memmem(m->at, (size_t)(m->end - m->at), what, n);
}

/* The quoted value of key="..." in a header line; browsers write " as %22 in it. */
static const char *
quoted(struct arena *a, const char *line, const char *key)
{
	const char	*p = strstr(line, key), *e;

	if (p == NULL)
		return NULL;
	p += strlen(key);
	e = strchr(p, '"');
	return e == NULL ? NULL : arena_copy(a, p, (size_t)(e - p));
}

/* What is behind the last slash or backslash: a name is never a path. */
static const char *
base_name(const char *name)
{
	for (const char *p = name; *p != '\0'; p++)
		if (*p == '/' || *p == '\\')
			name = p + 1;
	return name;
}

static void
header_line(struct arena *a, const char *line, struct head *h)
{
	static const char	 disposition[] = "content-disposition: form-data;";

	if (strncasecmp(line, disposition, sizeof disposition - 1) == 0) {
		h->name = quoted(a, line, "; name=\"");
		h->filename = quoted(a, line, "; filename=\"");
	} else if (strncasecmp(line, "content-transfer-encoding:", 26) == 0 ||
	    strncasecmp(line, "content-type: multipart", 23) == 0 ||
	    strncasecmp(line, "content-type: message", 21) == 0)
		h->bad = true;
}

/* Headers up to the empty line; false when they do not end. */
static bool
head_read(struct reader *m, struct head *h)
{
	const unsigned char	*e;
	char			*line;

	*h = (struct head){ 0 };
	for (;;) {
		e = find(m, "\r\n", 2);
		if (e == NULL || e - m->at > 1024)
			return false;
		line = arena_copy(m->arena, m->at, (size_t)(e - m->at));
		m->at = e + 2;
		if (line[0] == '\0')
			break;
		if (!str_utf8(line, strlen(line)))
			return false;
		header_line(m->arena, line, h);
	}
	return h->name != NULL && h->name[0] != '\0' && !h->bad;
}

static bool
part_keep(struct reader *m, const struct head *h, struct bytes content,
    struct pair *pair, size_t *npair, struct file *file, const char **file_field)
{
	if (h->filename != NULL) {
		if (*file_field != NULL)
			return false;
		*file = (struct file){ base_name(h->filename), content };
		*file_field = h->name;
		return true;
	}
	if (content.n > FIELD_MAX_BYTES || !str_utf8((const char *)content.p, content.n))
		return false;
	pair[(*npair)++] = (struct pair){ h->name, arena_copy(m->arena, content.p, content.n) };
	return true;
}

bool
multipart_read(struct arena *a, const char *content_type, struct bytes body,
    struct pairs *pairs, struct file *file, const char **file_field)
{
	struct reader		 m = { .arena = a, .at = body.p, .end = body.p + body.n };
	struct pair		*v = arena_array(a, MULTIPART_PARTS_MAX, sizeof *v);
	const unsigned char	*e;
	struct head		 h;
	size_t			 n = 0;

	*pairs = (struct pairs){ 0 };
	*file = (struct file){ 0 };
	*file_field = NULL;
	if (!boundary_read(&m, content_type))
		return false;
	if (body.n < m.ndelimiter || memcmp(m.at, m.delimiter + 2, m.ndelimiter - 2) != 0)
		return false;
	m.at += m.ndelimiter - 2;
	for (size_t parts = 0; parts <= MULTIPART_PARTS_MAX; parts++) {
		if (m.end - m.at >= 2 && memcmp(m.at, "--", 2) == 0) {
			*pairs = (struct pairs){ v, n };
			return true;
		}
		if (parts == MULTIPART_PARTS_MAX || m.end - m.at < 2 || memcmp(m.at, "\r\n", 2) != 0)
			return false;
		m.at += 2;
		if (!head_read(&m, &h) || (e = find(&m, m.delimiter, m.ndelimiter)) == NULL)
			return false;
		if (!part_keep(&m, &h, (struct bytes){ m.at, (size_t)(e - m.at) }, v, &n, file, file_field))
			return false;
		m.at = e + m.ndelimiter;
	}
	return false;
}
