-- renraku_mailer: the outbox and how its mails went.  It cannot change what they say.
GRANT SELECT, UPDATE (tries, due_at, state, ended_at, error) ON renraku.outbox TO 'renraku_mailer'@'localhost';
