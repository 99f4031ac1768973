/* main.c -- the importer: reads rosters away from the workers, one after the other. */

#include <errno.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "common/arena.h"
#include "common/conf.h"
#include "common/crypto.h"
#include "common/log.h"
#include "common/sandbox.h"
#include "common/time.h"
#include "importer.h"
#include "q_importer.h"
#include "q_roster_apply.h"
#include "roster/apply.h"

#define SOCKET_WAIT_S 5
#define DEADLINE_S 300
#define BACKLOG 16
#define ANSWER_BYTES 40

static volatile sig_atomic_t	 stopping;

static void
on_term(int sig)
{
	(void)sig;
	stopping = 1;
}

static int
listen_at(const char *path)
{
	struct sockaddr_un	 sun = { .sun_family = AF_UNIX };
	int			 fd;

	if (strlen(path) >= sizeof sun.sun_path)
		log_fatal("importer_socket: the path is too long");
	memcpy(sun.sun_path, path, strlen(path));
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (unlink(path) != 0 && errno != ENOENT)
		log_fatal("importer_socket: %s cannot be replaced (%d)", path, errno);
	if (fd == -1 || bind(fd, (const struct sockaddr *)&sun, sizeof sun) != 0 || chmod(path, 0660) != 0 ||
	    listen(fd, BACKLOG) != 0)
		log_fatal("importer_socket: %s (%d)", path, errno);
	return fd;
}

/* Beyond what a worker gives up: every socket that is not a Unix socket. */
static void
sandbox_importer(void)
{
	scmp_filter_ctx	 ctx;

	sandbox_worker();
	ctx = seccomp_init(SCMP_ACT_ALLOW);
	if (ctx == NULL || seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
	    SCMP_A0(SCMP_CMP_NE, AF_UNIX)) != 0 || seccomp_load(ctx) != 0)
		log_fatal("seccomp: the filter was not loaded");
	seccomp_release(ctx);
}

/* The request line without its line end; false: none came in time. */
static bool
read_line(int fd, char line[IMPORTER_LINE_BYTES])
{
	size_t	 len = 0;
	ssize_t	 n;
	char	*end;

	while (len < IMPORTER_LINE_BYTES - 1) {
		n = read(fd, line + len, IMPORTER_LINE_BYTES - 1 - len);
		if (n <= 0)
			return false;
		len += (size_t)n;
		line[len] = '\0';
		end = strchr(line, '\n');
		if (end != NULL) {
			*end = '\0';
			return true;
		}
	}
	return false;
}

static void
serve(struct db *db, int fd)
{
	const struct timeval	 wait = { .tv_sec = SOCKET_WAIT_S };
	struct importer_request	 request;
	struct arena		*arena;
	const char		*reason = "request";
	char			 line[IMPORTER_LINE_BYTES], answer[ANSWER_BYTES];
	int			 n;

	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) != 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait) != 0 || !read_line(fd, line))
		return;
	if (importer_parse(line, &request)) {
		arena = arena_new(APPLY_ARENA_BYTES);
		reason = importer_run(db, arena, &request);
		arena_free(arena);
	}
	n = reason == NULL ? snprintf(answer, sizeof answer, "ok\n") :
	    snprintf(answer, sizeof answer, "failed %s\n", reason);
	if (send(fd, answer, (size_t)n, MSG_NOSIGNAL) != n)
		log_line("warning", "the asker did not wait for its answer");
	if (reason != NULL)
		log_line("warning", "a request failed: %s", reason);
}

static int
loop(struct db *db, const char *path)
{
	struct sigaction	 sa = { .sa_handler = on_term };
	sigset_t		 block, open_mask;
	struct pollfd		 pfd = { .events = POLLIN };
	int			 fd;

	sigemptyset(&block);
	sigaddset(&block, SIGTERM);
	sigaddset(&block, SIGINT);
	sigprocmask(SIG_BLOCK, &block, &open_mask);
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
	pfd.fd = listen_at(path);
	sandbox_importer();
	while (!stopping) {
		if (ppoll(&pfd, 1, NULL, &open_mask) != 1 || stopping)
			continue;
		fd = accept4(pfd.fd, NULL, NULL, SOCK_CLOEXEC);
		if (fd == -1)
			continue;
		alarm(DEADLINE_S);
		serve(db, fd);
		alarm(0);
		close(fd);
	}
	close(pfd.fd);
	db_close(db);
	return 0;
}

int
main(int argc, char *argv[])
{
	static const struct db_queries *const	 queries[] = { &q_importer, &q_roster_apply, NULL };
	static struct conf			 conf;
	const char				*path = conf_path(argc, argv);
	struct db				*db;
	enum db_rc				 ready;
	bool					 check;

	log_name("importer");
	if (path == NULL) {
		fputs("usage: importer --config FILE [--check]\n", stderr);
		return 2;
	}
	if (conf_read(&conf, path, stderr) != 0)
		return 2;
	crypto_init();
	time_use_file(conf.clock_file[0] == '\0' ? NULL : conf.clock_file);
	db = db_new(&conf, "importer", queries);
	ready = db_ready(db);
	check = argc > 3 && strcmp(argv[argc - 1], "--check") == 0;
	if (ready == DB_FAILED || (check && ready != DB_OK))
		return 1;
	if (check) {
		puts("importer: all statements fit");
		db_close(db);
		return 0;
	}
	return loop(db, conf.importer_socket);
}
