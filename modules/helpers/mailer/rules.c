/* rules.c -- when a mail is tried again, and where none goes. */

#include <string.h>

#include "mailer.h"

int
mailer_wait_minutes(int n)
{
	static const int	 minutes[MAILER_TRIES - 1] = { 1, 5, 30, 120, 120, 120, 120 };

	return n >= 1 && n < MAILER_TRIES ? minutes[n - 1] : 0;
}

bool
mailer_address_good(const char *address)
{
	const char	*at = strchr(address, '@');

	if (at == NULL || at == address || at[1] == '\0' || strchr(at + 1, '@') != NULL ||
	    strlen(address) > MAILER_ADDRESS_MAX_BYTES)
		return false;
	for (const char *p = address; *p != '\0'; p++)
		if (*p <= ' ' || *p > '~' || strchr("<>()[]\\,;:\"", *p) != NULL)
			return false;
	return true;
}
