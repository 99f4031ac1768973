/* main.c -- the mailer: what waits in the outbox leaves, once a second. */

#include <errno.h>
#include <curl/curl.h>
#include <gmime/gmime.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "common/arena.h"
#include "common/crypto.h"
#include "common/db.h"
#include "common/log.h"
#include "common/time.h"
#include "mailer.h"
#include "q_mailer.h"

#define ARENA_MAX_BYTES (32u << 20)
#define PAUSE_S 1
/* While a mail is on its way no other mailer may take it. */
#define CLAIM_S 300

static volatile sig_atomic_t	 leaving;

static void
on_term(int sig)
{
	(void)sig;
	leaving = 1;
}

static enum db_rc
claim(struct db *db, const struct q_mail_due *m)
{
	const int64_t	 next_s = backoff_s(m->tries + 1);
	struct tx	*tx = db_begin(db);
	enum db_rc	 rc;

	rc = q_mail_claim(tx, &(struct q_mail_claim_in){
		.outbox_id = m->outbox_id,
		.tries = m->tries,
		.due_at = time_add(tx_actor(tx)->now, next_s < CLAIM_S ? CLAIM_S : next_s),
	});
	return db_end(tx, rc);
}

static enum db_rc
record(struct db *db, const struct q_mail_due *m, const char *fault)
{
	struct tx	*tx = db_begin(db);
	enum db_rc	 rc;

	if (fault == NULL)
		rc = q_mail_sent(tx, &(struct q_mail_sent_in){ .outbox_id = m->outbox_id, .now = tx_actor(tx)->now });
	else if (backoff_s(m->tries + 1) == 0)
		rc = q_mail_given_up(tx, &(struct q_mail_given_up_in){
			.outbox_id = m->outbox_id, .error = fault, .now = tx_actor(tx)->now });
	else
		rc = q_mail_failed(tx, &(struct q_mail_failed_in){ .outbox_id = m->outbox_id, .error = fault });
	return db_end(tx, rc);
}

/* One turn.  Claimed first: a mailer that dies in between sends late, not twice at once. */
static void
turn(struct db *db, const struct conf *conf, struct arena *arena)
{
	struct db_actor		*actor = arena_alloc(arena, sizeof *actor);
	struct q_mail_due	*mails;
	size_t			 n;

	*actor = (struct db_actor){ .address = "mailer", .now = time_now() };
	db_request(db, arena, actor);
	if (db_ready(db) != DB_OK || q_mail_due(db, &mails, &n, &(struct q_mail_due_in){ actor->now }) != DB_OK)
		return;
	for (size_t i = 0; i < n && !leaving; i++) {
		const struct q_mail_due	*m = &mails[i];
		const char		*fault;

		if (claim(db, m) != DB_OK)
			continue;
		fault = deliver(arena, conf, m->outbox_id, m->mail, message_build(arena, conf, m->outbox_id,
		    m->created_at, m->mail, m->subject, m->body));
		if (record(db, m, fault) != DB_OK)
			log_line("error", "how a mail ended was not recorded");
		log_line(fault == NULL ? "info" : "warning", "mail %s", fault == NULL ? "sent" : fault);
	}
}

static int
serve(struct db *db, const struct conf *conf)
{
	struct sigaction	 sa = { .sa_handler = on_term };
	struct arena		*arena = arena_new(ARENA_MAX_BYTES);
	const struct timespec	 pause = { PAUSE_S, 0 };
	sigset_t		 block, open_mask;

	sigemptyset(&block);
	sigaddset(&block, SIGTERM);
	sigaddset(&block, SIGINT);
	sigprocmask(SIG_BLOCK, &block, &open_mask);
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	while (!leaving) {
		turn(db, conf, arena);
		arena_reset(arena);
		if (ppoll(NULL, 0, &pause, &open_mask) != 0 && errno != EINTR)
			log_fatal("ppoll: %s", strerror(errno));
	}
	db_close(db);
	arena_free(arena);
	return 0;
}

int
main(int argc, char *argv[])
{
	static const struct db_queries *const	 queries[] = { &q_mailer, NULL };
	static struct conf			 conf;
	const char				*path = conf_path(argc, argv);

	log_name("mailer");
	if (path == NULL) {
		fputs("usage: mailer --config FILE\n", stderr);
		return 2;
	}
	if (conf_read(&conf, path, stderr) != 0)
		return 2;
	crypto_init();
	time_use_file(conf.clock_file[0] == '\0' ? NULL : conf.clock_file);
	g_mime_init();
	curl_global_init(CURL_GLOBAL_DEFAULT);
	return serve(db_new(&conf, "mailer", queries), &conf);
}
