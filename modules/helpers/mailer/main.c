/* main.c -- the mailer: every second it looks for mail whose time has come. */

#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>

#include "common/arena.h"
#include "common/crypto.h"
#include "common/db.h"
#include "common/log.h"
#include "common/sandbox.h"
#include "common/time.h"
#include "mailer.h"
#include "q_mailer.h"

#define ARENA_MAX_BYTES (4u << 20)
#define TURN_MS 1000
#define MINUTE_S 60

static void
on_term(int sig)
{
	(void)sig;
	mailer_stopping = 1;
}

/*
 * Takes the mail for one try; the time of the next one is set before this one
 * begins, so that a mail is not lost when the process is.  n 0: it is not due any more.
 */
static enum db_rc
claim(struct db *db, const struct q_mail_due *row, struct instant now, uint64_t *n)
{
	const int	 wait = mailer_wait_minutes((int)row->tries + 1);
	struct tx	*tx = db_begin(db);
	enum db_rc	 rc;

	rc = q_mail_claim(tx, n, &(struct q_mail_claim_in){
		.outbox_id = row->outbox_id,
		.tries = row->tries,
		.now = now,
		.next_at = time_add(now, (int64_t)(wait == 0 ? 1 : wait) * MINUTE_S),
	});
	return db_end(tx, rc);
}

static enum db_rc
note(struct db *db, const struct q_mail_due *row, enum mailer_outcome outcome, const char *why, struct instant now)
{
	const uint64_t	 id = row->outbox_id;
	struct tx	*tx = db_begin(db);
	enum db_rc	 rc = DB_FAILED;

	if (outcome == MAILER_LATER && mailer_wait_minutes((int)row->tries + 1) == 0)
		outcome = MAILER_NEVER;
	switch (outcome) {
	case MAILER_SENT:
		rc = q_mail_sent(tx, &(struct q_mail_sent_in){ .outbox_id = id, .now = now });
		break;
	case MAILER_LATER:
		rc = q_mail_failed(tx, &(struct q_mail_failed_in){ .outbox_id = id, .error = why });
		break;
	case MAILER_NEVER:
		rc = q_mail_given_up(tx, &(struct q_mail_given_up_in){ .outbox_id = id, .error = why, .now = now });
		break;
	}
	if (outcome != MAILER_SENT)
		log_line("warning", "mail %" PRIu64 ", try %d: %s%s", id, (int)row->tries + 1, why,
		    outcome == MAILER_NEVER ? "; given up" : "");
	return db_end(tx, rc);
}

static enum mailer_outcome
send_letter(struct arena *arena, const struct conf *conf, const struct q_mail_due *row, struct instant now,
    const char **why)
{
	const struct mailer_letter	 letter = {
		.outbox_id = row->outbox_id,
		.mail = row->mail,
		.subject = row->subject,
		.body = row->body,
		.created_at = row->created_at,
		.now = now,
	};

	if (!mailer_address_good(row->mail)) {
		*why = "not an address that mail can go to";
		return MAILER_NEVER;
	}
	return mailer_deliver(arena, conf, &letter, mailer_message(arena, conf, &letter), why);
}

/* One mail.  DB_OK: done, look for the next.  DB_NONE: nothing is due. */
static enum db_rc
send_one(const struct conf *conf, struct db *db, struct arena *arena)
{
	const struct db_actor	 actor = { .address = "mailer", .now = time_now() };
	enum mailer_outcome	 outcome;
	struct q_mail_due	 row;
	const char		*why = "";
	uint64_t		 n = 0;
	enum db_rc		 rc;

	db_request(db, arena, &actor);
	rc = db_ready(db);
	if (rc == DB_OK)
		rc = q_mail_due(db, &row, &(struct q_mail_due_in){ .now = actor.now });
	if (rc == DB_OK)
		rc = claim(db, &row, actor.now, &n);
	if (rc != DB_OK || n == 0)
		return rc;
	outcome = send_letter(arena, conf, &row, actor.now, &why);
	rc = note(db, &row, outcome, why, actor.now);
	if (rc != DB_OK)
		log_line("warning", "mail %" PRIu64 ": what became of it was not stored", row.outbox_id);
	return rc;
}

static int
serve(const struct conf *conf, struct db *db)
{
	struct sigaction	 sa = { .sa_handler = on_term, .sa_flags = SA_RESTART };
	struct arena		*arena = arena_new(ARENA_MAX_BYTES);
	enum db_rc		 rc = DB_OK;

	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
	sandbox_helper(SANDBOX_FILES | (conf->smtp_url[0] == '\0' ? 0 : SANDBOX_INTERNET));
	while (!mailer_stopping) {
		rc = send_one(conf, db, arena);
		arena_reset(arena);
		if (rc != DB_OK && !mailer_stopping)
			poll(NULL, 0, TURN_MS);
	}
	arena_free(arena);
	return 0;
}

int
main(int argc, char *argv[])
{
	static const struct db_queries *const	 queries[] = { &q_mailer, NULL };
	static struct conf	 conf;
	const char		*path = conf_path(argc, argv);
	struct db		*db;
	int			 rc;

	log_name("mailer");
	if (path == NULL) {
		fputs("usage: mailer --config FILE\n", stderr);
		return 2;
	}
	if (conf_read(&conf, path, stderr) != 0)
		return 2;
	crypto_init();
	mailer_message_start();
	if (mailer_sender(&conf) == NULL) {
		fprintf(stderr, "%s: mail_from is not one mail address\n", path);
		return 2;
	}
	time_use_file(conf.clock_file[0] == '\0' ? NULL : conf.clock_file);
	db = db_new(&conf, "mailer", queries);
	if (db_ready(db) == DB_FAILED)
		return 1;
	mailer_deliver_start(&conf);
	rc = serve(&conf, db);
	mailer_deliver_end();
	mailer_message_end();
	db_close(db);
	return rc;
}
