/* officer.c -- the first person of a board: everybody else comes from a roster. */

#include <stdio.h>
#include <string.h>

#include "common/access.h"
#include "common/arena.h"
#include "common/audit.h"
#include "common/crypto.h"
#include "common/time.h"
#include "ctl.h"
#include "q_common.h"
#include "q_ctl.h"

#define SHEET_STAFF 1
#define STAFF_SHEET_DAYS 14
#define STAFF_DIGITS 20
#define CHILD_DIGITS 16

void
ctl_print_code(const char *digits)
{
	for (int i = 0; digits[i] != '\0'; i++)
		printf("%s%c", i != 0 && i % 4 == 0 ? " " : "", digits[i]);
	putchar('\n');
}

enum db_rc
ctl_sheet(struct tx *tx, struct arena *arena, int kind, uint64_t subject_id, int days, const char **code)
{
	const struct instant	 now = tx_actor(tx)->now;
	unsigned char		 hash[CRYPTO_HASH_BYTES];
	const bool		 staff = kind == SHEET_STAFF;

	*code = crypto_digits(arena, staff ? STAFF_DIGITS : CHILD_DIGITS);
	crypto_sha256(hash, *code, strlen(*code));
	return q_ctl_sheet_insert(tx, &(struct q_ctl_sheet_insert_in){
		.kind = kind,
		.code_hash = { hash, sizeof hash },
		.has_pupil_id = !staff,
		.pupil_id = subject_id,
		.has_account_id = staff,
		.account_id = subject_id,
		.now = now,
		.expires_at = time_add(now, (int64_t)days * 24 * 60 * 60),
	});
}

static enum db_rc
board_find_or_make(struct tx *tx, const char *sourced_id, const char *name, uint64_t *board_id)
{
	struct q_ctl_board	 row;
	enum db_rc		 rc;

	rc = q_ctl_board(tx_db(tx), &row, &(struct q_ctl_board_in){ .sourced_id = sourced_id });
	*board_id = row.board_id;
	if (rc != DB_NONE)
		return rc;
	if (name == NULL) {
		fprintf(stderr, "renrakuctl: no board %s yet; name it with --board-name\n", sourced_id);
		return DB_NONE;
	}
	return q_ctl_board_insert(tx, board_id, &(struct q_ctl_board_insert_in){ .sourced_id = sourced_id, .name = name });
}

struct officer { const char *board, *board_name, *login, *family, *given; };

static enum db_rc
officer_make(struct tx *tx, struct arena *arena, const struct officer *o, const char **code)
{
	uint64_t	 board_id = 0, account_id = 0;
	enum db_rc	 rc;

	rc = board_find_or_make(tx, o->board, o->board_name, &board_id);
	if (rc == DB_OK)
		rc = q_ctl_account_insert(tx, &account_id, &(struct q_ctl_account_insert_in){
			.kind = 1,
			.login_id = o->login,
			.family_name = o->family,
			.given_name = o->given,
			.has_board_id = true,
			.board_id = board_id,
			.now = tx_actor(tx)->now,
		});
	if (rc == DB_OK)
		rc = q_ctl_role_insert(tx, &(struct q_ctl_role_insert_in){
			.account_id = account_id,
			.role = ROLE_BOARD_OFFICER,
			.has_board_id = true,
			.board_id = board_id,
		});
	if (rc == DB_OK)
		rc = ctl_sheet(tx, arena, SHEET_STAFF, account_id, STAFF_SHEET_DAYS, code);
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_ACCOUNT_CREATED, AUDIT_OF_ACCOUNT, account_id, "officer");
	return rc;
}

int
ctl_officer(const struct conf *conf, int argc, char *argv[])
{
	static const char *const		 options[] = { "--board", "--board-name", "--login", "--family", "--given", NULL };
	static const char *const		 flags[] = { NULL };
	static const struct db_queries *const	 queries[] = { &q_common, &q_ctl, NULL };
	const struct officer	 o = {
		ctl_option(argc, argv, "--board"), ctl_option(argc, argv, "--board-name"),
		ctl_option(argc, argv, "--login"), ctl_option(argc, argv, "--family"), ctl_option(argc, argv, "--given"),
	};
	struct arena		*arena;
	const char		*code = NULL;
	struct db		*db;
	struct tx		*tx;
	enum db_rc		 rc;

	if (!ctl_known(argc, argv, options, flags))
		return CTL_USAGE;
	if (o.board == NULL || o.login == NULL || o.family == NULL || o.given == NULL) {
		fputs("renrakuctl create-officer: --board, --login, --family and --given are needed\n", stderr);
		return CTL_USAGE;
	}
	arena = arena_new(4u << 20);
	db = ctl_open(conf, arena, queries);
	rc = DB_AWAY;
	if (db != NULL) {
		tx = db_begin(db);
		rc = officer_make(tx, arena, &o, &code);
		rc = db_end(tx, rc);
	}
	if (rc == DB_DUPLICATE)
		fprintf(stderr, "renrakuctl create-officer: the login ID %s is taken; choose another\n", o.login);
	if (rc == DB_OK) {
		printf("login ID         %s\nactivation code  ", o.login);
		ctl_print_code(code);
		printf("Open %s/activate within %d days.  The code is not shown again.\n", conf->public_url, STAFF_SHEET_DAYS);
	}
	arena_free(arena);
	return rc == DB_OK ? CTL_OK : CTL_FAILED;
}
