/* draft.c -- what was typed, kept over a check page or a time-out. */

#include <string.h>

#include "crypto.h"
#include "draft.h"
#include "q_common.h"
#include "str.h"

#define DRAFT_S (24 * 60 * 60)

static enum db_rc
store(struct req *r, uint64_t account_id, const char *path, struct draft_key *key)
{
	const char	*body = param_encode(r->arena, r->route->form, &r->pairs);
	struct tx	*tx;
	enum db_rc	 rc;

	crypto_random(key->v, sizeof key->v);
	tx = db_begin(r->db);
	rc = q_draft_insert(tx, &(struct q_draft_insert_in){
		.draft_key = { key->v, sizeof key->v },
		.account_id = account_id,
		.path = path,
		.body = { (const unsigned char *)body, strlen(body) },
		.now = r->now,
		.expires_at = time_add(r->now, DRAFT_S),
	});
	return db_end(tx, rc);
}

enum db_rc
draft_store(struct req *r, const char *path, struct draft_key *key)
{
	return store(r, r->scope.account_id, path, key);
}

enum db_rc
draft_store_expired(struct req *r, uint64_t account_id, struct draft_key *key)
{
	return store(r, account_id, r->path, key);
}

enum db_rc
draft_pairs(struct req *r, const struct draft_key *key, const char *path, struct pairs *out)
{
	struct q_draft_by_key	 row;
	enum db_rc		 rc;

	rc = q_draft_by_key(r->db, &r->scope, &row, &(struct q_draft_by_key_in){
		.draft_key = { key->v, sizeof key->v },
		.now = r->now,
	});
	if (rc != DB_OK)
		return rc;
	if (path != NULL && strcmp(path, row.path) != 0)
		return DB_NONE;
	if (!param_decode(r->arena, (const char *)row.body.p, row.body.n, out))
		return DB_NONE;
	return DB_OK;
}

enum db_rc
draft_read(struct req *r, const struct draft_key *key, const struct form_spec *spec, void *in)
{
	const char	**errors = arena_array(r->arena, spec->nparam, sizeof *errors);
	struct pairs	 pairs;
	enum db_rc	 rc;

	rc = draft_pairs(r, key, NULL, &pairs);
	if (rc != DB_OK)
		return rc;
	if (param_check(r->arena, r->lang, r->today, spec, &pairs, in, errors) != 0)
		return DB_NONE;
	return DB_OK;
}

enum db_rc
draft_delete(struct tx *tx, struct req *r, const struct draft_key *key)
{
	uint64_t	 n;

	return q_draft_remove(tx, &r->scope, &n, &(struct q_draft_remove_in){
		.draft_key = { key->v, sizeof key->v },
	});
}
