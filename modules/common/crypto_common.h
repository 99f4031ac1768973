/* crypto_common.h -- passwords that many people have. */
#ifndef CRYPTO_COMMON_H
#define CRYPTO_COMMON_H

#include "types.h"

/* Sorted by strcmp(), small ASCII letters, each of at least 10 characters. */
extern const char *const	crypto_common[];
extern const size_t		crypto_ncommon;

/* Whether a password in small letters is one of them. */
bool	crypto_is_common(const char *);

#endif
