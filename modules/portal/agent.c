/* agent.c -- a browser's name for people, from what it calls itself. */

#include <string.h>

#include "portal/portal.h"

/* In this order: most browsers name those that they are like, too. */
static const struct { const char *mark, *name; } browsers[] = {
	{ "Edg", "Microsoft Edge" },
	{ "OPR/", "Opera" },
	{ "SamsungBrowser", "Samsung Internet" },
	{ "YJApp", "Yahoo! JAPAN" },
	{ "Line/", "LINE" },
	{ "CriOS", "Chrome" },
	{ "FxiOS", "Firefox" },
	{ "Firefox/", "Firefox" },
	{ "Chrome/", "Chrome" },
	{ "Safari/", "Safari" },
	{ "w3m/", "w3m" },
};

static const struct { const char *mark, *name; } systems[] = {
	{ "iPhone", "iPhone" },
	{ "iPad", "iPad" },
	{ "Android", "Android" },
	{ "CrOS", "Chromebook" },
	{ "Windows", "Windows" },
	{ "Macintosh", "Mac" },
	{ "Linux", "Linux" },
};

const char *
agent_name(struct arena *a, const char *agent)
{
	const char	*browser = NULL, *system = NULL;

	for (size_t i = 0; browser == NULL && i < sizeof browsers / sizeof browsers[0]; i++)
		if (strstr(agent, browsers[i].mark) != NULL)
			browser = browsers[i].name;
	for (size_t i = 0; system == NULL && i < sizeof systems / sizeof systems[0]; i++)
		if (strstr(agent, systems[i].mark) != NULL)
			system = systems[i].name;
	if (browser != NULL && system != NULL)
		return arena_printf(a, "%s (%s)", browser, system);
	return browser != NULL ? browser : system;
}
