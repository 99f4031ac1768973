/* qr.c -- QR codes of printed sheets, from libqrencode, as SVG. */

#include <qrencode.h>
#include <string.h>

#include "portal/people.h"

#include "common/log.h"

#define QUIET 4				/* modules around the code, as the standard asks */
#define SVG_MAX_BYTES (48 * 1024)	/* the longest address that a sheet shows needs 20 kB */

static void
put(struct html *o, const char *s)
{
	html_lit(o, s, strlen(s));
}

/* One dark run of a line: from x, n modules wide. */
static void
put_run(struct html *o, int x, int y, int n)
{
	put(o, "M");
	html_i64(o, x + QUIET);
	put(o, " ");
	html_i64(o, y + QUIET);
	put(o, "h");
	html_i64(o, n);
	put(o, "v1h-");
	html_i64(o, n);
	put(o, "z");
}

static void
put_line(struct html *o, const unsigned char *modules, int width, int y)
{
	int	 n;

	for (int x = 0; x < width; x += n + 1) {
		for (n = 0; x + n < width && (modules[x + n] & 1) != 0; n++)
			continue;
		if (n > 0)
			put_run(o, x, y, n);
	}
}

struct markup
qr_markup(struct req *r, const char *text, enum msg label)
{
	struct html	*o = html_new(r->arena, SVG_MAX_BYTES, r->lang);
	QRcode		*code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

	if (code == NULL)
		log_fatal("no QR code for an address of %zu bytes", strlen(text));
	put(o, "<svg viewBox=\"0 0 ");
	html_i64(o, code->width + 2 * QUIET);
	put(o, " ");
	html_i64(o, code->width + 2 * QUIET);
	put(o, "\" role=\"img\" shape-rendering=\"crispEdges\" aria-label=\"");
	html_str(o, msg_text(r->lang, label));
	put(o, "\"><path fill=\"#fff\" d=\"M0 0h999v999H0z\"/><path d=\"");
	for (int y = 0; y < code->width; y++)
		put_line(o, code->data + y * code->width, code->width, y);
	put(o, "\"/></svg>");
	QRcode_free(code);
	if (o->failed)
		log_fatal("a QR code does not fit its buffer");
	return html_take(o);
}
