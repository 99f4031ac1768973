/* portal.h -- what the files of this module say to each other. */
#ifndef PORTAL_H
#define PORTAL_H

#include "common/crypto.h"
#include "common/req.h"
#include "portal/forms.h"
#include "portal/views.h"

#ifndef ROUTES_FILE
#define ROUTES_FILE "portal/routes.def"
#endif
#include "common/routes.h"

/* Stored in account.state. */
enum account_state { ACCOUNT_WAITING, ACCOUNT_ACTIVE, ACCOUNT_SUSPENDED };

/* Stored in mail_token.purpose. */
enum mail_purpose { MAIL_PASSWORD, MAIL_REGISTRATION, MAIL_PROOF };

/* ---- password.c ---- */

/*
 * The sentence for a new password that will not do, MSG_NONE when it is good:
 * length and common ones (crypto.h), and the second typing.
 */
enum msg	 password_fault_msg(const char *password, const char *login_id);
bool		 password_twice(const char *password, const char *again);

/* Ends the links in mails with which a password or an address of the account could still be set. */
enum db_rc	 password_end_links(struct tx *, struct req *, uint64_t account_id) MUST_USE;

/* Ends every session and every such link of the account, the present browser's session too. */
enum db_rc	 password_end_all(struct tx *, struct req *, uint64_t account_id) MUST_USE;

/* Tells the owner by mail that the password was changed; nothing without an address. */
enum db_rc	 password_notice(struct tx *, struct req *, uint64_t account_id) MUST_USE;

/* ---- link.c: single-use links in mails, good for 30 minutes ---- */

#define LINK_GOOD_S (30 * 60)

/* What mail_token.token_hash holds for the token of a link; out has CRYPTO_HASH_BYTES. */
struct bytes	 link_hash(unsigned char out[CRYPTO_HASH_BYTES], const char *token);

/*
 * Stores a link for the account and ends its earlier ones of that purpose;
 * *token goes into the mail only.
 */
enum db_rc	 link_make(struct tx *, struct req *, enum mail_purpose, uint64_t account_id,
		    const char *mail, const char **token) MUST_USE;

/* The account and address of a link that can still be used.  DB_NONE: it cannot. */
struct link_owner { uint64_t account_id; const char *mail; };
enum db_rc	 link_read(struct req *, enum mail_purpose, const char *token,
		    struct link_owner *) MUST_USE;

/* Uses it up.  DB_NONE: it was used meanwhile. */
enum db_rc	 link_use(struct tx *, struct req *, enum mail_purpose, const char *token) MUST_USE;

/* ---- page_account.c ---- */

/*
 * Asks for the password of the signed-in person again.  PAGE_OK: *fits tells;
 * anything else ends the page (too many wrong ones, database).
 */
enum page	 account_prove(struct req *, const char *password, bool *fits);

/* ---- page_mail.c ---- */

/* Queues the mail whose link proves the address. */
enum db_rc	 mail_ask_proof(struct tx *, struct req *, uint64_t account_id, const char *mail,
		    const char *token) MUST_USE;

/* ---- agent.c ---- */

/* "Safari (iPhone)" for the browser's own long name; NULL when nothing is recognised. */
const char	*agent_name(struct arena *, const char *agent);

/* ---- page_signin.c ---- */

/*
 * A login ID as it is stored, from what was typed: full-width letters become
 * ASCII, a mail address small letters; other IDs stay as they were given.
 */
const char	*signin_login_id(struct req *, const char *typed);

/* The first page of a person with these roles, before the session is read again. */
struct url	 signin_first_page(const struct req *, unsigned roles);

#endif
