/* dies.h -- for tests of what ends the process. */
#ifndef DIES_H
#define DIES_H

#include <sys/types.h>
#include <sys/wait.h>

#include <stdio.h>
#include <unistd.h>

/* The exit status of fn(arg) in a child whose messages are dropped; -1: it came back, or a signal. */
static inline int
dies_with(void (*fn)(void *), void *arg)
{
	int	status;
	pid_t	pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(1);
		fn(arg);
		_exit(0);
	}
	if (pid == -1 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status)
	    || WEXITSTATUS(status) == 0)
		return -1;
	return WEXITSTATUS(status);
}

#endif
