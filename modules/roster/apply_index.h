/* apply_index.h -- finding one of many by a number, a text or both. */
#ifndef ROSTER_APPLY_INDEX_H
#define ROSTER_APPLY_INDEX_H

#include "../common/types.h"

struct arena;

struct apply_key { uint64_t group; const char *text; size_t at; };
struct apply_index { struct apply_key *keys; size_t n, max; };

/* An empty one with room for max keys, in the arena. */
void	apply_index_init(struct arena *, struct apply_index *, size_t max);

/* Adds a key that leads to at; a NULL text is left out.  The text is not copied. */
void	apply_index_add(struct apply_index *, uint64_t group, const char *text, size_t at);

/* To be called once after the last key, before the first look. */
void	apply_index_sort(struct apply_index *);

/* Where the key leads; SIZE_MAX: nowhere.  Of equal keys, the smallest at. */
size_t	apply_index_find(const struct apply_index *, uint64_t group, const char *text);

#endif
