/* throttle.c -- counts in the database, so that every worker knows them. */

#include "portal/throttle.h"

#include "common/crypto.h"
#include "q_signin.h"

#define MINUTE_S 60
#define WINDOW_S (15 * MINUTE_S)
#define WAIT_MAX_S (15 * MINUTE_S)

static const struct { const char *label; int64_t limit; } rules[] = {
	[THROTTLE_LOGIN] = { "throttle-login", 10 },
	[THROTTLE_DEVICE] = { "throttle-device", 10 },
	[THROTTLE_ADDRESS] = { "throttle-address", 300 },
	[THROTTLE_CODE] = { "throttle-code", 10 },
	[THROTTLE_CODE_ADDRESS] = { "throttle-code-address", 100 },
	[THROTTLE_MAIL] = { "throttle-mail", 3 },
	[THROTTLE_MAIL_ADDRESS] = { "throttle-mail-address", 60 },
};

static int64_t
wait_s(int64_t failures_over)
{
	int64_t	 wait = MINUTE_S;

	while (failures_over-- > 0 && wait < WAIT_MAX_S)
		wait *= 2;
	return wait < WAIT_MAX_S ? wait : WAIT_MAX_S;
}

/* Whether the window, and a wait that followed it, are long over. */
static bool
forgotten(struct throttle_count c, struct instant now)
{
	const struct instant	 quiet = time_add(now, -WINDOW_S);

	return c.since_at.us <= quiet.us && c.blocked_until_at.us <= quiet.us;
}

struct throttle_count
throttle_next(struct throttle_count c, enum throttle_rule rule, struct instant now)
{
	if (c.failures == 0 || forgotten(c, now))
		c = (struct throttle_count){ .since_at = now };
	c.failures++;
	if (c.failures >= rules[rule].limit)
		c.blocked_until_at = time_add(now, wait_s(c.failures - rules[rule].limit));
	return c;
}

int64_t
throttle_wait_minutes(struct throttle_count c, struct instant now)
{
	const int64_t	 minute_us = (int64_t)MINUTE_S * 1000000;
	const int64_t	 left_us = c.blocked_until_at.us - now.us;

	return left_us <= 0 ? 0 : (left_us + minute_us - 1) / minute_us;
}

static struct bytes
key_of(unsigned char hash[CRYPTO_HASH_BYTES], enum throttle_rule rule, const char *what)
{
	crypto_hash_text(hash, rules[rule].label, what);
	return (struct bytes){ hash, CRYPTO_HASH_BYTES };
}

enum db_rc
throttle_check(struct req *r, enum throttle_rule rule, const char *what, int64_t *wait_minutes)
{
	struct q_throttle_read	 row;
	unsigned char		 hash[CRYPTO_HASH_BYTES];
	enum db_rc		 rc;

	*wait_minutes = 0;
	rc = q_throttle_read(r->db, &row, &(struct q_throttle_read_in){
		.throttle_key = key_of(hash, rule, what),
	});
	if (rc == DB_NONE)
		return DB_OK;
	if (rc == DB_OK && row.has_blocked_until_at)
		*wait_minutes = throttle_wait_minutes((struct throttle_count){
			.blocked_until_at = row.blocked_until_at,
		}, r->now);
	return rc;
}

enum db_rc
throttle_failed(struct tx *tx, struct req *r, enum throttle_rule rule, const char *what)
{
	struct q_throttle_lock	 row;
	struct throttle_count	 c;
	unsigned char		 hash[CRYPTO_HASH_BYTES];
	const struct bytes	 key = key_of(hash, rule, what);
	enum db_rc		 rc;

	rc = q_throttle_begin(tx, &(struct q_throttle_begin_in){ .throttle_key = key, .now = r->now });
	if (rc == DB_OK)
		rc = q_throttle_lock(tx, &row, &(struct q_throttle_lock_in){ .throttle_key = key });
	if (rc != DB_OK)
		return rc;
	c = throttle_next((struct throttle_count){
		.failures = row.failures,
		.since_at = row.since_at,
		.blocked_until_at = { row.has_blocked_until_at ? row.blocked_until_at.us : 0 },
	}, rule, r->now);
	return q_throttle_write(tx, &(struct q_throttle_write_in){
		.throttle_key = key,
		.failures = c.failures,
		.since_at = c.since_at,
		.has_blocked_until_at = c.blocked_until_at.us != 0,
		.blocked_until_at = c.blocked_until_at,
	});
}

enum db_rc
throttle_clear(struct tx *tx, enum throttle_rule rule, const char *what)
{
	unsigned char	 hash[CRYPTO_HASH_BYTES];
	uint64_t	 n;

	return q_throttle_remove(tx, &n, &(struct q_throttle_remove_in){
		.throttle_key = key_of(hash, rule, what),
	});
}

enum page
throttle_refuse(struct req *r, int64_t wait_minutes)
{
	static const struct { int64_t minutes; enum msg sentence; } sentences[] = {
		{ 1, MSG_WAIT_1 }, { 2, MSG_WAIT_2 }, { 4, MSG_WAIT_4 }, { 8, MSG_WAIT_8 },
	};

	for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
		if (wait_minutes <= sentences[i].minutes)
			return page_refuse(r, PAGE_THROTTLED, sentences[i].sentence);
	return page_refuse(r, PAGE_THROTTLED, MSG_WAIT_15);
}

const char *
throttle_browser(const struct req *r)
{
	return r->cookie_visitor != NULL ? r->cookie_visitor : r->address;
}
