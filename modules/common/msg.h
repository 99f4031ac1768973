/* msg.h -- sentences that C shows; their text is templates/common/messages.txt. */
#ifndef MSG_H
#define MSG_H

#include "types.h"
#include "messages.h"	/* generated: enum msg, msg_texts */

struct arena;

/* The text as it stands; static. */
const char	*msg_text(enum lang, enum msg);

/*
 * The text with {1}, {2} ... replaced by args (NULL-terminated list of strings);
 * in the arena.  Plain text: templates escape it like any other.
 */
const char	*msg_format(struct arena *, enum lang, enum msg, ...) __attribute__((sentinel));

/* Day with weekday, the same with its year, and with the time, as people of the language write them; in the arena. */
const char	*msg_day(struct arena *, enum lang, struct date);
const char	*msg_day_year(struct arena *, enum lang, struct date);
const char	*msg_moment(struct arena *, enum lang, struct instant);

/* The same into a buffer of the caller's; none and never give "". */
#define MSG_DAY_BYTES 64
void		 msg_write_day(char out[MSG_DAY_BYTES], enum lang, struct date);
void		 msg_write_moment(char out[MSG_DAY_BYTES], enum lang, struct instant);

/* "8:05" of minutes since midnight; NULL when has is false. */
const char	*msg_minute(struct arena *, bool has, int64_t minutes);

#endif
