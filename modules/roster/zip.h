/* zip.h -- the files of a roster out of a ZIP that nobody trusts. */
#ifndef ROSTER_ZIP_H
#define ROSTER_ZIP_H

#include "findings.h"
#include "schema.h"

/* Unpacked: all files together, and what is never too much whatever it came from. */
#define ZIP_MAX_BYTES ((size_t)64 << 20)
#define ZIP_SMALL_BYTES ((size_t)10 << 20)
/* Beyond ZIP_SMALL_BYTES a file may not be this many times the whole ZIP. */
#define ZIP_MAX_RATIO 100

/* A file as it was packed, with a spare byte behind; text is NULL when it is not there. */
struct zip_file {
	char	*text;
	size_t	 n_bytes;
};

/*
 * Unpacks what has one of the known names into files[], in the memory given.
 * What is wrong with the ZIP becomes findings; a file that is refused is not
 * in files[].  Rules: interchange.md 2.1.
 */
void	zip_read(const unsigned char *zip, size_t n_bytes, struct mem *,
	    struct zip_file files[FILE_COUNT], struct roster_findings *);

#endif
