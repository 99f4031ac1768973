/* db.c -- the one connection of a process, its transactions and their outcomes. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include <errmsg.h>
#include <mysqld_error.h>

#include "arena.h"
#include "conf.h"
#include "db_impl.h"
#include "log.h"

#define OWN_BYTES (4 * 1024 * 1024)
#define CONNECT_WAIT_S 3
#define ANSWER_WAIT_S 8
#define SCRIPT_WAIT_S 3600	/* a migration may rebuild a large table */

#define LOST_CONNECTION_EXTENDED 2055	/* CR_SERVER_LOST_EXTENDED of other clients */

static const char session_settings[] =
    "SET SESSION time_zone = '+00:00', collation_connection = utf8mb4_nopad_bin, "
    "sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,"
    "NO_ZERO_DATE,NO_ZERO_IN_DATE,ONLY_FULL_GROUP_BY'";
static const char session_isolation[] =
    "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";

enum db_rc
db_outcome(unsigned error)
{
	switch (error) {
	case ER_DUP_ENTRY:
	case ER_DUP_ENTRY_WITH_KEY_NAME:
	case ER_DUP_UNIQUE:
		return DB_DUPLICATE;
	case ER_LOCK_DEADLOCK:
	case ER_LOCK_WAIT_TIMEOUT:
	case ER_CHECKREAD:
	case ER_TABLE_DEF_CHANGED:
	case ER_NEED_REPREPARE:
		return DB_RETRY;
	case CR_CONNECTION_ERROR:
	case CR_CONN_HOST_ERROR:
	case CR_SERVER_GONE_ERROR:
	case CR_SERVER_LOST:
	case LOST_CONNECTION_EXTENDED:
	case ER_CON_COUNT_ERROR:
	case ER_USER_LIMIT_REACHED:
	case ER_TOO_MANY_USER_CONNECTIONS:
	case ER_SERVER_SHUTDOWN:
	case ER_NORMAL_SHUTDOWN:
	case ER_NEW_ABORTING_CONNECTION:
	case ER_ABORTING_CONNECTION:
	case ER_NET_READ_ERROR:
	case ER_NET_READ_ERROR_FROM_PIPE:
	case ER_NET_READ_INTERRUPTED:
	case ER_NET_ERROR_ON_WRITE:
	case ER_NET_WRITE_INTERRUPTED:
	case ER_CONNECTION_KILLED:
		return DB_AWAY;
	default:
		return DB_FAILED;
	}
}

void
db_spoil(struct db *db, enum db_rc rc)
{
	if (db->tx.open && db->tx.rc == DB_OK)
		db->tx.rc = rc;
}

enum db_rc
db_fail(struct db *db, const char *name, unsigned error)
{
	enum db_rc	 rc;

	rc = db_outcome(error);
	if (rc == DB_AWAY) {
		log_line("warning", "db: %s: connection lost (%u)", name, error);
		db->broken = true;
	} else if (rc == DB_FAILED) {
		log_line("error", "db: %s: error %u", name, error);
		/* Client errors leave the protocol in a state that nobody knows. */
		if (error >= CR_MIN_ERROR && error <= CR_MAX_ERROR)
			db->broken = true;
		if (error == ER_UNKNOWN_STMT_HANDLER)
			db->broken = true;
	}
	db_spoil(db, rc);
	return rc;
}

enum db_rc
db_fail_here(struct db *db, const char *name, const char *column, const char *what)
{
	log_line("error", "db: %s: %s: %s", name, column, what);
	db_spoil(db, DB_FAILED);
	return DB_FAILED;
}

struct db *
db_new(const struct conf *conf, const char *user, const struct db_queries *const *queries)
{
	struct arena	*own;
	struct db	*db;

	own = arena_new(OWN_BYTES);
	db = arena_alloc(own, sizeof *db);
	db->own = own;
	db->conf = conf;
	db->account = arena_printf(own, "renraku_%s", user);
	db->queries = queries;
	db->tx.db = db;
	db_prepare_room(db);
	return db;
}

/* The password of the account, without its line end.  False is logged. */
static bool
read_password(const struct db *db, char *password, size_t size)
{
	char	 path[4096];
	ssize_t	 n;
	int	 fd;

	if ((size_t)snprintf(path, sizeof path, "%s/%s", db->conf->secrets_dir, db->account) >=
	    sizeof path) {
		log_line("error", "db: the name of the password file is too long");
		return false;
	}
	fd = open(path, O_RDONLY | O_CLOEXEC);
	n = fd == -1 ? -1 : read(fd, password, size - 1);
	if (n <= 0)
		log_line("error", "db: no password in %s (%d)", path, n == 0 ? 0 : errno);
	if (fd != -1)
		close(fd);
	if (n <= 0)
		return false;
	password[n] = '\0';
	password[strcspn(password, "\r\n")] = '\0';
	return true;
}

static bool
set_options(MYSQL *my, unsigned answer_wait_s)
{
	const unsigned	 connect_wait_s = CONNECT_WAIT_S, protocol = MYSQL_PROTOCOL_SOCKET;
	const unsigned	 off = 0;
	const my_bool	 no = 0, yes = 1;

	return mysql_options(my, MYSQL_OPT_CONNECT_TIMEOUT, &connect_wait_s) == 0 &&
	    mysql_options(my, MYSQL_OPT_READ_TIMEOUT, &answer_wait_s) == 0 &&
	    mysql_options(my, MYSQL_OPT_WRITE_TIMEOUT, &answer_wait_s) == 0 &&
	    mysql_options(my, MYSQL_OPT_PROTOCOL, &protocol) == 0 &&
	    mysql_options(my, MYSQL_OPT_LOCAL_INFILE, &off) == 0 &&
	    mysql_options(my, MYSQL_OPT_RECONNECT, &no) == 0 &&
	    mysql_options(my, MYSQL_REPORT_DATA_TRUNCATION, &yes) == 0 &&
	    mysql_options(my, MYSQL_SET_CHARSET_NAME, "utf8mb4") == 0;
}

/* A connection with its session settled, the caller's to close; NULL: see *rc. */
static MYSQL *
open_connection(struct db *db, unsigned answer_wait_s, unsigned long flags, enum db_rc *rc)
{
	char	 password[256];
	MYSQL	*my, *connected;

	*rc = DB_FAILED;
	if (!read_password(db, password, sizeof password))
		return NULL;
	my = mysql_init(NULL);
	if (my == NULL || !set_options(my, answer_wait_s))
		log_fatal("db: the client library does not start");
	connected = mysql_real_connect(my, NULL, db->account, password, db->conf->db_name, 0,
	    db->conf->db_socket, CLIENT_FOUND_ROWS | flags);
	explicit_bzero(password, sizeof password);
	if (connected != NULL &&
	    mysql_real_query(my, session_settings, sizeof session_settings - 1) == 0 &&
	    mysql_real_query(my, session_isolation, sizeof session_isolation - 1) == 0) {
		*rc = DB_OK;
		return my;
	}
	*rc = db_outcome(mysql_errno(my)) == DB_AWAY ? DB_AWAY : DB_FAILED;
	log_line(*rc == DB_AWAY ? "warning" : "error", "db: %s cannot connect: %s",
	    db->account, mysql_error(my));
	mysql_close(my);
	return NULL;
}

static void
drop_connection(struct db *db)
{
	db_unprepare(db);
	if (db->my != NULL)
		mysql_close(db->my);
	db->my = NULL;
	db->broken = false;
	db->tx.open = false;
}

/*
 * Between requests the server has nothing to say: bytes or an end on the
 * socket mean that it closed the connection (a restart, wait_timeout).
 */
static bool
peer_has_left(const struct db *db)
{
	struct pollfd	 pfd;

	pfd.fd = mysql_get_socket(db->my);
	pfd.events = POLLIN;
	pfd.revents = 0;
	return poll(&pfd, 1, 0) != 0;
}

enum db_rc
db_ready(struct db *db)
{
	enum db_rc	 rc;

	if (db->tx.open) {
		log_line("error", "db: a transaction was left open");
		drop_connection(db);
	}
	if (db->my != NULL && (db->broken || peer_has_left(db)))
		drop_connection(db);
	if (db->my != NULL)
		return DB_OK;
	db->my = open_connection(db, ANSWER_WAIT_S, 0, &rc);
	if (rc != DB_OK)
		return rc;
	rc = db_prepare(db);
	if (rc != DB_OK)
		drop_connection(db);
	return rc;
}

void
db_request(struct db *db, struct arena *arena, const struct db_actor *actor)
{
	db->arena = arena;
	db->actor = actor;
	db->round_trips = 0;
}

unsigned
db_round_trips(const struct db *db)
{
	return db->round_trips;
}

void
db_close(struct db *db)
{
	drop_connection(db);
	arena_free(db->own);
}

/* BEGIN, COMMIT or ROLLBACK; 0 or the error number. */
static unsigned
send_plain(struct db *db, const char *sql)
{
	db->round_trips++;
	return mysql_real_query(db->my, sql, strlen(sql)) == 0 ? 0 : mysql_errno(db->my);
}

struct tx *
db_begin(struct db *db)
{
	unsigned	 error;

	if (db->tx.open)
		log_fatal("db: a second transaction inside the first");
	db->tx.open = true;
	db->tx.rc = DB_OK;
	if (db->my == NULL || db->broken) {
		db->tx.rc = DB_AWAY;
		return &db->tx;
	}
	error = send_plain(db, "START TRANSACTION");
	if (error != 0)
		db->tx.rc = db_fail(db, "begin", error);
	return &db->tx;
}

/* A connection that cannot roll back is closed, which rolls back. */
static void
roll_back(struct db *db)
{
	if (db->my == NULL || db->broken)
		return;
	if (send_plain(db, "ROLLBACK") != 0)
		db->broken = true;
}

enum db_rc
db_end(struct tx *tx, enum db_rc rc)
{
	struct db	*db;
	unsigned	 error;

	db = tx->db;
	if (!tx->open)
		log_fatal("db: a transaction ends twice");
	tx->open = false;
	if (tx->rc != DB_OK)
		rc = tx->rc;
	if (rc != DB_OK) {
		roll_back(db);
		return rc;
	}
	error = send_plain(db, "COMMIT");
	if (error == 0)
		return DB_OK;
	rc = db_fail(db, "commit", error);
	if (rc == DB_AWAY || db->broken) {
		log_line("error", "db: commit unknown (%u)", error);
		db->broken = true;
		return DB_AWAY;
	}
	roll_back(db);
	return rc;
}

struct db *
tx_db(struct tx *tx)
{
	return tx->db;
}

const struct db_actor *
tx_actor(const struct tx *tx)
{
	return tx->db->actor;
}

/* Reads the answers of all statements of a script; 0 or an error number. */
static unsigned
read_answers(MYSQL *my)
{
	MYSQL_RES	*result;
	int		 more;

	do {
		result = mysql_store_result(my);
		if (result != NULL)
			mysql_free_result(result);
		else if (mysql_errno(my) != 0)
			return mysql_errno(my);
		more = mysql_next_result(my);
	} while (more == 0);
	return more > 0 ? mysql_errno(my) : 0;
}

enum db_rc
db_script(struct db *db, const char *sql, size_t n)
{
	MYSQL		*my;
	unsigned	 error;
	enum db_rc	 rc;

	/* Several statements in one text are allowed here and on no other connection. */
	my = open_connection(db, SCRIPT_WAIT_S, CLIENT_MULTI_STATEMENTS, &rc);
	if (my == NULL)
		return rc;
	error = mysql_real_query(my, sql, n) == 0 ? read_answers(my) : mysql_errno(my);
	if (error != 0) {
		rc = db_outcome(error) == DB_AWAY ? DB_AWAY : DB_FAILED;
		log_line("error", "db: script: error %u: %s", error, mysql_error(my));
	}
	mysql_close(my);
	return rc;
}
