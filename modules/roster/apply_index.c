/* apply_index.c -- sorted keys. */

#include <stdlib.h>
#include <string.h>

#include "../common/arena.h"
#include "../common/log.h"
#include "apply_index.h"

void
apply_index_init(struct arena *arena, struct apply_index *index, size_t max)
{
	index->keys = arena_array(arena, max, sizeof index->keys[0]);
	index->n = 0;
	index->max = max;
}

void
apply_index_add(struct apply_index *index, uint64_t group, const char *text, size_t at)
{
	if (text == NULL)
		return;
	if (index->n == index->max)
		log_fatal("roster: an index of %zu keys is full", index->max);
	index->keys[index->n++] = (struct apply_key){ group, text, at };
}

static int
compare_keys(const struct apply_key *a, const struct apply_key *b)
{
	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return strcmp(a->text, b->text);
}

static int
compare(const void *va, const void *vb)
{
	const struct apply_key	*a = va, *b = vb;
	int			 order;

	order = compare_keys(a, b);
	return order != 0 ? order : a->at < b->at ? -1 : a->at > b->at;
}

void
apply_index_sort(struct apply_index *index)
{
	if (index->n > 1)
		qsort(index->keys, index->n, sizeof index->keys[0], compare);
}

size_t
apply_index_find(const struct apply_index *index, uint64_t group, const char *text)
{
	struct apply_key	wanted;
	size_t			low, high, middle;

	if (text == NULL)
		return SIZE_MAX;
	wanted = (struct apply_key){ group, text, 0 };
	low = 0;
	high = index->n;
	while (low < high) {
		middle = low + (high - low) / 2;
		if (compare_keys(&index->keys[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == index->n || compare_keys(&index->keys[low], &wanted) != 0)
		return SIZE_MAX;
	return index->keys[low].at;
}
