/* views.h -- what the templates of this module are given. */
#ifndef ABSENCES_VIEWS_H
#define ABSENCES_VIEWS_H

#include "common/frame.h"
#include "common/parts.h"
#include "absences/forms.h"

/* The three lamps of a report, each with its time. */
struct lamps_view {
	struct instant	 reported_at, confirmed_at, decided_at, withdrawn_at;
	bool		 confirmed, approved, rejected, withdrawn;
};
void	 p_lamps(struct html *, const struct lamps_view *);

/* A label and its answer, with the way to change it. */
struct answer { const char *label, *value; struct url change; };

/* One step of the history. */
struct step { struct instant at; const char *act, *who, *what, *words; };
struct history_view { const struct step *steps; size_t nsteps; };
void	 p_history(struct html *, const struct history_view *);

/* A day that already has a report. */
struct taken_row { const char *child, *kind; struct date on_date; struct url view; };
struct taken_view { const struct taken_row *rows; size_t nrows; };
void	 p_taken(struct html *, const struct taken_view *);

struct phone_row { const char *school, *phone; };	/* phone: NULL when the board has set none */
void	 p_phones(struct html *, const struct phone_row *);

/* ---- parents ---- */

struct home_report {
	const char		*child, *kind, *reason;
	struct date		 on_date;
	struct lamps_view	 lamps;
	struct url		 view;
};
void	 p_home_report(struct html *, const struct home_report *);
struct home_child {
	const char			*name, *class_name, *school_name;	/* class_name: NULL while none is known */
	const struct home_report	*coming;
	size_t				 ncoming;
	bool				 nothing_today;
	const char			*same_label;	/* NULL: no report of the last days to repeat */
	struct url			 same;
};
struct home_view {
	struct frame_view		 frame;
	struct date			 today;
	const struct home_child		*children;
	size_t				 nchildren;
	bool				 can_report;
	struct url			 report, add_child;
	const struct home_report	*recent;
	size_t				 nrecent;
};
void	 t_absences_home(struct html *, const struct home_view *);

struct report_view {
	struct frame_view		 frame;
	struct absence_report_fields	 f;
	struct url			 post, back;
	bool				 one_child;
	struct taken_view		 taken;
};
void	 t_absences_report(struct html *, const struct report_view *);

struct check_view {
	struct frame_view		 frame;
	struct absence_send_fields	 f;
	struct url			 post, back;
	const char			*children;	/* names and classes */
	const struct answer		*answers;
	size_t				 nanswers;
	bool				 can_send;
	struct taken_view		 taken;
};
void	 t_absences_check(struct html *, const struct check_view *);

struct receipt_row {
	const char	*child, *kind, *at, *state;
	struct date	 on_date;
	bool		 may_withdraw;
	struct url	 view, withdraw;
};
struct receipt_child {
	const char			*name, *class_name, *school;
	const struct receipt_row	*rows;
	size_t				 nrows;
};
struct receipt_view {
	struct frame_view		 frame;
	const char			*number;
	struct instant			 at;
	const struct receipt_child	*children;
	size_t				 nchildren;
	const struct phone_row		*schools;
	size_t				 nschools;
	struct url			 home;
};
void	 t_absences_receipt(struct html *, const struct receipt_view *);

struct report_detail_view {
	struct frame_view	 frame;
	const char		*child, *class_name, *number, *kind, *reason, *symptoms, *at, *note;
	struct date		 on_date;
	struct lamps_view	 lamps;
	const char		*reject_reason;
	bool			 may_change, after_confirming;	/* after_confirming: the telephone instead */
	struct phone_row	 school;
	struct url		 correct, withdraw, receipt, home;
	struct history_view	 history;
};
void	 t_absences_view(struct html *, const struct report_detail_view *);

struct correct_view {
	struct frame_view		 frame;
	struct absence_correct_fields	 f;
	struct url			 post, back;
	const char			*child, *class_name;
	struct date			 on_date;
};
void	 t_absences_correct(struct html *, const struct correct_view *);

struct withdraw_view {
	struct frame_view		 frame;
	struct absence_withdraw_fields	 f;
	struct url			 post, back;
	const char			*child, *class_name, *kind, *reason;
	struct date			 on_date;
};
void	 t_absences_withdraw(struct html *, const struct withdraw_view *);

/* Instead of correcting or withdrawing what the school has confirmed. */
struct closed_view {
	struct frame_view	 frame;
	const char		*sentence;
	bool			 phone_school;
	struct phone_row	 school;
	struct url		 view;
};
void	 t_absences_closed(struct html *, const struct closed_view *);

/* ---- staff ---- */

struct board_row {
	const char	*ticket, *ticket_id;
	bool		 can_confirm, corrected, phoned, over;	/* over: withdrawn or rejected */
	bool		 has_number;
	int64_t		 number;
	const char	*name, *class_name, *kind, *reason, *symptoms, *at, *note, *staff_note, *state;
	struct url	 entry;
};
struct board_view {
	struct frame_view		 frame;
	struct board_query_fields	 q;
	struct absence_confirm_fields	 f;
	struct url			 filter, post, previous, next, now, refresh;
	struct date			 on_date;
	bool				 is_today, refreshing, show_all, show_class, cut, can_confirm;
	const char			*covers;	/* the classes shown, in words */
	uint64_t			 npupils, nreports, nwaiting;
	const struct board_row		*rows;
	size_t				 nrows;
};
void	 t_absences_board(struct html *, const struct board_view *);

struct entry_view {
	struct frame_view		 frame;
	const char			*name, *class_name, *receipt, *kind, *reason, *symptoms, *at, *note, *code_label;
	bool				 has_number;
	int64_t				 number;
	struct date			 on_date;
	struct lamps_view		 lamps;
	const char			*reject_reason, *staff_note;
	struct instant			 phoned_at, corrected_at;
	bool				 phoned, corrected;
	bool				 may_confirm, may_phone, may_decide;
	struct absence_confirm_fields	 confirm_f;
	struct absence_phoned_fields	 phoned_f;
	struct absence_note_fields	 note_f;
	struct absence_code_fields	 code_f;
	struct absence_approve_fields	 approve_f;
	const char			*ticket;
	struct url			 confirm, mark_phoned, write_note, change_code, approve, reject, board;
	struct history_view		 history;
};
void	 t_absences_entry(struct html *, const struct entry_view *);

struct approve_row {
	const char	*ticket, *ticket_id;
	bool		 confirmed, corrected, phoned, has_number;
	int64_t		 number;
	struct date	 on_date;
	const char	*name, *class_name, *kind, *reason, *symptoms, *at, *note, *staff_note, *code_label;
	struct url	 entry, reject;
};
struct approve_view {
	struct frame_view		 frame;
	struct approve_query_fields	 q;
	struct absence_approve_fields	 f;
	struct url			 filter, post;
	const struct approve_row	*rows;
	size_t				 nrows;
	bool				 more;		/* there are more than are shown */
};
void	 t_absences_approve(struct html *, const struct approve_view *);

struct approve_check_view {
	struct frame_view		 frame;
	struct absence_approve_fields	 f;
	struct url			 post, back;
	const struct approve_row	*rows;
	size_t				 nrows;
	uint64_t			 nchanged;	/* asked for, but no longer as they were seen */
};
void	 t_absences_approve_check(struct html *, const struct approve_check_view *);

struct reject_view {
	struct frame_view		 frame;
	struct absence_reject_fields	 f;
	struct url			 post, back;
	const char			*name, *class_name, *kind, *reason, *note;
	struct date			 on_date;
};
void	 t_absences_reject(struct html *, const struct reject_view *);

struct register_cell { const char *symbol, *title; bool provisional, weekend; };
struct register_day { int day; const char *weekday; bool weekend; };
struct register_row {
	bool				 has_number;
	int64_t				 number;
	const char			*name;
	const struct register_cell	*cells;
	size_t				 ncells;
	uint64_t			 absent, late, early, excused;
};
struct legend_row { const char *symbol, *label; };
struct register_view {
	struct frame_view		 frame;
	struct register_query_fields	 q;
	struct url			 filter, previous, next;
	const char			*school, *class_name, *month, *operator_name;
	struct instant			 printed_at;
	const struct register_day	*days;
	size_t				 ndays;
	const struct register_row	*rows;
	size_t				 nrows;
	const struct legend_row		*legend;
	size_t				 nlegend;
};
void	 t_absences_register(struct html *, const struct register_view *);

#endif
