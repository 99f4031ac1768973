/* main.c -- the portal: its routes and the statements that it may send. */

#define ROUTES_FILE "portal/routes.def"
#include "portal/portal.h"
#include "common/routes_table.h"

#include "q_common.h"
#include "q_signin.h"
#include "portal/queries_people.h"

static const struct db_queries *const queries[] = {
	&q_common, &q_signin, PORTAL_QUERIES_PEOPLE NULL,
};

int
main(int argc, char *argv[])
{
	const struct module	 portal = {
		.name = "portal",
		.routes = routes,
		.nroute = sizeof routes / sizeof routes[0],
		.queries = queries,
	};

	return server_main(&portal, argc, argv);
}
