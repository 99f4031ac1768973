/* forms.c -- the forms of signing in and of the own account. */

#include "portal/forms.h"

#include "common/req.h"

const struct choice signin_news[] = {
	[SIGNIN_SIGNED_OUT] = { "signed-out", MSG_NEWS_SIGNED_OUT },
	[SIGNIN_PASSWORD_SET] = { "password-set", MSG_NEWS_PASSWORD_SET },
	{ NULL, MSG_NONE },
};

const struct choice account_news[] = {
	[ACCOUNT_PASSWORD_CHANGED] = { "password-changed", MSG_NEWS_PASSWORD_CHANGED },
	[ACCOUNT_SESSIONS_ENDED] = { "sessions-ended", MSG_NEWS_SESSIONS_ENDED },
	[ACCOUNT_MAIL_SENT] = { "mail-sent", MSG_NEWS_MAIL_SENT },
	[ACCOUNT_MAIL_SET] = { "mail-set", MSG_NEWS_MAIL_SET },
	{ NULL, MSG_NONE },
};

#define FORM_SPEC(...) FORM_SPEC_(signin_query, __VA_ARGS__)
FORM_DEFINE(signin_query, SIGNIN_QUERY);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(signin, __VA_ARGS__)
FORM_DEFINE(signin, SIGNIN);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(forgot, __VA_ARGS__)
FORM_DEFINE(forgot, FORGOT);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(token_query, __VA_ARGS__)
FORM_DEFINE(token_query, TOKEN_QUERY);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(reset, __VA_ARGS__)
FORM_DEFINE(reset, RESET);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(activate_query, __VA_ARGS__)
FORM_DEFINE(activate_query, ACTIVATE_QUERY);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(activate, __VA_ARGS__)
FORM_DEFINE(activate, ACTIVATE);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(account_query, __VA_ARGS__)
FORM_DEFINE(account_query, ACCOUNT_QUERY);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(password_change, __VA_ARGS__)
FORM_DEFINE(password_change, PASSWORD_CHANGE);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(mail_change, __VA_ARGS__)
FORM_DEFINE(mail_change, MAIL_CHANGE);
#undef FORM_SPEC
