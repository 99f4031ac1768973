/* server.c -- accept, guards in their order, page, reply; one request at a time. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "crypto.h"
#include "csrf.h"
#include "draft.h"
#include "form.h"
#include "log.h"
#include "once.h"
#include "reply.h"
#include "request.h"
#include "sandbox.h"
#include "str.h"

#define ARENA_MAX_BYTES (64u << 20)	/* holds the largest upload and its page */
#define PAGE_MAX_BYTES (4u << 20)
#define TRIES 3

static volatile sig_atomic_t	 leaving;

static void
on_term(int sig)
{
	(void)sig;
	leaving = 1;
}

static const struct route *
route_find(const struct module *m, enum method method, const char *path, bool *other_method)
{
	*other_method = false;
	for (size_t i = 0; i < m->nroute; i++) {
		if (strcmp(m->routes[i].path, path) != 0)
			continue;
		if (m->routes[i].method == method)
			return &m->routes[i];
		*other_method = true;
	}
	return NULL;
}

/* Guard 1: who.  The database is asked only when there is something to ask. */
static enum page
guard_session(struct req *r, uint64_t *expired_account_id)
{
	const bool	 needed = r->route->perm != PERM_PUBLIC || r->cookie_session != NULL ||
	    r->method == METHOD_POST;
	enum db_rc	 rc;

	*expired_account_id = 0;
	if (!needed)
		return PAGE_OK;
	rc = db_ready(r->db);
	if (rc == DB_FAILED)
		log_fatal("a statement does not fit the database");
	if (rc == DB_OK)
		rc = session_load(r, expired_account_id);
	if (rc == DB_AWAY && r->route->perm == PERM_PUBLIC && r->method == METHOD_GET)
		return PAGE_OK;
	return rc == DB_OK || rc == DB_NONE ? PAGE_OK : page_of(r, rc);
}

/* To the sign-in page and back here; what was typed is kept for the person who timed out. */
static enum page
sign_in_first(struct req *r, uint64_t expired_account_id)
{
	struct draft_key	 key;
	const char		*next = r->path, *draft = "";
	bool			 other;

	if (route_find(r->module, METHOD_GET, r->path, &other) == NULL)
		next = "";
	else if (r->query[0] != '\0' && strlen(r->path) + 1 + strlen(r->query) <= URL_NEXT_MAX_BYTES)
		next = arena_printf(r->arena, "%s?%s", r->path, r->query);
	if (r->method == METHOD_POST && expired_account_id != 0 && r->route->form->nparam != 0 &&
	    draft_store_expired(r, expired_account_id, &key) == DB_OK)
		draft = arena_printf(r->arena, "&draft=%s", str_hex(r->arena, key.v, sizeof key.v));
	r->redirect = arena_printf(r->arena, "%s?next=%s%s", url_link(LINK_SIGN_IN).path,
	    str_url_encode(r->arena, next), draft);
	return PAGE_SEE_OTHER;
}

/* Guard 3: permission and scope. */
static enum page
guard_access(struct req *r, uint64_t expired_account_id)
{
	if (access_allowed(r, r->route->perm))
		return PAGE_OK;
	return r->session == NULL ? sign_in_first(r, expired_account_id) : PAGE_FORBIDDEN;
}

static void
actor_fill(struct req *r, struct db_actor *actor)
{
	*actor = (struct db_actor){ .address = r->address, .now = r->now };
	if (r->session != NULL) {
		actor->account_id = r->session->account_id;
		actor->org_id = r->session->school_id != 0 ? r->session->school_id : r->session->board_id;
	}
	db_request(r->db, r->arena, actor);
}

/* The form of the GET page that stands at the path of a POST, with its query. */
static enum page
show_again(struct req *r, enum page status)
{
	bool			 other;
	const struct route	*get = route_find(r->module, METHOD_GET, r->path, &other);
	const char		**errors;
	struct pairs		 query;
	void			*in;
	enum page		 shown;

	if (get == NULL)
		return PAGE_BAD_INPUT;
	errors = arena_array(r->arena, get->form->nparam + 1, sizeof *errors);
	in = arena_alloc(r->arena, get->form->size);
	if (!param_decode(r->arena, r->query, strlen(r->query), &query) ||
	    param_check(r->arena, r->lang, r->today, get->form, &query, in, errors) != 0)
		return PAGE_BAD_REQUEST;
	r->html->lang = r->lang;
	r->typed = r->route->form;
	r->typed_pairs = r->pairs;
	shown = get->page(r, in);
	return shown == PAGE_OK ? status : shown;
}

enum page
page_again_at(struct req *r, const struct form_spec *spec, size_t field_at, enum msg sentence)
{
	if (r->errors == NULL)
		r->errors = arena_array(r->arena, spec->nparam, sizeof *r->errors);
	for (size_t i = 0; i < spec->nparam; i++)
		if (spec->params[i].field_at == field_at)
			r->errors[i] = msg_text(r->lang, sentence);
	return show_again(r, PAGE_BAD_INPUT);
}

/* An uploaded file belongs to the one FILE param of the form that has its name. */
static size_t
file_fill(struct req *r, void *in)
{
	const struct form_spec	*spec = r->route->form;
	char			*base = in;

	for (size_t i = 0; i < spec->nparam; i++) {
		const struct param_spec	*p = &spec->params[i];

		if (p->type != PARAM_FILE)
			continue;
		if (str_equal(r->upload_name, p->name) && r->upload.content.n != 0 &&
		    r->upload.content.n <= (size_t)p->max) {
			*(struct file *)(void *)(base + p->at) = r->upload;
			*(bool *)(base + p->has_at) = true;
		} else if (p->need == REQUIRED) {
			r->errors[i] = msg_text(r->lang, p->ask);
			return 1;
		}
	}
	return 0;
}

/* A GET that names a draft of its POST shows what is in it. */
static void
draft_show(struct req *r)
{
	const char		*hex = form_value(&r->pairs, "draft");
	struct draft_key	 key;
	bool			 other;
	const struct route	*post = route_find(r->module, METHOD_POST, r->path, &other);

	if (hex == NULL || post == NULL || r->session == NULL || !str_unhex(hex, key.v, sizeof key.v))
		return;
	if (draft_pairs(r, &key, NULL, &r->typed_pairs) != DB_OK)
		return;
	r->typed = post->form;
	r->draft = str_hex(r->arena, key.v, sizeof key.v);
}

static enum page
page_get(struct req *r)
{
	void	*in = arena_alloc(r->arena, r->route->form->size);

	r->errors = arena_array(r->arena, r->route->form->nparam + 1, sizeof *r->errors);
	if (param_check(r->arena, r->lang, r->today, r->route->form, &r->pairs, in, r->errors) != 0)
		return PAGE_NOT_FOUND;
	r->errors = NULL;
	draft_show(r);
	return r->route->page(r, in);
}

/* What was sent, an uploaded file included; without csrf and request key. */
static void
body_hash(struct req *r)
{
	const char	*text = param_encode(r->arena, r->route->form, &r->pairs);
	unsigned char	 file[CRYPTO_HASH_BYTES];

	if (r->upload_name != NULL) {
		crypto_sha256(file, r->upload.content.p, r->upload.content.n);
		text = arena_printf(r->arena, "%s&%s", text, str_hex(r->arena, file, sizeof file));
	}
	crypto_hash_text(r->body_hash, r->path, text);
}

/* Guards 4 and 5, then the page. */
static enum page
page_post(struct req *r, const struct request_raw *raw)
{
	void		*in = arena_alloc(r->arena, r->route->form->size);
	const char	*csrf;
	bool		 switch_language;
	enum page	 page;

	if (!form_reserved(r, &csrf, &switch_language))
		return PAGE_BAD_REQUEST;
	if (!csrf_passes(r, csrf, raw->fetch_site, raw->origin))
		return page_refuse(r, PAGE_FORBIDDEN, MSG_WHY_CSRF);
	body_hash(r);
	if (switch_language)
		return show_again(r, PAGE_OK);
	page = once_answer(r);
	if (page != PAGE_OK)
		return page;
	r->errors = arena_array(r->arena, r->route->form->nparam + 1, sizeof *r->errors);
	if (param_check(r->arena, r->lang, r->today, r->route->form, &r->pairs, in, r->errors) +
	    file_fill(r, in) != 0)
		return show_again(r, PAGE_BAD_INPUT);
	return r->route->page(r, in);
}

/* The page and what it needs, from a clean slate: run again after a deadlock. */
static enum page
run(struct req *r, const struct request_raw *raw)
{
	struct db_actor	*actor = arena_alloc(r->arena, sizeof *actor);
	uint64_t	 expired = 0;
	enum page	 page;

	r->session = NULL;
	r->errors = NULL;
	r->typed = NULL;
	r->html->len = 0;
	r->html->lang = r->lang;
	r->why = MSG_NONE;
	r->new_session = NULL;
	r->clear_session = false;
	r->duplicate = false;
	actor_fill(r, actor);
	page = guard_session(r, &expired);
	if (page != PAGE_OK)
		return page;
	actor_fill(r, actor);
	if (r->session != NULL && r->session->kind == ACCOUNT_STAFF)
		r->lang = r->html->lang = LANG_JA;	/* staff pages exist in Japanese alone */
	page = guard_access(r, expired);
	if (page != PAGE_OK)
		return page;
	return r->method == METHOD_GET ? page_get(r) : page_post(r, raw);
}

static enum page
answer(struct req *r, FCGX_Request *fcgi, struct request_raw *raw)
{
	enum page	 page = request_head(r, fcgi, raw);
	bool		 other_method;

	if (page != PAGE_OK)
		return page;
	r->route = route_find(r->module, r->method, r->path, &other_method);
	if (r->route == NULL)
		return other_method ? PAGE_METHOD : PAGE_NOT_FOUND;
	if (r->method == METHOD_POST) {
		page = request_body(r, fcgi, raw, request_limit(r->route->form));
		if (page != PAGE_OK)
			return page;
	}
	for (int i = 0; i < TRIES; i++) {
		page = run(r, raw);
		if (page != PAGE_AGAIN)
			return page;
	}
	return r->duplicate ? PAGE_CONFLICT : PAGE_AWAY;
}

static bool
shows_page(enum page page)
{
	return page == PAGE_OK || page == PAGE_SEE_OTHER;
}

static void
handle(const struct module *m, const struct conf *conf, struct db *db, struct arena *arena,
    FCGX_Request *fcgi)
{
	struct request_raw	 raw = { 0 };
	struct req		*r = arena_alloc(arena, sizeof *r);
	enum page		 page;

	r->arena = arena;
	r->db = db;
	r->conf = conf;
	r->module = m;
	r->now = time_now();
	r->today = time_today(r->now);
	r->html = html_new(arena, PAGE_MAX_BYTES, LANG_JA);
	page = answer(r, fcgi, &raw);
	r->html->lang = r->lang;
	if (!shows_page(page) && !(page == PAGE_BAD_INPUT && r->typed != NULL) &&
	    !(r->content_type != NULL && page == PAGE_AWAY))
		reply_error_page(r, page);
	reply_send(r, fcgi, page, raw.method != NULL && strcmp(raw.method, "HEAD") == 0);
	log_line("info", "%s %s %d %zu bytes %u statements %s", raw.method == NULL ? "-" : raw.method,
	    r->route == NULL ? "-" : r->route->path, (int)page, r->html->len,
	    db_round_trips(db), r->request_id);
}

/* Under load ppoll finds a connection before it finds the signal. */
static bool
asked_to_leave(void)
{
	sigset_t	 waiting;

	return leaving || (sigpending(&waiting) == 0 &&
	    (sigismember(&waiting, SIGTERM) == 1 || sigismember(&waiting, SIGINT) == 1));
}

/* A signal may interrupt only the wait: a request that has begun is finished. */
static bool
wait_for_request(int fd, const sigset_t *open_mask)
{
	struct pollfd	 p = { .fd = fd, .events = POLLIN };

	while (!asked_to_leave()) {
		if (ppoll(&p, 1, NULL, open_mask) == 1)
			return true;
		if (errno != EINTR)
			log_fatal("ppoll: %s", strerror(errno));
	}
	return false;
}

static int
serve(const struct module *m, const struct conf *conf, struct db *db)
{
	struct sigaction	 sa = { .sa_handler = on_term };
	struct arena		*arena = arena_new(ARENA_MAX_BYTES);
	sigset_t		 block, open_mask;
	FCGX_Request		 fcgi;

	sigemptyset(&block);
	sigaddset(&block, SIGTERM);
	sigaddset(&block, SIGINT);
	sigprocmask(SIG_BLOCK, &block, &open_mask);
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGUSR1, SIG_IGN);	/* libfcgi would stop accepting and spin */
	if (fcntl(0, F_SETFL, fcntl(0, F_GETFL) | O_NONBLOCK) != 0 || FCGX_Init() != 0 ||
	    FCGX_InitRequest(&fcgi, 0, 0) != 0)
		log_fatal("descriptor 0 is not a listening FastCGI socket");
	sandbox_worker();
	while (wait_for_request(0, &open_mask)) {
		alarm((unsigned)conf->worker_deadline_s);
		if (FCGX_Accept_r(&fcgi) == 0) {
			handle(m, conf, db, arena, &fcgi);
			FCGX_Finish_r(&fcgi);
			arena_reset(arena);
		}
		alarm(0);
	}
	db_close(db);
	arena_free(arena);
	return 0;
}

static int
check(const struct module *m, struct db *db)
{
	const bool	 fits = db_ready(db) == DB_OK;
	size_t		 n = 0;

	for (size_t i = 0; m->queries[i] != NULL; i++)
		n += m->queries[i]->nstatement;
	if (fits)
		printf("%s: %zu statements fit\n", m->name, n);
	db_close(db);
	return fits ? 0 : 1;
}

static void
routes_print(const struct module *m)
{
	for (size_t i = 0; i < m->nroute; i++) {
		const struct route	*t = &m->routes[i];

		printf("{\"module\":\"%s\",\"method\":\"%s\",\"path\":\"%s\",\"permission\":\"%s\",\"form\":\"%s\"}\n",
		    m->name, t->method == METHOD_GET ? "GET" : "POST", t->path,
		    access_permission_name(t->perm), t->form->name);
	}
}

static bool
has_flag(int argc, char *argv[], const char *flag)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], flag) == 0)
			return true;
	return false;
}

int
server_main(const struct module *m, int argc, char *argv[])
{
	static struct conf	 conf;
	const char		*path = conf_path(argc, argv);
	struct db		*db;

	log_name(m->name);
	if (has_flag(argc, argv, "--routes")) {
		routes_print(m);
		return 0;
	}
	if (path == NULL) {
		fprintf(stderr, "usage: %s --config FILE [--check]\n       %s --routes\n", m->name, m->name);
		return 2;
	}
	if (conf_read(&conf, path, stderr) != 0)
		return 2;
	crypto_init();
	time_use_file(conf.clock_file[0] == '\0' ? NULL : conf.clock_file);
	db = db_new(&conf, m->name, m->queries);
	if (has_flag(argc, argv, "--check"))
		return check(m, db);
	if (db_ready(db) == DB_FAILED) {
		db_close(db);
		return 1;
	}
	return serve(m, &conf, db);
}
