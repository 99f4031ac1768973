/* queries_people.h -- statements of the roster, code sheets, guardians and registration. */
#ifndef PORTAL_QUERIES_PEOPLE_H
#define PORTAL_QUERIES_PEOPLE_H

#include "q_guardians.h"
#include "q_registration.h"
#include "q_roster_pages.h"
#include "q_sheets.h"

/* Each with a comma behind it. */
#define PORTAL_QUERIES_PEOPLE &q_roster_pages, &q_sheets, &q_guardians, &q_registration,

#endif
