/* sandbox.c -- libseccomp: a list of what a worker never needs. */

#include <errno.h>
#include <stddef.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "log.h"
#include "sandbox.h"

static const int	 never[] = {
	SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork),
#ifndef __SANITIZE_ADDRESS__	/* its leak check traces the process at the end */
	SCMP_SYS(ptrace),
#endif
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
	SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot),
	SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(delete_module), SCMP_SYS(kexec_load),
	SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd), SCMP_SYS(keyctl),
	SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(setreuid), SCMP_SYS(setregid),
	SCMP_SYS(bind), SCMP_SYS(listen),
};

/* Unless files of its own are its work. */
static const int	 of_files[] = {
	SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2),
};

static void
refuse(scmp_filter_ctx ctx, const int *calls, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), calls[i], 0) != 0)
			log_fatal("seccomp rule %zu", i);
}

void
sandbox_helper(unsigned needs)
{
	scmp_filter_ctx	 ctx;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || (ctx = seccomp_init(SCMP_ACT_ALLOW)) == NULL)
		log_fatal("the kernel refuses to give up privileges");
	refuse(ctx, never, sizeof never / sizeof never[0]);
	if ((needs & SANDBOX_FILES) == 0)
		refuse(ctx, of_files, sizeof of_files / sizeof of_files[0]);
	if ((needs & SANDBOX_INTERNET) == 0 && seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM),
	    SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_NE, AF_UNIX)) != 0)
		log_fatal("seccomp rule for sockets");
	if (seccomp_load(ctx) != 0)
		log_fatal("seccomp: the filter was not loaded");
	seccomp_release(ctx);
}

void
sandbox_worker(void)
{
	sandbox_helper(0);
}
