/* draft.h -- server.c and param.c alone: drafts before they are a form again. */
#ifndef DRAFT_H
#define DRAFT_H

#include "req.h"

/* Keeps the body of this POST for the person whose session has timed out. */
enum db_rc	 draft_store_expired(struct req *, uint64_t account_id, struct draft_key *) MUST_USE;

/* The pairs of a draft of this account; path NULL: of any page.  DB_NONE: not there or not yours. */
enum db_rc	 draft_pairs(struct req *, const struct draft_key *, const char *path, struct pairs *) MUST_USE;

#endif
