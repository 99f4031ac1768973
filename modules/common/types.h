/* types.h -- the small values that every layer passes on. */
#ifndef TYPES_H
#define TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_USE __attribute__((warn_unused_result))

/* A day in Asia/Tokyo; year 0 means none. */
struct date { int16_t year; int8_t month, day; };

/* Microseconds since 1970-01-01T00:00:00Z; 0 means never. */
struct instant { int64_t us; };

/* Bytes that somebody else owns. */
struct bytes { const unsigned char *p; size_t n; };

/* A path on this site with its query.  Only url_*() (from routes.def) and url.c make one. */
struct url { const char *path; };

/*
 * What a person may touch.  Only access.c makes one, from the session; a
 * number from a form never gets in.  Zero members match nothing.
 */
struct scope { uint64_t account_id, school_id, board_id; };

/* The languages that every public and parent page has; Japanese is the source. */
enum lang { LANG_JA, LANG_EN, LANG_JA_EASY, LANG_COUNT };

#endif
