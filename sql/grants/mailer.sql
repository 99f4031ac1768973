-- renraku_mailer: the outbox and nothing else.  Repeatable.
GRANT SELECT, UPDATE ON renraku.outbox TO 'renraku_mailer'@'localhost';
