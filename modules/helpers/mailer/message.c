/* message.c -- GMime writes the mail: headers encoded, lines folded, nothing by hand. */

#include <gmime/gmime.h>
#include <inttypes.h>
#include <string.h>

#include "common/arena.h"
#include "mailer.h"

/* "host" of https://host:port, for the Message-ID. */
static const char *
host_of(struct arena *arena, const char *url)
{
	const char	*p = strstr(url, "://");

	p = p == NULL ? url : p + 3;
	return arena_copy(arena, p, strcspn(p, ":/"));
}

static GMimePart *
text_part(const char *body)
{
	GMimePart		*part = g_mime_part_new_with_type("text", "plain");
	GMimeStream		*stream = g_mime_stream_mem_new_with_buffer(body, strlen(body));
	GMimeDataWrapper	*content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
	g_object_unref(content);
	g_object_unref(stream);
	return part;
}

struct bytes
message_build(struct arena *arena, const struct conf *conf, uint64_t outbox_id,
    struct instant created_at, const char *to, const char *subject, const char *body)
{
	GMimeMessage	*message = g_mime_message_new(TRUE);
	GMimePart	*part = text_part(body);
	GDateTime	*date = g_date_time_new_from_unix_utc(created_at.us / 1000000);
	char		*text;
	struct bytes	 out;

	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, NULL, conf->mail_from);
	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, NULL, to);
	g_mime_message_set_subject(message, subject, "utf-8");
	g_mime_message_set_date(message, date);
	g_mime_message_set_message_id(message, arena_printf(arena, "%" PRIu64 ".%" PRId64 "@%s",
	    outbox_id, created_at.us, host_of(arena, conf->public_url)));
	g_mime_object_set_header(GMIME_OBJECT(message), "Auto-Submitted", "auto-generated", NULL);
	g_mime_message_set_mime_part(message, GMIME_OBJECT(part));
	text = g_mime_object_to_string(GMIME_OBJECT(message), NULL);
	out.n = strlen(text);
	out.p = (const unsigned char *)arena_copy(arena, text, out.n);
	g_free(text);
	g_date_time_unref(date);
	g_object_unref(part);
	g_object_unref(message);
	return out;
}
