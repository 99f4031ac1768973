/* log.h -- one line for each event on stderr; no names, no contents, no secrets. */
#ifndef LOG_H
#define LOG_H

/* The process's name at the start of each line. */
void	log_name(const char *);

/* level: "info", "warning", "error".  Control characters in the result become spaces. */
void	log_line(const char *level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Logs and ends the process with 70: for broken invariants, never for input. */
void	log_fatal(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));

#endif
