/* forms.c -- the choices and the checks of forms.h. */

#include "forms.h"

const struct choice home_news[] = {
	{ "child-added", MSG_ABSENCE_NEWS_CHILD_ADDED },
	{ NULL, MSG_NONE },
};

const struct choice absence_kinds[] = {
	{ "absent", MSG_ABSENCE_KIND_ABSENT },
	{ "late", MSG_ABSENCE_KIND_LATE },
	{ "early", MSG_ABSENCE_KIND_EARLY },
	{ NULL, MSG_NONE },
};

const struct choice absence_days[] = {
	{ "today", MSG_ABSENCE_DAY_TODAY },
	{ "tomorrow", MSG_ABSENCE_DAY_TOMORROW },
	{ "other", MSG_ABSENCE_DAY_OTHER },
	{ NULL, MSG_NONE },
};

const struct choice absence_reasons[] = {
	{ "unwell", MSG_ABSENCE_REASON_UNWELL },
	{ "hospital", MSG_ABSENCE_REASON_HOSPITAL },
	{ "family", MSG_ABSENCE_REASON_FAMILY },
	{ "mourning", MSG_ABSENCE_REASON_MOURNING },
	{ "infection", MSG_ABSENCE_REASON_INFECTION },
	{ "other", MSG_ABSENCE_REASON_OTHER },
	{ NULL, MSG_NONE },
};

const struct choice absence_symptoms[] = {
	{ "fever", MSG_ABSENCE_SYMPTOM_FEVER },
	{ "headache", MSG_ABSENCE_SYMPTOM_HEADACHE },
	{ "nose", MSG_ABSENCE_SYMPTOM_NOSE },
	{ "throat", MSG_ABSENCE_SYMPTOM_THROAT },
	{ "cough", MSG_ABSENCE_SYMPTOM_COUGH },
	{ "belly", MSG_ABSENCE_SYMPTOM_BELLY },
	{ "nausea", MSG_ABSENCE_SYMPTOM_NAUSEA },
	{ "rash", MSG_ABSENCE_SYMPTOM_RASH },
	{ "flulike", MSG_ABSENCE_SYMPTOM_FLULIKE },
	{ "other", MSG_ABSENCE_SYMPTOM_OTHER },
	{ NULL, MSG_NONE },
};

const struct choice board_refreshes[] = {
	{ "on", MSG_ABSENCE_REFRESH_ON },
	{ "off", MSG_ABSENCE_REFRESH_OFF },
	{ NULL, MSG_NONE },
};

#define FORM_SPEC(...) FORM_SPEC_(home_query, __VA_ARGS__)
FORM_DEFINE(home_query, HOME_QUERY);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(report_query, __VA_ARGS__)
FORM_DEFINE(report_query, REPORT_QUERY);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(absence_report, __VA_ARGS__)
FORM_DEFINE(absence_report, ABSENCE_REPORT);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(check_query, __VA_ARGS__)
FORM_DEFINE(check_query, CHECK_QUERY);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(absence_send, __VA_ARGS__)
FORM_DEFINE(absence_send, ABSENCE_SEND);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(receipt_query, __VA_ARGS__)
FORM_DEFINE(receipt_query, RECEIPT_QUERY);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(absence_query, __VA_ARGS__)
FORM_DEFINE(absence_query, ABSENCE_QUERY);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(absence_correct, __VA_ARGS__)
FORM_DEFINE(absence_correct, ABSENCE_CORRECT);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(absence_withdraw, __VA_ARGS__)
FORM_DEFINE(absence_withdraw, ABSENCE_WITHDRAW);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(board_query, __VA_ARGS__)
FORM_DEFINE(board_query, BOARD_QUERY);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(absence_confirm, __VA_ARGS__)
FORM_DEFINE(absence_confirm, ABSENCE_CONFIRM);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(absence_phoned, __VA_ARGS__)
FORM_DEFINE(absence_phoned, ABSENCE_PHONED);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(absence_note, __VA_ARGS__)
FORM_DEFINE(absence_note, ABSENCE_NOTE);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(absence_code, __VA_ARGS__)
FORM_DEFINE(absence_code, ABSENCE_CODE);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(approve_query, __VA_ARGS__)
FORM_DEFINE(approve_query, APPROVE_QUERY);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(absence_approve, __VA_ARGS__)
FORM_DEFINE(absence_approve, ABSENCE_APPROVE);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(absence_reject, __VA_ARGS__)
FORM_DEFINE(absence_reject, ABSENCE_REJECT);
#undef FORM_SPEC

#define FORM_SPEC(...) FORM_SPEC_(register_query, __VA_ARGS__)
FORM_DEFINE(register_query, REGISTER_QUERY);
#undef FORM_SPEC
