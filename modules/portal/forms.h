/* forms.h -- every field that the portal accepts, once. */
#ifndef PORTAL_FORMS_H
#define PORTAL_FORMS_H

#include "common/param.h"
#include "portal/forms_people.h"

#define PORTAL_PASSWORD_MAX_BYTES 200		/* crypto.h */
#define PORTAL_STAFF_CODE_DIGITS 20

/* The sentences that other pages bring along to the sign-in page and the account page. */
extern const struct choice signin_news[];
extern const struct choice account_news[];
enum signin_news { SIGNIN_SIGNED_OUT, SIGNIN_PASSWORD_SET };
enum account_news { ACCOUNT_PASSWORD_CHANGED, ACCOUNT_SESSIONS_ENDED, ACCOUNT_MAIL_SENT, ACCOUNT_MAIL_SET };

/*   type    name      need      min max   choices       ask */
#define SIGNIN_QUERY(F)							\
  F(LINE,   next,     OPTIONAL, 0,  500,  NULL,         MSG_WHY_BAD_REQUEST)	\
  F(KEY,    draft,    OPTIONAL, 0,  0,    NULL,         MSG_WHY_BAD_REQUEST)	\
  F(CHOICE, news,     OPTIONAL, 0,  0,    signin_news,  MSG_WHY_BAD_REQUEST)
FORM_DECLARE(signin_query, SIGNIN_QUERY)

/* kept: the draft of a form that a time-out interrupted. */
#define SIGNIN(F)							\
  F(LINE,   login_id, REQUIRED, 1,  190,  NULL,         MSG_ASK_LOGIN_ID)	\
  F(SECRET, password, REQUIRED, 1,  PORTAL_PASSWORD_MAX_BYTES, NULL, MSG_ASK_PASSWORD) \
  F(LINE,   next,     OPTIONAL, 0,  500,  NULL,         MSG_WHY_BAD_REQUEST)	\
  F(KEY,    kept,     OPTIONAL, 0,  0,    NULL,         MSG_WHY_BAD_REQUEST)
FORM_DECLARE(signin, SIGNIN)

#define FORGOT(F)							\
  F(LINE,   login_id, REQUIRED, 1,  190,  NULL,         MSG_ASK_LOGIN_ID)
FORM_DECLARE(forgot, FORGOT)

#define TOKEN_QUERY(F)							\
  F(TOKEN,  token,    REQUIRED, 0,  0,    NULL,         MSG_WHY_BAD_REQUEST)
FORM_DECLARE(token_query, TOKEN_QUERY)

#define RESET(F)							\
  F(TOKEN,  token,    REQUIRED, 0,  0,    NULL,         MSG_WHY_BAD_REQUEST)	\
  F(SECRET, password, REQUIRED, 1,  PORTAL_PASSWORD_MAX_BYTES, NULL, MSG_ASK_PASSWORD_NEW) \
  F(SECRET, again,    REQUIRED, 1,  PORTAL_PASSWORD_MAX_BYTES, NULL, MSG_ASK_PASSWORD_AGAIN)
FORM_DECLARE(reset, RESET)

#define ACTIVATE_QUERY(F)						\
  F(DIGITS, code,     OPTIONAL, PORTAL_STAFF_CODE_DIGITS, PORTAL_STAFF_CODE_DIGITS, NULL, MSG_WHY_BAD_REQUEST)
FORM_DECLARE(activate_query, ACTIVATE_QUERY)

#define ACTIVATE(F)							\
  F(DIGITS, code,     REQUIRED, PORTAL_STAFF_CODE_DIGITS, PORTAL_STAFF_CODE_DIGITS, NULL, MSG_ASK_STAFF_CODE) \
  F(MAIL,   mail,     OPTIONAL, 0,  190,  NULL,         MSG_ASK_MAIL)	\
  F(SECRET, password, REQUIRED, 1,  PORTAL_PASSWORD_MAX_BYTES, NULL, MSG_ASK_PASSWORD_NEW) \
  F(SECRET, again,    REQUIRED, 1,  PORTAL_PASSWORD_MAX_BYTES, NULL, MSG_ASK_PASSWORD_AGAIN)
FORM_DECLARE(activate, ACTIVATE)

#define ACCOUNT_QUERY(F)						\
  F(CHOICE, news,     OPTIONAL, 0,  0,    account_news, MSG_WHY_BAD_REQUEST)
FORM_DECLARE(account_query, ACCOUNT_QUERY)

#define PASSWORD_CHANGE(F)						\
  F(SECRET, current,  REQUIRED, 1,  PORTAL_PASSWORD_MAX_BYTES, NULL, MSG_ASK_PASSWORD_CURRENT) \
  F(SECRET, password, REQUIRED, 1,  PORTAL_PASSWORD_MAX_BYTES, NULL, MSG_ASK_PASSWORD_NEW) \
  F(SECRET, again,    REQUIRED, 1,  PORTAL_PASSWORD_MAX_BYTES, NULL, MSG_ASK_PASSWORD_AGAIN)
FORM_DECLARE(password_change, PASSWORD_CHANGE)

#define MAIL_CHANGE(F)							\
  F(MAIL,   mail,     REQUIRED, 3,  190,  NULL,         MSG_ASK_MAIL)	\
  F(SECRET, current,  REQUIRED, 1,  PORTAL_PASSWORD_MAX_BYTES, NULL, MSG_ASK_PASSWORD_CURRENT)
FORM_DECLARE(mail_change, MAIL_CHANGE)

#endif
