/* fuzz_multipart.c -- the first line is the content type, the rest the body. */

#include <stdlib.h>
#include <string.h>

#include "common/arena.h"
#include "common/multipart.h"
#include "common/str.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena	*a = arena_new(8u << 20);
	const uint8_t	*end = memchr(data, '\n', n);
	const char	*field;
	struct pairs	 pairs;
	struct file	 file;

	if (end != NULL) {
		const char		*type = arena_copy(a, data, (size_t)(end - data));
		const struct bytes	 body = { end + 1, n - (size_t)(end + 1 - data) };

		if (multipart_read(a, type, body, &pairs, &file, &field)) {
			for (size_t i = 0; i < pairs.n; i++)
				if (!str_utf8(pairs.v[i].value, strlen(pairs.v[i].value)))
					abort();
			if (field != NULL && (strchr(file.name, '/') != NULL || file.content.n > body.n))
				abort();
		}
	}
	arena_free(a);
	return 0;
}
