/* tmplc_attr.c -- what is allowed of elements and attributes by their names alone. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "tmplc.h"

static bool
among(const char *name, const char *const list[])
{
	for (; *list != NULL; list++)
		if (strcmp(name, *list) == 0)
			return true;
	return false;
}

bool
tag_is_void(const char *tag)
{
	static const char *const list[] = { "area", "br", "col", "embed", "hr", "img",
	    "input", "link", "meta", "source", "track", "wbr", NULL };

	return among(tag, list);
}

void
tag_check_name(const char *tag)
{
	static const char *const no[] = { "base", "template", "plaintext", "xmp", "listing",
	    "noembed", "noframes", "iframe", "frame", "frameset", "applet", "object", "embed", NULL };

	if (strcmp(tag, "style") == 0)
		tmplc_die("<style>: link to a style sheet of the assets");
	if (among(tag, no))
		tmplc_die("<%s> is not allowed: no frames, plug-ins or raw text in pages", tag);
}

bool
attr_is_url(const char *attr)
{
	static const char *const list[] = { "href", "src", "action", "formaction", "cite",
	    "poster", "data", NULL };

	return among(attr, list);
}

bool
attr_is_message(const char *attr)
{
	static const char *const list[] = { "title", "alt", "abbr", "label", "aria-label",
	    "aria-description", "aria-roledescription", NULL };

	return among(attr, list) || strncmp(attr, "data-", 5) == 0;
}

void
attr_check_name(const char *attr)
{
	static const char *const no[] = { "srcset", "imagesrcset", "srcdoc", "ping", "manifest", "background",
	    "xlink:href", "formmethod", "formenctype", "formtarget", "longdesc", "usemap", "codebase", "classid", "archive", NULL };

	if (strncmp(attr, "on", 2) == 0)
		tmplc_die("%s: no code in pages; give the element a class and find it from the script file", attr);
	if (strcmp(attr, "style") == 0)
		tmplc_die("style: write a class into the style sheet instead");
	if (strcmp(attr, "placeholder") == 0)
		tmplc_die("placeholder: it vanishes while typing; write a hint next to the label");
	if (among(attr, no))
		tmplc_die("%s is not allowed: write src, href or action, or leave it out", attr);
}

static bool
begins(const char *s, const char *prefix)
{
	return strncasecmp(s, prefix, strlen(prefix)) == 0;
}

void
attr_check_url(const char *tag, const char *attr, const char *s)
{
	const char	*p;

	for (p = s; *p != '\0'; p++)
		if (isspace((unsigned char)*p) || *p == '\\' || (*p == '&' && !begins(p, "&amp;")))
			tmplc_die("%s=\"%s\": write the address without white space, \\ and character references but &amp;", attr, s);
	if (begins(s, "javascript:") || begins(s, "vbscript:") || begins(s, "data:"))
		tmplc_die("%s=\"%s\": no code in addresses; use a form or a file of the assets", attr, s);
	if (strcmp(tag, "a") != 0 && strcmp(tag, "blockquote") != 0 && strcmp(tag, "q") != 0 &&
	    (begins(s, "http:") || begins(s, "https:") || begins(s, "//")))
		tmplc_die("%s=\"%s\": nothing is loaded from or sent to other sites; put the file into the assets", attr, s);
}
