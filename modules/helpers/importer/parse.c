/* parse.c -- a request line, read strictly: the sender is a program of ours. */

#include <string.h>

#include "importer.h"

/* Reads "DIGITS" from *at on, up to 19 of them; false: no number from 1 on. */
static bool
read_id(const char **at, uint64_t *id)
{
	size_t	 n;

	*id = 0;
	for (n = 0; (*at)[n] >= '0' && (*at)[n] <= '9'; n++) {
		if (n == 19)
			return false;
		*id = *id * 10 + (uint64_t)((*at)[n] - '0');
	}
	*at += n;
	return *id != 0;
}

static bool
skip(const char **at, const char *word)
{
	const size_t	 n = strlen(word);

	if (strncmp(*at, word, n) != 0)
		return false;
	*at += n;
	return true;
}

bool
importer_parse(const char *line, struct importer_request *r)
{
	const char	*at = line;

	*r = (struct importer_request){ 0 };
	if (skip(&at, "check "))
		return read_id(&at, &r->roster_import_id) && *at == '\0';
	if (!skip(&at, "commit ") || !read_id(&at, &r->roster_import_id) || !skip(&at, " ") ||
	    !read_id(&at, &r->account_id))
		return false;
	r->commit = true;
	r->allow_removals = strcmp(at, " 1") == 0;
	return r->allow_removals || strcmp(at, " 0") == 0;
}
