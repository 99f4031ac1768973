/* mem.h -- the memory of one roster: given out piece by piece, given back at once. */
#ifndef ROSTER_MEM_H
#define ROSTER_MEM_H

#include <stddef.h>

struct mem;

/* An empty one; the caller's until mem_free().  Ends the process without memory. */
struct mem	*mem_new(void);
void		 mem_free(struct mem *);

/* Zeroed, aligned for any type, never NULL; an overflowing product ends the process. */
void		*mem_alloc(struct mem *, size_t n, size_t size_bytes);

/* A copy of n_bytes with a NUL behind it. */
char		*mem_copy(struct mem *, const void *, size_t n_bytes);

/*
 * Room for one more element: the array itself, or a copy twice as large when
 * *max of them are in use.
 */
void		*mem_grow(struct mem *, void *array, size_t n, size_t *max, size_t size_bytes);

#endif
