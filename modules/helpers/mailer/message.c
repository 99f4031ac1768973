/* message.c -- one letter as a MIME message, by GMime. */

#include <inttypes.h>
#include <string.h>
#include <gmime/gmime.h>

#include "common/arena.h"
#include "common/log.h"
#include "mailer.h"

#define US_PER_S INT64_C(1000000)

void
mailer_message_start(void)
{
	g_mime_init();
}

void
mailer_message_end(void)
{
	g_mime_shutdown();
}

/* The sender as GMime reads it; the caller gives it back. */
static InternetAddressList *
sender_list(const struct conf *conf)
{
	InternetAddressList	*list = internet_address_list_parse(NULL, conf->mail_from);

	if (list != NULL && internet_address_list_length(list) == 1 &&
	    INTERNET_ADDRESS_IS_MAILBOX(internet_address_list_get_address(list, 0)))
		return list;
	if (list != NULL)
		g_object_unref(list);
	return NULL;
}

const char *
mailer_sender(const struct conf *conf)
{
	static char		 sender[MAILER_ADDRESS_MAX_BYTES + 1];
	InternetAddressList	*list = sender_list(conf);
	const char		*address;
	bool			 good;

	if (list == NULL)
		return NULL;
	address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(internet_address_list_get_address(list, 0)));
	good = address != NULL && mailer_address_good(address);
	if (good)
		memcpy(sender, address, strlen(address) + 1);
	g_object_unref(list);
	return good ? sender : NULL;
}

/* Lines end with CRLF in mail, also inside base64 (RFC 2045 6.8). */
static char *
with_crlf(struct arena *arena, const char *text)
{
	char	*out = arena_alloc(arena, 2 * strlen(text) + 1), *o = out;

	for (; *text != '\0'; text++) {
		if (*text == '\r')
			continue;
		if (*text == '\n')
			*o++ = '\r';
		*o++ = *text;
	}
	return out;
}

static GMimeObject *
text_part(struct arena *arena, const char *body)
{
	GMimeTextPart	*part = g_mime_text_part_new_with_subtype("plain");

	g_mime_text_part_set_charset(part, "utf-8");
	g_mime_text_part_set_text(part, with_crlf(arena, body));
	g_mime_part_set_content_encoding(GMIME_PART(part), GMIME_CONTENT_ENCODING_BASE64);
	return GMIME_OBJECT(part);
}

static void
add_heads(struct arena *arena, GMimeMessage *message, const struct conf *conf, const struct mailer_letter *letter)
{
	InternetAddressList	*from = sender_list(conf);
	GTimeZone		*zone = g_time_zone_new_offset(9 * 60 * 60);
	GDateTime		*utc = g_date_time_new_from_unix_utc(letter->now.us / US_PER_S);
	GDateTime		*local = g_date_time_to_timezone(utc, zone);

	if (from == NULL)
		log_fatal("mail_from is not an address any more");
	internet_address_list_append(g_mime_message_get_from(message), from);
	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, NULL, letter->mail);
	g_mime_message_set_subject(message, letter->subject, "utf-8");
	g_mime_message_set_date(message, local);
	g_mime_message_set_message_id(message, arena_printf(arena, "%" PRIu64 ".%" PRId64 "@%s", letter->outbox_id,
	    letter->created_at.us, strchr(mailer_sender(conf), '@') + 1));
	/* RFC 3834: no holiday notes come back. */
	g_mime_object_set_header(GMIME_OBJECT(message), "Auto-Submitted", "auto-generated", NULL);
	g_object_unref(from);
	g_date_time_unref(local);
	g_date_time_unref(utc);
	g_time_zone_unref(zone);
}

struct bytes
mailer_message(struct arena *arena, const struct conf *conf, const struct mailer_letter *letter)
{
	GMimeMessage		*message = g_mime_message_new(TRUE);
	GMimeFormatOptions	*format = g_mime_format_options_new();
	GMimeStream		*stream = g_mime_stream_mem_new();
	GMimeObject		*part = text_part(arena, letter->body);
	GByteArray		*bytes;
	struct bytes		 out;

	add_heads(arena, message, conf, letter);
	g_mime_message_set_mime_part(message, part);
	g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
	if (g_mime_object_write_to_stream(GMIME_OBJECT(message), format, stream) < 0)
		log_fatal("a message cannot be written to memory");
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	out.n = bytes->len;
	out.p = (const unsigned char *)arena_copy(arena, bytes->data, out.n);
	g_object_unref(part);
	g_object_unref(stream);
	g_mime_format_options_free(format);
	g_object_unref(message);
	return out;
}
