/*
 * routes.h -- from a module's routes.def: the prototypes of its pages and the
 * only way to make their addresses.
 *
 *   #define ROUTES_FILE "absences/routes.def"
 *   #include "common/routes.h"
 */
#include "common/req.h"

#define ROUTE(method_, path_, perm_, form_, page_)			\
	enum page page_(struct req *, const struct form_ *);
#include ROUTES_FILE
#undef ROUTE

#define ROUTE(method_, path_, perm_, form_, page_)			\
	static inline struct url					\
	url_##page_(struct req *r, const struct form_ *in)		\
	{								\
		return url_make(r, path_, &form_##_form, in);		\
	}
#include ROUTES_FILE
#undef ROUTE
