/* log.c -- a line is one write, so that lines of several workers do not mix. */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "log.h"

#define LINE_BYTES 1024

static const char *process_name = "renraku";

void
log_name(const char *name)
{
	process_name = name;
}

static void write_line(const char *, const char *, va_list) __attribute__((format(printf, 2, 0)));

static void
write_line(const char *level, const char *fmt, va_list ap)
{
	char	 line[LINE_BYTES];
	size_t	 n, max = sizeof line - 1;
	int	 head, rest, saved = errno;
	ssize_t	 written;

	head = snprintf(line, sizeof line, "%.64s[%ld] %.16s: ", process_name, (long)getpid(), level);
	n = head < 0 ? 0 : (size_t)head;
	rest = vsnprintf(line + n, sizeof line - n, fmt, ap);
	if (rest > 0)
		n = n + (size_t)rest < max ? n + (size_t)rest : max;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == 0x7f)
			line[i] = ' ';
	line[n++] = '\n';
	do
		written = write(STDERR_FILENO, line, n);
	while (written == -1 && errno == EINTR);
	errno = saved;
}

void
log_line(const char *level, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	write_line(level, fmt, ap);
	va_end(ap);
}

void
log_fatal(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	write_line("fatal", fmt, ap);
	va_end(ap);
	_exit(70);
}
