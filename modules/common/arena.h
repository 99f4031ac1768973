/* arena.h -- memory that ends with the request. */
#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

struct arena;

/*
 * A new arena that never holds more than max_bytes.  It is the caller's until
 * arena_free().  Ends the process when the machine has no memory.
 */
struct arena	*arena_new(size_t max_bytes);

/* Gives everything back but the first block; what was allocated is gone. */
void		 arena_reset(struct arena *);

void		 arena_free(struct arena *);

/*
 * Zeroed memory, aligned for any type, until the next arena_reset().
 * Never NULL: past the ceiling the process logs and exits, since a request
 * whose inputs are all bounded can only get there through a mistake of ours.
 */
void		*arena_alloc(struct arena *, size_t n_bytes);

/* The same for an array of n elements; an overflowing product exits too. */
void		*arena_array(struct arena *, size_t n, size_t size_bytes);

/* A copy of n_bytes, with a NUL behind it. */
char		*arena_copy(struct arena *, const void *, size_t n_bytes);

/* A copy of a string; NULL stays NULL. */
char		*arena_strdup(struct arena *, const char *);

/* printf into the arena. */
char		*arena_printf(struct arena *, const char *fmt, ...)
		    __attribute__((format(printf, 2, 3)));

/* Bytes handed out since the last reset. */
size_t		 arena_used(const struct arena *);

#endif
