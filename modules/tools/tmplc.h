/* tmplc.h -- what the files of the template compiler share; the language is described in tmplc.c. */
#ifndef TMPLC_H
#define TMPLC_H

#include <stdbool.h>
#include <stddef.h>

/* The languages in the order of enum lang (types.h); Japanese is the source. */
enum { JA, EN, JA_EASY, NLANG };

/* Bytes that grow; p is NUL-terminated once anything was added. */
struct buf { char *p; size_t len, cap; };

/* How a value or a message is written: in text, where markup has no meaning (title, option), in an attribute, as an address. */
enum put { PUT_TEXT, PUT_PLAIN, PUT_ATTR, PUT_URL };

/* One step of a compiled template. */
enum op_kind {
	OP_LIT,			/* a: bytes */
	OP_MSG,			/* a: message id; lines: the line of each value in it */
	OP_VALUE,		/* a: name */
	OP_PAGE,		/* a: function, b: struct */
	OP_WRAP,		/* the same; a_open begins */
	OP_BODY,		/* the same; a_open ends, a_close begins */
	OP_END_PAGE,
	OP_EACH,		/* a: variable, b: list */
	OP_IF, OP_IF_NOT,	/* a: name */
	OP_ELSE, OP_END,
	OP_USE,			/* a: function, b: name */
	OP_FRAME_OPEN, OP_FRAME_CLOSE,	/* a: function, b: name */
	OP_FORM,		/* a: form, b: name; after the form tag */
};
struct op { enum op_kind kind; enum put put; int line; char *a, *b; int *lines; };
struct ops { struct op *v; size_t n, cap; };

/* One message of a messages file. */
struct message { char *name, *text; const char *path; int line; };
struct messages { struct message *v; size_t n, cap; };

/* Where reading stands, for tmplc_die(). */
extern const char	*tmplc_path;
extern int		 tmplc_line;

/* Prints "file:line: reason" and exits with 1. */
void	 tmplc_die(const char *, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* A larger copy of a block (NULL: a new one), a string of n bytes; both live until exit. */
void	*tmplc_grow(void *, size_t size_bytes);
char	*tmplc_copy(const char *, size_t n_bytes);

void	 buf_add(struct buf *, const char *, size_t n_bytes);
void	 buf_char(struct buf *, char);
void	 buf_printf(struct buf *, const char *, ...) __attribute__((format(printf, 2, 3)));
/* The bytes as a string; "" when nothing was added. */
const char *buf_str(const struct buf *);

/* The whole file as a string; exits when it cannot be read or holds a NUL byte or malformed UTF-8. */
char	*tmplc_read(const char *path);

/* The code point at s (valid UTF-8) and its length. */
unsigned	 tmplc_code_point(const char *s, size_t *n_bytes);
/* Kana, han, full-width forms and their punctuation: no space is wanted between two of them. */
bool		 tmplc_is_cjk(unsigned);
/* Whether a translator has something to say about this character. */
bool		 tmplc_is_word(unsigned);

/* The length of a placeholder ("{v.name}", "{1}") at s, or 0. */
size_t	 tmplc_placeholder(const char *s);

/* tmplc_parse.c: the steps of a template file; exits with file:line and the remedy when something is refused. */
struct ops	 parse_template(const char *path);
/* Adds one step; a and b are kept, not copied. */
void		 parse_add_op(enum op_kind, enum put, char *a, char *b);
void		 parse_add_msg(enum put, char *id, int line, int *lines);
/* Adds a byte of literal HTML. */
void		 parse_add_lit(char);

/* tmplc_attr.c: names of elements and attributes; a check exits with the remedy. */
bool	 tag_is_void(const char *tag);
void	 tag_check_name(const char *tag);
/* Whether the value is an address; whether its words are translated. */
bool	 attr_is_url(const char *attr);
bool	 attr_is_message(const char *attr);
void	 attr_check_name(const char *attr);
/* An address that the author wrote out. */
void	 attr_check_url(const char *tag, const char *attr, const char *url);

/* tmplc_run.c: the run of text and values being read. */

/* Where a run stands: how its values are written; an attribute that may hold no words; an element that keeps white space. */
struct run_place { enum put put; const char *wordless, *verbatim; };

void	 run_add(char);
void	 run_add_value(const char *name);
void	 run_clear(void);
/* The run has ended.  white: white space stands before it; returns whether it does after it. */
bool	 run_end(const struct run_place *, bool white);

/* tmplc_html.c: follows the HTML of one page. */

/* What a block must find again at its else and end. */
struct html_mark { int where; unsigned tag_no, attr_no; size_t floor; bool spaced, white; };

/* A page begins; a page ends (every element must be closed). */
void	 html_begin(void);
void	 html_end(void);
/* The next byte of a page, in the author's or in the compiler's own words. */
void	 html_feed(char);
void	 html_feed_own(const char *);
/* A value where the page stands now. */
void	 html_value(const char *name);
/* Ends the message that is being collected; where must be between elements ("use", "each", ...). */
void	 html_need_text(const char *what);
/* A block begins; its other branch begins; it ends.  what: for messages. */
struct html_mark html_block(const char *what);
void	 html_block_else(const struct html_mark *, bool *white_then);
void	 html_block_end(const struct html_mark *, bool has_else, bool white_then);
/* After something that writes text of its own. */
void	 html_wrote(void);

/* tmplc_po.c */

/* Reads a catalogue; refuses an entry whose placeholders are not those of its id. */
void		 po_load(int lang, const char *path);
/* The translation, or NULL when there is none. */
const char	*po_find(int lang, const char *id);
/* Adds a PO string ("..." lines) of s. */
void		 po_quote(struct buf *, const char *s);

/* tmplc_text.c: messages files, and what translators need. */
void	 text_read(struct messages *, const char *path);
void	 text_header(struct buf *, const struct messages *);
void	 text_table(struct buf *, const struct messages *);
/* Prints a PO template of all ids of the files. */
void	 text_extract(char **paths, size_t npaths);
/* Prints each id that lacks a translation in a loaded language; returns how many. */
size_t	 text_missing(const bool loaded[NLANG], char **paths, size_t npaths);

/* tmplc_emit.c */

/* The C of a template. */
void	 emit_template(struct buf *, const char *path, const struct ops *);
/* A C string literal in ASCII, in several lines when it is long. */
void	 emit_string(struct buf *, const char *, size_t n_bytes);
/* A text with its ruby marks ([kanji|kana]) taken out. */
void	 emit_without_ruby(struct buf *, const char *);

#endif
