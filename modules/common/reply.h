/* reply.h -- status, headers and body in one write, after COMMIT; server.c alone. */
#ifndef REPLY_H
#define REPLY_H

#include <fcgiapp.h>

#include "req.h"

/* Replaces whatever was written by the error page of this status. */
void	reply_error_page(struct req *, enum page);

/* Sends the reply.  head_only: the answer to HEAD. */
void	reply_send(struct req *, FCGX_Request *, enum page, bool head_only);

#endif
