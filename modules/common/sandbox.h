/* sandbox.h -- what a process gives up once it is set up. */
#ifndef SANDBOX_H
#define SANDBOX_H

/*
 * For a FastCGI worker: no new privileges, no new programs, no tracing, no
 * modules, no mounts.  Opening files and Unix sockets stays possible: the
 * database may come back.  Ends the process when the kernel refuses.
 */
void	sandbox_worker(void);

/* What a helper may keep beyond that: making files appear and go, sockets to other machines. */
enum sandbox_need { SANDBOX_FILES = 1, SANDBOX_INTERNET = 2 };

/* The same for a helper, once it listens; needs: enum sandbox_need, or-ed. */
void	sandbox_helper(unsigned needs);

#endif
