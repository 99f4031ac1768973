/* session.c -- who is signed in: the cookie, the row, and when it is over. */

#include <string.h>

#include "crypto.h"
#include "form.h"
#include "log.h"
#include "q_common.h"
#include "req.h"
#include "str.h"

#define MINUTE_S 60
#define DAY_S (24 * 60 * 60)
#define STATE_ACTIVE 1

static const unsigned char *
token_hash(unsigned char hash[CRYPTO_HASH_BYTES], const char *token)
{
	crypto_hash_text(hash, "session", token);
	return hash;
}

/* Idle and absolute limits by kind of account (design.md 7). */
static int64_t
idle_limit_s(const struct req *r, enum account_kind kind)
{
	return kind == ACCOUNT_STAFF ? r->conf->staff_idle_minutes * MINUTE_S : r->conf->parent_idle_days * DAY_S;
}

static bool
timed_out(const struct req *r, const struct q_session_by_token *row)
{
	const bool	 staff = row->kind == ACCOUNT_STAFF;
	const int64_t	 idle_s = idle_limit_s(r, (enum account_kind)row->kind);
	const int64_t	 absolute_s = staff ? r->conf->staff_absolute_hours * 60 * MINUTE_S :
	    r->conf->parent_absolute_days * DAY_S;

	return time_add(row->seen_at, idle_s).us <= r->now.us ||
	    time_add(row->created_at, absolute_s).us <= r->now.us;
}

static struct session *
session_of(struct req *r, const struct q_session_by_token *row, const unsigned char *hash)
{
	struct session	*s = arena_alloc(r->arena, sizeof *s);

	*s = (struct session){
		.session_id = row->session_id,
		.account_id = row->account_id,
		.school_id = row->has_school_id ? row->school_id : 0,
		.board_id = row->has_board_id ? row->board_id : 0,
		.kind = (enum account_kind)row->kind,
		.roles = (unsigned)row->roles,
		.family_name = row->family_name,
		.given_name = row->given_name,
		.login_id = row->login_id,
		.school_name = row->school_name,
		.board_name = row->board_name,
		.mail = row->mail,
		.created_at = row->created_at,
		.seen_at = row->seen_at,
		.proved_at = row->proved_at,
	};
	memcpy(s->token_hash, hash, sizeof s->token_hash);
	return s;
}

/* The board loads itself again every minute: that alone is not use (requirements.md XA-05). */
static bool
unattended(const struct req *r)
{
	return r->method == METHOD_GET && !r->by_person && str_equal(r->path, url_link(LINK_BOARD).path) &&
	    !str_equal(form_value(&r->pairs, "refresh"), "off");
}

int64_t
session_left_s(const struct req *r)
{
	const int64_t	 limit_s = idle_limit_s(r, r->session->kind);

	return unattended(r) ? limit_s - (r->now.us - r->session->seen_at.us) / 1000000 : limit_s;
}

/* The mark of the latest request; a lost one only ends an idle session a minute early. */
static void
mark_seen(struct req *r)
{
	const struct instant	 before = time_add(r->now, -MINUTE_S);
	struct tx		*tx;
	uint64_t		 n;
	enum db_rc		 rc;

	if (r->session->seen_at.us >= before.us || unattended(r))
		return;
	tx = db_begin(r->db);
	rc = q_session_seen(tx, &n, &(struct q_session_seen_in){
		.token_hash = { r->session->token_hash, CRYPTO_HASH_BYTES },
		.now = r->now,
		.before = before,
	});
	if (db_end(tx, rc) != DB_OK)
		log_line("warning", "the mark of a session's latest request was not written");
}

enum db_rc
session_load(struct req *r, uint64_t *expired_account_id)
{
	struct q_session_by_token	 row;
	unsigned char			 hash[CRYPTO_HASH_BYTES];
	enum db_rc			 rc;

	*expired_account_id = 0;
	if (r->cookie_session == NULL)
		return DB_NONE;
	rc = q_session_by_token(r->db, &row, &(struct q_session_by_token_in){
		.token_hash = { token_hash(hash, r->cookie_session), sizeof hash },
	});
	if (rc != DB_OK)
		return rc;
	if (row.has_ended_at || row.state != STATE_ACTIVE)
		return DB_NONE;
	if (timed_out(r, &row)) {
		*expired_account_id = row.account_id;
		return DB_NONE;
	}
	r->session = session_of(r, &row, hash);
	mark_seen(r);
	return DB_OK;
}

static enum db_rc
remember_device(struct tx *tx, struct req *r, uint64_t account_id)
{
	unsigned char	 hash[CRYPTO_HASH_BYTES];

	if (r->cookie_device == NULL) {
		r->cookie_device = crypto_token(r->arena);
		r->set_device = true;
	}
	crypto_hash_text(hash, "device", r->cookie_device);
	return q_device_upsert(tx, &(struct q_device_upsert_in){
		.device_hash = { hash, sizeof hash },
		.account_id = account_id,
		.now = r->now,
	});
}

enum db_rc
session_start(struct tx *tx, struct req *r, uint64_t account_id)
{
	unsigned char	 hash[CRYPTO_HASH_BYTES];
	enum db_rc	 rc = DB_OK;

	if (r->session != NULL)
		rc = session_end(tx, r);
	if (rc != DB_OK)
		return rc;
	r->new_session = crypto_token(r->arena);
	rc = q_session_insert(tx, &(struct q_session_insert_in){
		.token_hash = { token_hash(hash, r->new_session), sizeof hash },
		.session_id = crypto_random_id(),
		.account_id = account_id,
		.agent = r->agent,
		.address = r->address,
		.now = r->now,
	});
	if (rc == DB_OK)
		rc = remember_device(tx, r, account_id);
	r->clear_session = false;
	return rc;
}

enum db_rc
session_end(struct tx *tx, struct req *r)
{
	uint64_t	 n;

	r->clear_session = true;
	r->new_session = NULL;
	if (r->session == NULL)
		return DB_OK;
	return q_session_end_one(tx, &n, &(struct q_session_end_one_in){
		.token_hash = { r->session->token_hash, CRYPTO_HASH_BYTES },
		.now = r->now,
	});
}

enum db_rc
session_end_others(struct tx *tx, struct req *r, uint64_t account_id, uint64_t *n)
{
	static const unsigned char	 none[CRYPTO_HASH_BYTES];
	const bool			 own = r->session != NULL && r->session->account_id == account_id;

	return q_session_end_all_but(tx, n, &(struct q_session_end_all_but_in){
		.account_id = account_id,
		.token_hash = { own ? r->session->token_hash : none, CRYPTO_HASH_BYTES },
		.now = r->now,
	});
}
