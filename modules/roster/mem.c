/* mem.c -- blocks in a list. */

#include <err.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"

#define BLOCK_BYTES 65536

struct block {
	alignas(max_align_t) struct block	*next;
};

struct mem {
	struct block	*blocks;
	char		*free;
	size_t		 n_free;
};

static void *
checked(void *p)
{
	if (p == NULL)
		errx(1, "roster: no memory");
	return p;
}

struct mem *
mem_new(void)
{
	return checked(calloc(1, sizeof(struct mem)));
}

void
mem_free(struct mem *m)
{
	struct block *b, *next;

	if (m == NULL)
		return;
	for (b = m->blocks; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	free(m);
}

static char *
add_block(struct mem *m, size_t n_bytes)
{
	struct block *b;

	if (n_bytes > SIZE_MAX - sizeof(*b))
		errx(1, "roster: too large");
	b = checked(calloc(1, sizeof(*b) + n_bytes));
	b->next = m->blocks;
	m->blocks = b;
	return (char *)(b + 1);
}

void *
mem_alloc(struct mem *m, size_t n, size_t size_bytes)
{
	size_t need;
	char *p;

	if (__builtin_mul_overflow(n, size_bytes, &need) || need > SIZE_MAX / 2)
		errx(1, "roster: too large");
	need = need == 0 ? 1 : need;
	need = (need + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
	if (need > BLOCK_BYTES / 4)
		return add_block(m, need);
	if (m->n_free < need) {
		m->free = add_block(m, BLOCK_BYTES);
		m->n_free = BLOCK_BYTES;
	}
	p = m->free;
	m->free += need;
	m->n_free -= need;
	return p;
}

char *
mem_copy(struct mem *m, const void *from, size_t n_bytes)
{
	char *to;

	to = mem_alloc(m, n_bytes + 1, 1);
	if (n_bytes > 0)
		memcpy(to, from, n_bytes);
	return to;
}

void *
mem_grow(struct mem *m, void *array, size_t n, size_t *max, size_t size_bytes)
{
	void *larger;

	if (n < *max)
		return array;
	*max = *max == 0 ? 16 : *max * 2;
	larger = mem_alloc(m, *max, size_bytes);
	if (n > 0)
		memcpy(larger, array, n * size_bytes);
	return larger;
}
