/* views_people.h -- what the templates of the roster, staff, schools, code sheets, guardians and registration are given. */
#ifndef PORTAL_VIEWS_PEOPLE_H
#define PORTAL_VIEWS_PEOPLE_H

#include "common/frame.h"
#include "portal/forms.h"

/* ---- the board ---- */

struct roster_row {
	struct url	 import;
	struct instant	 at;
	const char	*file_name, *state, *who;
	int64_t		 added, changed, removed;
	bool		 counted, waiting, refused, committed;
};

struct roster_view {
	struct frame_view		 frame;
	struct roster_upload_fields	 f;
	struct url			 post;
	const struct roster_row		*rows;
	size_t				 nrows;
};

struct finding_row {
	const char	*file, *column, *value, *sentence;
	int64_t		 line;		/* 0: the whole file */
	bool		 error;
};

struct change_row {
	const char	*school;	/* NULL: the board itself */
	const char	*class_name, *what;
	int64_t		 added, changed, removed;
};

struct roster_import_view {
	struct frame_view		 frame;
	const char			*news;		/* NULL: none */
	const char			*file_name, *who, *source_system;
	struct instant			 uploaded_at, committed_at;
	bool				 waiting, checked, refused, committed;	/* one of them */
	bool				 nothing;	/* checked, and nobody would change */
	bool				 needs_removals, has_findings, more;
	int64_t				 added, changed, removed, errors, warnings;
	const struct finding_row	*findings;
	size_t				 nfindings;
	const struct change_row		*changes;
	size_t				 nchanges;
	struct roster_check_fields	 check_f;
	struct roster_commit_fields	 f;
	struct url			 check, post, csv, back;
};

struct staff_row {
	const char	*id, *box_id, *name, *login_id, *school, *roles;
	bool		 active, suspended, has_sheet;
	struct instant	 sheet_at;
};

struct staff_view {
	struct frame_view		 frame;
	struct staff_query_fields	 q;
	struct staff_sheets_fields	 f;
	struct url			 filter, post;
	const struct staff_row		*rows;
	size_t				 nrows;
	bool				 more;
};

/* The digits of a code sheet, four by four. */
struct digit_group { const char *text; };
struct digit_groups { const struct digit_group *parts; size_t nparts; };

struct staff_sheet {
	const char		*name, *login_id, *place;
	bool			 active;	/* used before: the sheet gives a new password */
	struct digit_groups	 code;
	struct markup		 qr;
};

struct staff_sheets_view {
	struct frame_view		 frame;
	struct url			 back;
	const struct staff_sheet	*rows;
	size_t				 nrows;
	const char			*until, *address;
};

struct school_row {
	const char	*name, *identifier, *phone;
	int64_t		 classes, pupils;
	bool		 active;
	struct url	 edit;
};

struct schools_view {
	struct frame_view		 frame;
	const struct school_row		*rows;
	size_t				 nrows;
};

struct school_edit_view {
	struct frame_view		 frame;
	struct school_edit_fields	 f;
	struct url			 post, back;
};

/* ---- the school ---- */

struct sheets_row {
	const char	*name, *rate;
	int64_t		 pupils, registered, missing;
	bool		 mine;
	struct url	 print, guardians;
};

struct sheets_view {
	struct frame_view		 frame;
	const struct sheets_row		*rows;
	size_t				 nrows;
	struct sheets_row		 total;
	struct date			 today;
};

struct sheet_pupil {
	const char	*id, *box_id, *name;
	int64_t		 number, guardians;
	bool		 has_number, checked, has_sheet;
	struct instant	 sheet_at;
};

struct sheets_class_view {
	struct frame_view		 frame;
	struct sheet_print_fields	 f;
	struct url			 post, back;
	const char			*class_name;
	const struct sheet_pupil	*rows;
	size_t				 nrows;
};

struct pupil_sheet {
	const char		*name;
	int64_t			 number;
	bool			 has_number;
	struct digit_groups	 code;
	struct markup		 qr;
};

struct sheets_print_view {
	struct frame_view		 frame;
	struct url			 back;
	const char			*school, *class_name, *phone, *until, *until_en, *address;
	const struct pupil_sheet	*rows;
	size_t				 nrows;
};

struct guardian_row {
	const char	*name, *relation, *child;
	struct date	 since_on;
	bool		 is_new;
	struct url	 end;
};

struct guardian_pupil {
	const char			*name;
	int64_t				 number;
	bool				 has_number;
	const struct guardian_row	*guardians;
	size_t				 nguardians;
};

struct guardians_view {
	struct frame_view		 frame;
	struct guardians_query_fields	 q;
	struct url			 filter, sheets;
	const char			*class_name;
	const struct guardian_pupil	*rows;
	size_t				 nrows;
	int64_t				 registered, missing;
	bool				 may_end, has_class;
};

struct guardian_end_view {
	struct frame_view		 frame;
	struct guardian_end_fields	 f;
	struct url			 post, back;
	const char			*name, *relation, *child, *class_name;
	struct date			 since_on;
	bool				 has_mail;
};

/* ---- parents ---- */

/* What a code sheet shows of its child before anybody is proved to be its guardian. */
struct child_view { const char *school, *class_name, *initial, *phone; };

struct register_view {
	struct frame_view		 frame;
	struct register_start_fields	 f;
	struct url			 post, sign_in;
};

struct register_person_view {
	struct frame_view		 frame;
	struct register_person_fields	 f;
	struct url			 post, sign_in, again, terms, privacy;
	struct child_view		 child;
	bool				 full;	/* GUARDIANS_MAX are registered */
};

struct register_sent_view {
	struct frame_view		 frame;
	struct url			 again, sign_in;
};

struct register_child_view {
	struct frame_view		 frame;
	struct register_child_fields	 f;
	struct url			 post, again, children;
	struct child_view		 child;
	bool				 full, own;	/* own: this parent has the child already */
};

struct register_confirm_view {
	struct frame_view		 frame;
	struct token_query_fields	 f;
	struct url			 post, again;
	struct child_view		 child;
	const char			*name, *mail;
	bool				 over;
};

void	p_digits(struct html *, const struct digit_groups *);
void	p_child(struct html *, const struct child_view *);
void	p_relationship(struct html *, const struct field *);

void	t_portal_roster(struct html *, const struct roster_view *);
void	t_portal_roster_import(struct html *, const struct roster_import_view *);
void	t_portal_staff(struct html *, const struct staff_view *);
void	t_portal_staff_sheets(struct html *, const struct staff_sheets_view *);
void	t_portal_schools(struct html *, const struct schools_view *);
void	t_portal_school_edit(struct html *, const struct school_edit_view *);
void	t_portal_sheets(struct html *, const struct sheets_view *);
void	t_portal_sheets_class(struct html *, const struct sheets_class_view *);
void	t_portal_sheets_print(struct html *, const struct sheets_print_view *);
void	t_portal_guardians(struct html *, const struct guardians_view *);
void	t_portal_guardian_end(struct html *, const struct guardian_end_view *);
void	t_portal_register(struct html *, const struct register_view *);
void	t_portal_register_person(struct html *, const struct register_person_view *);
void	t_portal_register_sent(struct html *, const struct register_sent_view *);
void	t_portal_register_child(struct html *, const struct register_child_view *);
void	t_portal_register_confirm(struct html *, const struct register_confirm_view *);

#endif
