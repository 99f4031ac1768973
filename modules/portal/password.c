/* password.c -- what every way to a new password has in common. */

#include <string.h>

#include "portal/portal.h"

#include "common/crypto.h"
#include "common/outbox.h"
#include "q_signin.h"

enum msg
password_fault_msg(const char *password, const char *login_id)
{
	switch (crypto_password_fault(password, login_id)) {
	case PASSWORD_GOOD:
		return MSG_NONE;
	case PASSWORD_SHORT:
		return MSG_PASSWORD_SHORT;
	case PASSWORD_LONG:
		return MSG_PASSWORD_LONG;
	case PASSWORD_COMMON:
		break;
	}
	return MSG_PASSWORD_COMMON;
}

bool
password_twice(const char *password, const char *again)
{
	return strcmp(password, again) == 0;
}

/* Who knew the old password may have asked for a link, also for one that brings another address. */
enum db_rc
password_end_links(struct tx *tx, struct req *r, uint64_t account_id)
{
	static const enum mail_purpose	 purposes[] = { MAIL_PASSWORD, MAIL_PROOF };
	enum db_rc			 rc = DB_OK;
	uint64_t			 n;

	for (size_t i = 0; rc == DB_OK && i < sizeof purposes / sizeof purposes[0]; i++)
		rc = q_mail_tokens_end(tx, &n, &(struct q_mail_tokens_end_in){
			.account_id = account_id,
			.purpose = (int)purposes[i],
			.now = r->now,
		});
	return rc;
}

enum db_rc
password_end_all(struct tx *tx, struct req *r, uint64_t account_id)
{
	enum db_rc	 rc = DB_OK;
	uint64_t	 n;

	if (r->session != NULL)
		rc = session_end(tx, r);
	if (rc == DB_OK)
		rc = session_end_others(tx, r, account_id, &n);
	if (rc == DB_OK)
		rc = password_end_links(tx, r, account_id);
	return rc;
}

enum db_rc
password_notice(struct tx *tx, struct req *r, uint64_t account_id)
{
	struct q_account_for_notice	 who;
	enum lang			 lang;
	enum db_rc			 rc;

	rc = q_account_for_notice(tx_db(tx), &who, &(struct q_account_for_notice_in){
		.account_id = account_id,
	});
	if (rc != DB_OK || who.mail == NULL)
		return rc;
	lang = (enum lang)who.lang;
	return outbox_put(tx, account_id, who.mail, msg_text(lang, MSG_MAIL_CHANGED_SUBJECT),
	    msg_format(r->arena, lang, MSG_MAIL_CHANGED_BODY,
	    msg_moment(r->arena, lang, r->now),
	    url_absolute(r, url_forgot_page(r, NULL)), NULL));
}
