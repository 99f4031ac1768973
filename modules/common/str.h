/* str.h -- bounded text, and the checks on text that comes from outside. */
#ifndef STR_H
#define STR_H

#include "types.h"

struct arena;

/* Text being built in a buffer of fixed size; failed is sticky. */
struct str { char *p; size_t len, max; bool failed; };

struct str	 str_new(struct arena *, size_t max_bytes);
void		 str_add(struct str *, const char *);
void		 str_add_n(struct str *, const char *, size_t);
void		 str_add_u64(struct str *, uint64_t);

/* True for well-formed UTF-8 (no surrogates, no overlong forms, no NUL) of n bytes. */
bool		 str_utf8(const char *, size_t n_bytes);

/* Characters (code points) in valid UTF-8. */
size_t		 str_chars(const char *);

/* NFKC: full-width digits and letters to ASCII, half-width kana to full (utf8proc). */
char		*str_nfkc(struct arena *, const char *);

/* Full-width katakana of a kana field; NULL when it holds anything else (interchange.md 4.3). */
char		*str_kana(struct arena *, const char *);

/* Hexadecimal, small letters, and back (false: not exactly n bytes of it). */
char		*str_hex(struct arena *, const unsigned char *, size_t n_bytes);
bool		 str_unhex(const char *, unsigned char *, size_t n_bytes);

/* Equal strings; NULL equals only NULL. */
bool		 str_equal(const char *, const char *);
/* Whether s begins with prefix. */
bool		 str_begins(const char *s, const char *prefix);

/* Percent-encodes everything but unreserved characters. */
char		*str_url_encode(struct arena *, const char *);

#endif
