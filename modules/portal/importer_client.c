/* importer_client.c -- asks the helper that reads rosters: one line there, one line back. */

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "portal/people.h"

#include "common/log.h"
#include "common/str.h"

#define ANSWER_MAX_BYTES 200
#define MARGIN_S 5		/* of the worker's deadline: what is left to write the page */

static int64_t
monotonic_ms(void)
{
	struct timespec	 t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int
open_socket(const char *path)
{
	struct sockaddr_un	 at = { .sun_family = AF_UNIX };
	const size_t		 n = strlen(path);
	int			 fd;

	if (n >= sizeof at.sun_path)
		return -1;
	memcpy(at.sun_path, path, n + 1);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (const struct sockaddr *)&at, sizeof at) != 0) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* One line without its newline into out; IMPORTER_OK when it came whole in time. */
static enum importer_answer
read_line(int fd, char out[ANSWER_MAX_BYTES], int64_t until_ms)
{
	size_t	 n = 0;
	ssize_t	 got;

	while (n < ANSWER_MAX_BYTES - 1) {
		struct pollfd	 p = { .fd = fd, .events = POLLIN };
		const int64_t	 left_ms = until_ms - monotonic_ms();

		if (left_ms <= 0 || poll(&p, 1, (int)left_ms) == 0)
			return IMPORTER_SLOW;
		got = read(fd, out + n, ANSWER_MAX_BYTES - 1 - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return IMPORTER_AWAY;
		n += (size_t)got;
		out[n] = '\0';
		if (out[n - 1] == '\n') {
			out[n - 1] = '\0';
			return IMPORTER_OK;
		}
	}
	return IMPORTER_AWAY;
}

static enum importer_answer
ask(const struct req *r, const char *line)
{
	const long		 wait_s = r->conf->worker_deadline_s - MARGIN_S;
	const size_t		 n = strlen(line);
	char			 answer[ANSWER_MAX_BYTES] = "";
	enum importer_answer	 got;
	int			 fd;

	fd = open_socket(r->conf->importer_socket);
	if (fd < 0 || send(fd, line, n, MSG_NOSIGNAL) != (ssize_t)n)
		got = IMPORTER_AWAY;
	else
		got = read_line(fd, answer, monotonic_ms() + (wait_s > 1 ? wait_s : 1) * 1000);
	if (fd >= 0)
		close(fd);
	if (got == IMPORTER_OK && strcmp(answer, "ok") != 0)
		got = IMPORTER_FAILED;
	if (got != IMPORTER_OK)
		log_line("warning", "the importer did not do \"%.*s\": %s", (int)n - 1, line,
		    got == IMPORTER_FAILED ? answer : got == IMPORTER_SLOW ? "no answer yet" : "it is away");
	return got;
}

enum importer_answer
importer_check(struct req *r, uint64_t id)
{
	return ask(r, arena_printf(r->arena, "check %" PRIu64 "\n", id));
}

enum importer_answer
importer_commit(struct req *r, uint64_t id, bool allow_removals)
{
	return ask(r, arena_printf(r->arena, "commit %" PRIu64 " %" PRIu64 " %d\n", id,
	    r->session->account_id, allow_removals ? 1 : 0));
}
