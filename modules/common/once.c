/* once.c -- one form, one effect: the request key and what it led to. */

#include <string.h>

#include "once.h"
#include "q_common.h"

enum db_rc
once_store(struct tx *tx, struct req *r, struct url result)
{
	if (!r->has_request_key || r->scope.account_id == 0)
		return DB_OK;
	return q_request_key_insert(tx, &r->scope, &(struct q_request_key_insert_in){
		.request_key = { r->request_key, sizeof r->request_key },
		.body_hash = { r->body_hash, sizeof r->body_hash },
		.result = result.path,
		.now = r->now,
	});
}

enum page
once_answer(struct req *r)
{
	struct q_request_key_find	 row;
	enum db_rc			 rc;

	if (!r->has_request_key || r->session == NULL)
		return PAGE_OK;
	rc = q_request_key_find(r->db, &r->scope, &row, &(struct q_request_key_find_in){
		.request_key = { r->request_key, sizeof r->request_key },
	});
	if (rc == DB_NONE)
		return PAGE_OK;
	if (rc != DB_OK)
		return page_of(r, rc);
	if (row.body_hash.n != sizeof r->body_hash ||
	    memcmp(row.body_hash.p, r->body_hash, sizeof r->body_hash) != 0)
		return page_refuse(r, PAGE_CONFLICT, MSG_FORM_USED);
	return page_redirect(r, (struct url){ row.result });
}
