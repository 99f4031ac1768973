/* test_arena.c -- alignment, zeroes, the ceiling. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/arena.h"
#include "dies.h"

#define MAX_BYTES ((size_t)1024 * 1024)

static void
memory_is_zeroed_and_aligned(void **state)
{
	struct arena		*a = arena_new(MAX_BYTES);
	const unsigned char	*p;

	(void)state;
	for (int round = 0; round < 3; round++) {
		arena_alloc(a, (size_t)round * 16);	/* so that no round looks where the last one did */
		for (size_t n = 0; n < 400; n++) {
			p = arena_alloc(a, n);
			assert_non_null(p);
			assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < n; i++)
				assert_int_equal(p[i], 0);
			memset(arena_alloc(a, n), 0xff, n);
		}
		arena_reset(a);
		assert_int_equal(arena_used(a), 0);
	}
	arena_free(a);
}

static void
values_do_not_overlap(void **state)
{
	struct arena	*a = arena_new(MAX_BYTES);
	unsigned char	*p[200];
	size_t		 n[200];

	(void)state;
	for (size_t i = 0; i < 200; i++) {
		n[i] = i % 20 == 7 ? 20000 + i : i * 3 % 700;
		p[i] = arena_alloc(a, n[i]);
		memset(p[i], (int)i, n[i]);
	}
	for (size_t i = 0; i < 200; i++)
		for (size_t j = 0; j < n[i]; j++)
			assert_int_equal(p[i][j], i);
	arena_free(a);
}

static void
a_large_value_leaves_the_block_in_use(void **state)
{
	struct arena	*a = arena_new(MAX_BYTES);
	char		*before, *after;

	(void)state;
	before = arena_alloc(a, 16);
	memset(arena_alloc(a, 500000), 1, 500000);
	after = arena_alloc(a, 16);
	assert_ptr_equal(after, before + 16);
	arena_free(a);
}

static void
used_counts_what_was_handed_out(void **state)
{
	struct arena *a = arena_new(MAX_BYTES);

	(void)state;
	assert_int_equal(arena_used(a), 0);
	arena_alloc(a, 1);
	assert_in_range(arena_used(a), 1, 64);
	arena_alloc(a, 100000);
	assert_in_range(arena_used(a), 100001, 100128);
	arena_free(a);
	arena_free(NULL);
}

static void
copies(void **state)
{
	struct arena	*a = arena_new(MAX_BYTES);
	char		*s;

	(void)state;
	assert_null(arena_strdup(a, NULL));
	assert_string_equal(arena_strdup(a, ""), "");
	assert_string_equal(arena_strdup(a, "abc"), "abc");
	s = arena_copy(a, "a\0b", 3);
	assert_memory_equal(s, "a\0b", 4);
	assert_string_equal(arena_copy(a, NULL, 0), "");
	assert_string_equal(arena_printf(a, "%s-%d", "x", -7), "x--7");
	assert_string_equal(arena_printf(a, "%s", ""), "");
	s = arena_printf(a, "%0300d", 5);
	assert_int_equal(strlen(s), 300);
	assert_int_equal(s[299], '5');
	arena_free(a);
}

static void
the_ceiling_can_be_reached(void **state)
{
	struct arena *a = arena_new(1024);

	(void)state;
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 64; i++)
			arena_alloc(a, 16);
		assert_int_equal(arena_used(a), 1024);
		arena_reset(a);
	}
	arena_free(a);
}

static void
small_steps(void *arg)
{
	struct arena *a = arena_new(*(size_t *)arg);

	for (size_t i = 0; i <= *(size_t *)arg / 1000; i++)
		arena_alloc(a, 1000);
}

static void
one_step(void *arg)
{
	arena_alloc(arena_new(MAX_BYTES), *(size_t *)arg);
}

static void
array_of_two_byte_values(void *arg)
{
	arena_array(arena_new(MAX_BYTES), *(size_t *)arg, 2);
}

static void
copy_of_everything(void *arg)
{
	arena_copy(arena_new(MAX_BYTES), arg, SIZE_MAX);
}

static void
past_the_ceiling_the_process_ends(void **state)
{
	size_t	sizes[] = { 1000, 5000, 70000, MAX_BYTES };
	size_t	steps[] = { MAX_BYTES - 1000, MAX_BYTES + 1, SIZE_MAX - 14, SIZE_MAX };
	size_t	counts[] = { MAX_BYTES, SIZE_MAX / 2 + 1, SIZE_MAX };

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
		assert_int_equal(dies_with(small_steps, &sizes[i]), 70);
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		assert_int_equal(dies_with(one_step, &steps[i]), 70);
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		assert_int_equal(dies_with(array_of_two_byte_values, &counts[i]), 70);
	assert_int_equal(dies_with(copy_of_everything, counts), 70);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_and_aligned),
		cmocka_unit_test(values_do_not_overlap),
		cmocka_unit_test(a_large_value_leaves_the_block_in_use),
		cmocka_unit_test(used_counts_what_was_handed_out),
		cmocka_unit_test(copies),
		cmocka_unit_test(the_ceiling_can_be_reached),
		cmocka_unit_test(past_the_ceiling_the_process_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
