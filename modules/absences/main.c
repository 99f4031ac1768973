/* main.c -- the absences module: its routes and its statements. */

#include "absences/absences.h"
#include "q_common.h"

#include "common/routes_table.h"

static const struct db_queries *const queries[] = {
	&q_common, &q_absences, &q_absences_staff, NULL,
};

int
main(int argc, char *argv[])
{
	return server_main(&(struct module){
		.name = "absences",
		.routes = routes,
		.nroute = sizeof routes / sizeof routes[0],
		.queries = queries,
	}, argc, argv);
}
