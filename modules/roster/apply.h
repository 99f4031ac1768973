/* apply.h -- what a roster that was read would change in the database, and doing it. */
#ifndef ROSTER_APPLY_H
#define ROSTER_APPLY_H

#include "../common/db.h"
#include "oneroster.h"

struct arena;

/* Room for a board of 60,000 pupils; the caller's arena_new() and db_request(). */
#define APPLY_ARENA_BYTES ((size_t)1 << 30)

struct apply_options {
	uint64_t	 board_id;		/* the only board that may change; 0: the one that the ZIP names */
	bool		 create_board;		/* with board_id 0: makes that board when there is none */
	bool		 allow_removals;	/* of more than a tenth of a school's pupils */
	bool		 store;			/* false: only counts */
};

/* As in the column roster_change.what. */
enum apply_what { APPLY_PUPILS, APPLY_CLASSES, APPLY_STAFF, APPLY_SCHOOLS };

/*
 * Counts of one school, class or board; rows without any change are left out.
 * school is "" for the board, class_name "" for the school itself and for
 * pupils without a class.
 */
struct apply_change {
	enum apply_what	 what;
	const char	*school, *class_name;
	unsigned	 added, changed, removed;
};

/* Everything in the arena. */
struct apply_result {
	bool			 refused;		/* findings of severity error were added */
	bool			 needs_removals;	/* a tenth of some school would go */
	bool			 stored;		/* written, once the transaction is committed */
	uint64_t		 board_id;		/* 0: not made yet */
	unsigned		 added, changed, removed;	/* sums of all rows */
	struct apply_change	*changes;		/* schools in the order of the ZIP, the board last */
	size_t			 n_changes;
};

/*
 * Compares a roster with the database and, with options->store, writes the
 * differences; nothing is written when refused, or when needs_removals stands
 * without allow_removals.  The caller begins tx, writes its own rows and audit
 * into it, and ends it; one transaction for each ZIP.  The arena must be that
 * of db_request() and holds the result.  The findings are those of the reading,
 * or all zero; the caller gives them back.
 *
 * The board is that of the ZIP's district.  Refused, with findings that name
 * the row: no such board (and create_board is false), another board than
 * board_id, a school or a pupil that belongs to another board.
 *
 * Rules (interchange.md 2.6): persons are matched by userMasterIdentifier,
 * then by sourcedId (pupils: of the same school) unless both sides have a
 * userMasterIdentifier and they differ, never by name.  What is missing is
 * looked for only in the schools of the ZIP and marked, not deleted; it comes
 * back when it reappears.  Board officers are missed only when the ZIP holds
 * an officer and every active school of the board; accounts that were not made
 * by a roster never are.  Roles and enrolments of staff that have ended before
 * the actor's day do not count.  Login IDs are given once and stay.
 *
 * DB_OK: compared, and written if result->stored.  Others: as of db.h.
 */
enum db_rc	 roster_apply(struct tx *, struct arena *, const struct roster *,
		    const struct apply_options *, struct roster_findings *,
		    struct apply_result *) MUST_USE;

/* The column roster_import.state. */
enum roster_state { ROSTER_UPLOADED, ROSTER_CHECKED, ROSTER_REFUSED, ROSTER_COMMITTED };

/*
 * Writes the findings, the counts and the state that follows from them to an
 * upload; roster is NULL when it could not be read, *result is then all zero.
 * Of a stored roster also when, and by whom (the actor of tx).
 */
enum db_rc	 roster_record(struct tx *, uint64_t roster_import_id, const struct roster *,
		    const struct roster_findings *, const struct apply_result *) MUST_USE;

#endif
