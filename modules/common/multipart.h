/* multipart.h -- the small strict reader of multipart/form-data bodies (RFC 7578). */
#ifndef MULTIPART_H
#define MULTIPART_H

#include "param.h"

#define MULTIPART_PARTS_MAX 64

/*
 * Splits a body.  Fields become pairs (valid UTF-8, at most 64 kB each), the
 * one file becomes *file with the name of its field in *file_field.  The
 * content points into body; names are in the arena, the file's without a path.
 * False, and nothing to use: no boundary, no closing boundary, a
 * transfer-encoding header, a nested multipart, more than 64 parts, a second
 * file, a part without a name, or bytes that are not text in a field.
 */
bool	multipart_read(struct arena *, const char *content_type, struct bytes body,
	    struct pairs *, struct file *file, const char **file_field);

#endif
