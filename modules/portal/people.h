/* people.h -- what the pages about rosters, sheets, guardians and registration share. */
#ifndef PORTAL_PEOPLE_H
#define PORTAL_PEOPLE_H

#include "portal/portal.h"

/* ---- people.c: words; texts are in the arena ---- */

/* "Family Given"; one of them alone when the other is empty. */
const char	*people_name(struct arena *, const char *family, const char *given);

/*
 * The first letter of a given name, of its reading when there is one: what a
 * child is called on pages and in mails that a stranger might see.
 */
const char	*people_initial(struct arena *, const char *kana, const char *given);

/* "mother" in the language of the request, of guardian.relationship. */
const char	*people_relation(const struct req *, int relationship);

/* The roles of a staff account, joined. */
const char	*people_roles(struct req *, unsigned roles);

/* A telephone number as it is shown, with its hyphens, in ASCII; NULL: it cannot be one. */
const char	*people_phone(struct arena *, const char *typed);

/* The first max_chars characters of a text, for a column that holds no more. */
const char	*people_cut(struct arena *, const char *text, size_t max_chars);

/* The decimal text of a number, for values of inputs. */
const char	*people_digits(struct arena *, uint64_t);

/* Digits of a sheet in groups of four. */
struct digit_groups	 people_groups(struct arena *, const char *digits);

/* SHA-256 of the digits, as code_sheet.code_hash holds it; hash is its memory. */
struct bytes	 people_code_hash(unsigned char hash[CRYPTO_HASH_BYTES], const char *digits);

/* ---- qr.c ---- */

/* A QR code (level M, quiet zone included) as inline SVG; label is its text for those who do not see it. */
struct markup	 qr_markup(struct req *, const char *text, enum msg label);

/* ---- importer_client.c: the helper that reads rosters ---- */

enum importer_answer {
	IMPORTER_OK,
	IMPORTER_FAILED,	/* it said so; the reason is in the log */
	IMPORTER_SLOW,		/* no answer yet: it goes on, the row of the import will tell */
	IMPORTER_AWAY,		/* nobody listens */
};

/* Has it check an import: state 0 becomes 1 or 2. */
enum importer_answer	 importer_check(struct req *, uint64_t roster_import_id);

/* Has it commit a checked import for the signed-in officer. */
enum importer_answer	 importer_commit(struct req *, uint64_t roster_import_id, bool allow_removals);

/* ---- page_findings.c ---- */

/* What is wrong and what to do, for the name of a rule of the roster reader. */
const char	*findings_sentence(const struct req *, const char *rule);

/* ---- register.c: what every step of a registration asks ---- */

/* The child of a code. */
struct register_code_child { uint64_t pupil_id; int64_t guardians; struct child_view view; };

/*
 * Looks the code up, throttled by browser and address.  PAGE_OK: *found tells
 * whether it is good, and a wrong one was counted.  Anything else ends the page.
 */
enum page	 register_child_of(struct req *, const char *code, bool *found, struct register_code_child *);

/* SN-21: staff hold a parent account of their own.  PAGE_OK, or the 403 that says so. */
enum page	 register_not_staff(struct req *);

/*
 * Links the account to the child in this transaction: audit row, mail to the
 * other guardians.  DB_OK: *why is MSG_NONE, or the sentence that says why it
 * was not linked (already, or GUARDIANS_MAX reached).  DB_NONE: the child left.
 */
enum db_rc	 register_link(struct tx *, struct req *, uint64_t pupil_id, uint64_t account_id,
		    int relationship, enum msg *why) MUST_USE;

#endif
