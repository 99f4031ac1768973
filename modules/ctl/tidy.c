/* tidy.c -- what is past its time goes; the periods stand in the comments of the tables. */

#include <inttypes.h>
#include <stdio.h>

#include "common/arena.h"
#include "common/time.h"
#include "ctl.h"
#include "q_ctl.h"

#define DAY_S (24 * 60 * 60)

struct swept { uint64_t drafts, tokens, throttle, sessions, devices, keys, outbox, zips; };

static enum db_rc
sweep(struct tx *tx, struct swept *n)
{
	const struct instant	 now = tx_actor(tx)->now;
	const struct instant	 day = time_add(now, -DAY_S), month = time_add(now, -30 * DAY_S);
	const struct instant	 quarter = time_add(now, -90 * DAY_S), year = time_add(now, -400 * DAY_S);
	enum db_rc		 rc;

	rc = q_ctl_tidy_drafts(tx, &n->drafts, &(struct q_ctl_tidy_drafts_in){ now });
	if (rc == DB_OK)
		rc = q_ctl_tidy_tokens(tx, &n->tokens, &(struct q_ctl_tidy_tokens_in){ day });
	if (rc == DB_OK)
		rc = q_ctl_tidy_throttle(tx, &n->throttle, &(struct q_ctl_tidy_throttle_in){ day });
	if (rc == DB_OK)
		rc = q_ctl_tidy_sessions(tx, &n->sessions, &(struct q_ctl_tidy_sessions_in){
			.ended_before = month, .seen_before = year });
	if (rc == DB_OK)
		rc = q_ctl_tidy_devices(tx, &n->devices, &(struct q_ctl_tidy_devices_in){ year });
	if (rc == DB_OK)
		rc = q_ctl_tidy_keys(tx, &n->keys, &(struct q_ctl_tidy_keys_in){ month });
	if (rc == DB_OK)
		rc = q_ctl_tidy_outbox(tx, &n->outbox, &(struct q_ctl_tidy_outbox_in){ quarter });
	if (rc == DB_OK)
		rc = q_ctl_tidy_zips(tx, &n->zips, &(struct q_ctl_tidy_zips_in){ quarter });
	return rc;
}

int
ctl_tidy(const struct conf *conf, int argc, char *argv[])
{
	static const char *const		 none[] = { NULL };
	static const struct db_queries *const	 queries[] = { &q_ctl, NULL };
	struct arena	*arena;
	struct swept	 n = { 0 };
	struct db	*db;
	struct tx	*tx;
	enum db_rc	 rc = DB_AWAY;

	if (!ctl_known(argc, argv, none, none))
		return CTL_USAGE;
	arena = arena_new(1u << 20);
	db = ctl_open(conf, arena, queries);
	if (db != NULL) {
		tx = db_begin(db);
		rc = sweep(tx, &n);
		rc = db_end(tx, rc);
	}
	if (rc == DB_OK)
		printf("deleted: %" PRIu64 " drafts, %" PRIu64 " links, %" PRIu64 " counters, %" PRIu64 " sessions, %" PRIu64
		    " browsers, %" PRIu64 " request keys, %" PRIu64 " mails, %" PRIu64 " roster files\n",
		    n.drafts, n.tokens, n.throttle, n.sessions, n.devices, n.keys, n.outbox, n.zips);
	arena_free(arena);
	return rc == DB_OK ? CTL_OK : CTL_FAILED;
}
