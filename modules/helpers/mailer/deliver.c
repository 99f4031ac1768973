/* deliver.c -- the only code that speaks SMTP (libcurl), and the .eml files of a local run. */

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "common/arena.h"
#include "mailer.h"

#define CONNECT_S 10L
#define SEND_S 60L
#define MINUTE_S 60
#define HOUR_S (60 * MINUTE_S)
#define TRIES 8

int64_t
backoff_s(int64_t tries)
{
	static const int64_t	 wait_s[] = { MINUTE_S, 5 * MINUTE_S, 30 * MINUTE_S, 2 * HOUR_S };

	if (tries >= TRIES)
		return 0;
	return tries <= 4 ? wait_s[tries < 1 ? 0 : tries - 1] : 12 * HOUR_S;
}

static bool
write_all(int fd, struct bytes b)
{
	while (b.n > 0) {
		const ssize_t	 n = write(fd, b.p, b.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		b.p += n;
		b.n -= (size_t)n;
	}
	return true;
}

static const char *
to_file(struct arena *arena, const struct conf *conf, uint64_t outbox_id, struct bytes message)
{
	const char	*whole = arena_printf(arena, "%s/%" PRIu64 ".eml", conf->mail_dir, outbox_id);
	const char	*part = arena_printf(arena, "%s.part", whole);
	const int	 fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool		 good;

	if (fd < 0)
		return "mail_dir cannot be written";
	good = write_all(fd, message) && fsync(fd) == 0;
	if (close(fd) != 0 || !good || rename(part, whole) != 0) {
		unlink(part);
		return "the file was not written";
	}
	return NULL;
}

struct upload { struct bytes left; };

static size_t
read_more(char *to, size_t size, size_t n, void *from)
{
	struct upload	*u = from;
	size_t		 give = size * n < u->left.n ? size * n : u->left.n;

	memcpy(to, u->left.p, give);
	u->left.p += give;
	u->left.n -= give;
	return give;
}

static CURLcode
to_smtp(const struct conf *conf, const char *to, struct bytes message)
{
	struct curl_slist	*whom = curl_slist_append(NULL, to);
	struct upload		 u = { message };
	CURL			*c = curl_easy_init();
	CURLcode		 rc = CURLE_OUT_OF_MEMORY;

	if (c != NULL && whom != NULL) {
		curl_easy_setopt(c, CURLOPT_URL, conf->smtp_url);
		curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
		curl_easy_setopt(c, CURLOPT_USE_SSL, (long)CURLUSESSL_TRY);
		curl_easy_setopt(c, CURLOPT_MAIL_FROM, conf->mail_from);
		curl_easy_setopt(c, CURLOPT_MAIL_RCPT, whom);
		curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
		curl_easy_setopt(c, CURLOPT_READFUNCTION, read_more);
		curl_easy_setopt(c, CURLOPT_READDATA, &u);
		curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, CONNECT_S);
		curl_easy_setopt(c, CURLOPT_TIMEOUT, SEND_S);
		curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
		rc = curl_easy_perform(c);
	}
	curl_slist_free_all(whom);
	curl_easy_cleanup(c);
	return rc;
}

const char *
deliver(struct arena *arena, const struct conf *conf, uint64_t outbox_id, const char *to, struct bytes message)
{
	CURLcode	 rc;

	if (conf->smtp_url[0] == '\0')
		return to_file(arena, conf, outbox_id, message);
	rc = to_smtp(conf, to, message);
	return rc == CURLE_OK ? NULL : curl_easy_strerror(rc);
}
