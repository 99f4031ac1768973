/* routes_table.h -- main.c alone: the dispatch table made from ROUTES_FILE. */
#define ROUTE(method_, path_, perm_, form_, page_)			\
	static enum page						\
	run_##page_(struct req *r, const void *in)			\
	{								\
		return page_(r, in);					\
	}
#include ROUTES_FILE
#undef ROUTE

static const struct route routes[] = {
#define ROUTE(method_, path_, perm_, form_, page_)			\
	{ .method = METHOD_##method_, .path = path_, .perm = perm_,	\
	  .form = &form_##_form, .page = run_##page_ },
#include ROUTES_FILE
#undef ROUTE
};
