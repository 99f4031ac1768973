/* arena.c -- blocks from mmap, handed out from the front. */

#include <sys/mman.h>

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "log.h"

#define ALIGN_BYTES 16
#define BLOCK_BYTES ((size_t)64 * 1024)

/*
 * Pages that go back to the kernel come back zeroed, so a freed block leaks
 * nothing; only the first block, which stays, has to be wiped.
 */
struct block {
	struct block	*next;
	unsigned char	*p;
	size_t		 len, max;
};

struct arena {
	struct block	*first, *current;
	size_t		 held, max, used;
};

_Static_assert(_Alignof(max_align_t) <= ALIGN_BYTES, "ALIGN_BYTES fits any type");

static struct block *
block_new(size_t max_bytes)
{
	struct block	*b = calloc(1, sizeof *b);
	void		*p;

	p = mmap(NULL, max_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (b == NULL || p == MAP_FAILED)
		log_fatal("no memory for an arena block of %zu bytes", max_bytes);
	b->p = p;
	b->max = max_bytes;
	return b;
}

static void
blocks_free(struct block *b)
{
	struct block *next;

	for (; b != NULL; b = next) {
		next = b->next;
		munmap(b->p, b->max);
		free(b);
	}
}

struct arena *
arena_new(size_t max_bytes)
{
	struct arena *a = calloc(1, sizeof *a);

	if (a == NULL || max_bytes < ALIGN_BYTES)
		log_fatal("no arena of %zu bytes", max_bytes);
	a->max = max_bytes;
	a->held = max_bytes < BLOCK_BYTES ? max_bytes : BLOCK_BYTES;
	a->first = a->current = block_new(a->held);
	return a;
}

void
arena_reset(struct arena *a)
{
	blocks_free(a->first->next);
	explicit_bzero(a->first->p, a->first->len);
	a->first->next = NULL;
	a->first->len = 0;
	a->current = a->first;
	a->held = a->first->max;
	a->used = 0;
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	blocks_free(a->first);
	free(a);
}

/*
 * A block with room for n_bytes.  A large value gets one of its own behind the
 * current block, whose rest stays in use.
 */
static struct block *
block_with_room(struct arena *a, size_t n_bytes)
{
	const bool	 large = n_bytes > BLOCK_BYTES / 4;
	struct block	*b = a->current;
	size_t		 left = a->max - a->held, want = n_bytes;

	if (b->max - b->len >= n_bytes)
		return b;
	if (n_bytes > left)
		log_fatal("arena: %zu bytes more than the %zu allowed", n_bytes - left, a->max);
	if (!large)
		want = left < BLOCK_BYTES ? left : BLOCK_BYTES;
	b = block_new(want);
	b->next = a->current->next;
	a->current->next = b;
	a->held += want;
	if (!large)
		a->current = b;
	return b;
}

void *
arena_alloc(struct arena *a, size_t n_bytes)
{
	struct block	*b;
	void		*p;

	if (n_bytes > a->max)
		log_fatal("arena: %zu bytes asked, %zu allowed", n_bytes, a->max);
	n_bytes = n_bytes == 0 ? ALIGN_BYTES
	    : (n_bytes + ALIGN_BYTES - 1) / ALIGN_BYTES * ALIGN_BYTES;
	b = block_with_room(a, n_bytes);
	p = b->p + b->len;
	b->len += n_bytes;
	a->used += n_bytes;
	return p;
}

void *
arena_array(struct arena *a, size_t n, size_t size_bytes)
{
	size_t n_bytes;

	if (__builtin_mul_overflow(n, size_bytes, &n_bytes))
		log_fatal("arena: an array of %zu times %zu bytes", n, size_bytes);
	return arena_alloc(a, n_bytes);
}

char *
arena_copy(struct arena *a, const void *from, size_t n_bytes)
{
	char *p;

	if (n_bytes == SIZE_MAX)
		log_fatal("arena: a copy of %zu bytes", n_bytes);
	p = arena_alloc(a, n_bytes + 1);
	if (n_bytes > 0)
		memcpy(p, from, n_bytes);
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return s == NULL ? NULL : arena_copy(a, s, strlen(s));
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list	 ap;
	char	*p;
	int	 n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		log_fatal("arena: a format that cannot be written");
	p = arena_alloc(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}

size_t
arena_used(const struct arena *a)
{
	return a->used;
}
