/* deliver.c -- a message leaves by SMTP, or lands as a file in a local run. */

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <curl/curl.h>

#include "common/arena.h"
#include "common/log.h"
#include "common/str.h"
#include "mailer.h"

#define CONNECT_S 10L
#define TRANSFER_S 60L
#define GRACE_S 10		/* for a transfer under way when the process shall end */

volatile int	 mailer_stopping;

static CURL	*curl;		/* kept: mails of one burst share a connection */
static char	 curl_why[CURL_ERROR_SIZE];

struct reader { const unsigned char *p; size_t left; };

void
mailer_deliver_start(const struct conf *conf)
{
	if (conf->smtp_url[0] == '\0')
		return;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || (curl = curl_easy_init()) == NULL)
		log_fatal("libcurl does not start");
}

void
mailer_deliver_end(void)
{
	if (curl == NULL)
		return;
	curl_easy_cleanup(curl);
	curl_global_cleanup();
}

static bool
write_all(int fd, struct bytes b)
{
	size_t	 done = 0;
	ssize_t	 n;

	while (done < b.n) {
		n = write(fd, b.p + done, b.n - done);
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	return fsync(fd) == 0;
}

/* A reader of the folder sees whole messages only. */
static enum mailer_outcome
to_file(struct arena *arena, const char *dir, uint64_t outbox_id, struct bytes message, const char **why)
{
	const char	*path = arena_printf(arena, "%s/%" PRIu64 ".eml", dir, outbox_id);
	const char	*part = arena_printf(arena, "%s/.%" PRIu64 ".part", dir, outbox_id);
	const int	 fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool		 good = fd != -1 && write_all(fd, message);

	if (fd != -1)
		good = close(fd) == 0 && good;
	if (good && rename(part, path) == 0)
		return MAILER_SENT;
	*why = arena_printf(arena, "mail_dir: error %d", errno);
	return MAILER_LATER;
}

static size_t
read_more(char *to, size_t size, size_t n, void *arg)
{
	struct reader	*r = arg;
	const size_t	 take = size * n < r->left ? size * n : r->left;

	memcpy(to, r->p, take);
	r->p += take;
	r->left -= take;
	return take;
}

/* A message is not cut off at once when the process shall end: the server may have taken it. */
static int
look_at_stop(void *arg, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
	struct timespec	*until = arg, now;

	(void)down_total;
	(void)down;
	(void)up_total;
	(void)up;
	if (!mailer_stopping || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return 0;
	if (until->tv_sec == 0)
		until->tv_sec = now.tv_sec + GRACE_S;
	return now.tv_sec > until->tv_sec;
}

/* The server refused the receiver itself, for good (RFC 5321 4.2.3). */
static bool
receiver_unknown(void)
{
	return str_begins(curl_why, "RCPT failed: 550") || str_begins(curl_why, "RCPT failed: 551") ||
	    str_begins(curl_why, "RCPT failed: 553");
}

static bool
set_transfer(const struct conf *conf, struct curl_slist *to, const char *from, struct reader *r, struct timespec *until)
{
	curl_easy_reset(curl);
	return curl_easy_setopt(curl, CURLOPT_URL, conf->smtp_url) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_TRY) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_S) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_TIMEOUT, TRANSFER_S) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, curl_why) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_more) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_READDATA, r) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_at_stop) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, until) == CURLE_OK;
}

static enum mailer_outcome
to_server(struct arena *arena, const struct conf *conf, const char *mail, struct bytes message, const char **why)
{
	struct curl_slist	*to = curl_slist_append(NULL, arena_printf(arena, "<%s>", mail));
	const char		*from = arena_printf(arena, "<%s>", mailer_sender(conf));
	struct reader		 r = { message.p, message.n };
	struct timespec		 until = { 0 };
	CURLcode		 rc;

	curl_why[0] = '\0';
	if (to == NULL || !set_transfer(conf, to, from, &r, &until))
		log_fatal("libcurl does not know an option");
	rc = curl_easy_perform(curl);
	curl_slist_free_all(to);
	if (rc == CURLE_OK)
		return MAILER_SENT;
	/* The text of the library names no address; what the server said may. */
	*why = receiver_unknown() || str_begins(curl_why, "RCPT failed: ") || str_begins(curl_why, "MAIL failed: ") ?
	    arena_strdup(arena, curl_why) : curl_easy_strerror(rc);
	return receiver_unknown() ? MAILER_NEVER : MAILER_LATER;
}

enum mailer_outcome
mailer_deliver(struct arena *arena, const struct conf *conf, const struct mailer_letter *letter,
    struct bytes message, const char **why)
{
	if (conf->smtp_url[0] != '\0')
		return to_server(arena, conf, letter->mail, message, why);
	return to_file(arena, conf->mail_dir, letter->outbox_id, message, why);
}
