/* link.c -- single-use links in mails; the database knows only their hash. */

#include "portal/portal.h"

#include "common/crypto.h"
#include "q_signin.h"

struct bytes
link_hash(unsigned char hash[CRYPTO_HASH_BYTES], const char *token)
{
	crypto_hash_text(hash, "mail", token);
	return (struct bytes){ hash, CRYPTO_HASH_BYTES };
}

enum db_rc
link_make(struct tx *tx, struct req *r, enum mail_purpose purpose, uint64_t account_id,
    const char *mail, const char **token)
{
	unsigned char	 hash[CRYPTO_HASH_BYTES];
	enum db_rc	 rc;
	uint64_t	 n;

	*token = crypto_token(r->arena);
	rc = q_mail_tokens_end(tx, &n, &(struct q_mail_tokens_end_in){
		.account_id = account_id,
		.purpose = (int)purpose,
		.now = r->now,
	});
	if (rc != DB_OK)
		return rc;
	return q_mail_token_insert(tx, &(struct q_mail_token_insert_in){
		.token_hash = link_hash(hash, *token),
		.purpose = (int)purpose,
		.account_id = account_id,
		.mail = mail,
		.lang = (int)r->lang,
		.now = r->now,
		.expires_at = time_add(r->now, LINK_GOOD_S),
	});
}

enum db_rc
link_read(struct req *r, enum mail_purpose purpose, const char *token, struct link_owner *owner)
{
	struct q_mail_token_live	 row;
	unsigned char			 hash[CRYPTO_HASH_BYTES];
	enum db_rc			 rc;

	rc = db_ready(r->db);
	if (rc == DB_OK)
		rc = q_mail_token_live(r->db, &row, &(struct q_mail_token_live_in){
			.token_hash = link_hash(hash, token),
			.purpose = (int)purpose,
			.now = r->now,
		});
	if (rc == DB_OK)
		*owner = (struct link_owner){ row.account_id, row.mail };
	return rc;
}

enum db_rc
link_use(struct tx *tx, struct req *r, enum mail_purpose purpose, const char *token)
{
	unsigned char	 hash[CRYPTO_HASH_BYTES];

	return q_mail_token_use(tx, &(struct q_mail_token_use_in){
		.token_hash = link_hash(hash, token),
		.purpose = (int)purpose,
		.now = r->now,
	});
}
