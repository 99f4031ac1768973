/* sandbox.h -- what a process gives up once it is set up. */
#ifndef SANDBOX_H
#define SANDBOX_H

/*
 * For a FastCGI worker: no new privileges, no new programs, no tracing, no
 * modules, no mounts.  Opening files and Unix sockets stays possible: the
 * database may come back.  Ends the process when the kernel refuses.
 */
void	sandbox_worker(void);

#endif
