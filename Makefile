# renraku -- "make" builds, "make run" starts a demonstration, "make test" proves.

MODULES = portal absences
HELPERS = mailer importer

# SANITIZE=address,undefined builds everything into a folder of its own.
SANITIZE ?=
B = build$(if $(SANITIZE),/san)
GEN = $(B)/gen
BIN = $(B)/bin
OBJ = $(B)/obj

CC = gcc
V ?= @
PKG = $(shell pkg-config --cflags $(1)) 
LIB = $(shell pkg-config --libs $(1))

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
  -Wmissing-prototypes -Wold-style-definition -Wmissing-declarations -Wredundant-decls -Wnested-externs \
  -Wpointer-arith -Wwrite-strings -Wcast-qual -Wcast-align -Wformat=2 -Wundef -Wvla -Wswitch-enum \
  -Wimplicit-fallthrough -Wnull-dereference -Wdouble-promotion -Wdate-time -Werror \
  -Wlogical-op -Wduplicated-cond -Wduplicated-branches -Wjump-misses-init -Wformat-signedness
HARDEN = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fcf-protection=full -fPIE
SAN = $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all)
CFLAGS = -std=gnu11 -D_GNU_SOURCE -g -O2 $(WARN) $(if $(SANITIZE),$(SAN),$(HARDEN)) \
  -Imodules -I$(GEN) -I$(GEN)/src $(call PKG,libmariadb) -MMD -MP
LDFLAGS = -pie -Wl,-z,relro,-z,now $(SAN)
COMMON_LIBS = -lfcgi $(call LIB,libmariadb) $(call LIB,libsodium) -lutf8proc -lseccomp

COMMON_C = $(wildcard modules/common/*.c)
QUERIES = $(notdir $(basename $(wildcard sql/queries/*.sql)))
TMPL = $(wildcard templates/*/*.tmpl)
MESSAGES = $(sort $(wildcard templates/*/messages*.txt))
PO = $(wildcard templates/common/po/*.po)
PO_ARGS = $(foreach p,$(PO),--po $(notdir $(basename $(p)))=$(p))

all: $(MODULES:%=$(BIN)/%) $(HELPERS:%=$(BIN)/%) $(BIN)/renrakuctl $(BIN)/houselint $(B)/assets.done

# ---- tools, run while building ----

TOOL_FLAGS = -std=gnu11 -D_GNU_SOURCE -g -O1 $(filter-out -Wnull-dereference,$(WARN))
build/tools/tmplc: $(wildcard modules/tools/tmplc*.[ch])
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(V)$(CC) $(TOOL_FLAGS) $(filter %.c,$^) -o $@
build/tools/sqlc: $(wildcard modules/tools/sqlc*.[ch])
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(V)$(CC) $(TOOL_FLAGS) $(filter %.c,$^) -o $@
$(BIN)/houselint: $(wildcard modules/tools/houselint*.c)
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(V)$(CC) $(TOOL_FLAGS) $(filter %.c,$^) -o $@

# ---- generated C ----

$(GEN)/messages.txt: $(MESSAGES)
	@mkdir -p $(@D)
	cat $(MESSAGES) >$@
$(GEN)/messages.c: $(GEN)/messages.txt $(PO) build/tools/tmplc
	build/tools/tmplc --messages $< $(PO_ARGS) --out-h $(GEN)/messages.h.new --out-c $@
	@cmp -s $(GEN)/messages.h.new $(GEN)/messages.h || cp $(GEN)/messages.h.new $(GEN)/messages.h
$(GEN)/q_%.c: sql/queries/%.sql build/tools/sqlc
	@mkdir -p $(@D)
	build/tools/sqlc --out-h $(GEN)/q_$*.h --out-c $@ $<
$(GEN)/common/frame.c: VIEWS = common/frame.h
$(GEN)/common/error.c: VIEWS = common/errors.h
$(GEN)/common/parts.c: VIEWS = common/parts.h
VIEWS = $(notdir $(patsubst %/,%,$(dir $<)))/views.h
$(GEN)/%.c: templates/%.tmpl $(PO) build/tools/tmplc
	@mkdir -p $(@D)
	build/tools/tmplc $(PO_ARGS) --include $(VIEWS) --out $@ $<
$(GEN)/assets.h: $(wildcard templates/assets/*)
	@mkdir -p $(B)/assets
	@css=renraku.$$(sha256sum templates/assets/renraku.css | cut -c1-12).css; \
	js=renraku.$$(sha256sum templates/assets/renraku.js | cut -c1-12).js; \
	rm -rf $(B)/assets/*; cp -r templates/assets/* $(B)/assets/; \
	cp templates/assets/renraku.css $(B)/assets/$$css; cp templates/assets/renraku.js $(B)/assets/$$js; \
	printf '#define ASSET_CSS "/assets/%s"\n#define ASSET_JS "/assets/%s"\n' $$css $$js >$@
$(B)/assets.done: $(GEN)/assets.h
	@touch $@

GENERATED = $(GEN)/messages.c $(GEN)/assets.h $(QUERIES:%=$(GEN)/q_%.c)
generated: $(GENERATED) $(TMPL:templates/%.tmpl=$(GEN)/%.c)

# ---- objects and programs ----

$(OBJ)/%.o: modules/%.c | $(GENERATED)
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(V)$(CC) $(CFLAGS) $(EXTRA) -c $< -o $@
$(OBJ)/gen/%.o: $(GEN)/%.c | $(GENERATED)
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(V)$(CC) $(CFLAGS) -Wno-unused-parameter -c $< -o $@

obj_of = $(patsubst modules/%.c,$(OBJ)/%.o,$(wildcard modules/$(1)/*.c))
tmpl_of = $(patsubst templates/%.tmpl,$(OBJ)/gen/%.o,$(wildcard templates/$(1)/*.tmpl))
q_of = $(foreach q,$(1),$(OBJ)/gen/q_$(q).o)

COMMON_O = $(COMMON_C:modules/%.c=$(OBJ)/%.o) $(call tmpl_of,common) $(OBJ)/gen/messages.o $(call q_of,common)
$(B)/libcommon.a: $(COMMON_O)
	rm -f $@ && ar rcs $@ $^

ROSTER_O = $(call obj_of,roster)
$(OBJ)/roster/%.o: EXTRA = $(call PKG,libarchive)
$(OBJ)/helpers/mailer/%.o: EXTRA = $(call PKG,gmime-3.0 libcurl)
$(OBJ)/ctl/%.o $(OBJ)/helpers/importer/%.o: EXTRA = $(call PKG,libarchive)
ROSTER_LIBS = $(call LIB,libarchive) -lutf8proc

PORTAL_Q = signin roster_pages sheets guardians registration
ABSENCES_Q = absences absences_staff
$(BIN)/portal: $(call obj_of,portal) $(call tmpl_of,portal) $(call q_of,$(PORTAL_Q)) $(B)/libcommon.a
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(V)$(CC) $(LDFLAGS) $^ -o $@ $(COMMON_LIBS) $(call LIB,libqrencode)
$(BIN)/absences: $(call obj_of,absences) $(call tmpl_of,absences) $(call q_of,$(ABSENCES_Q)) $(B)/libcommon.a
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(V)$(CC) $(LDFLAGS) $^ -o $@ $(COMMON_LIBS)
$(BIN)/mailer: $(call obj_of,helpers/mailer) $(call q_of,mailer) $(B)/libcommon.a
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(V)$(CC) $(LDFLAGS) $^ -o $@ $(COMMON_LIBS) $(call LIB,gmime-3.0 libcurl)
$(BIN)/importer: $(call obj_of,helpers/importer) $(ROSTER_O) $(call q_of,roster_apply importer) $(B)/libcommon.a
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(V)$(CC) $(LDFLAGS) $^ -o $@ $(ROSTER_LIBS) $(COMMON_LIBS)
$(BIN)/renrakuctl: $(call obj_of,ctl) $(ROSTER_O) $(call q_of,roster_apply import_ctl ctl ctl_migrate demo) $(B)/libcommon.a
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(V)$(CC) $(LDFLAGS) $^ -o $@ $(ROSTER_LIBS) $(COMMON_LIBS)

-include $(shell find $(OBJ) -name '*.d' 2>/dev/null)

# ---- run, test ----

install-run:
	@sh modules/ctl/install.sh run
install-test:
	@sh modules/ctl/install.sh test

run: install-run
	@$(MAKE) --no-print-directory all
	@MODULES="$(MODULES)" BUILD_DIR="$(B)" bash modules/ctl/localrun.sh

# sql/schema.sql, after a new migration.
schema: $(BIN)/renrakuctl
	@BUILD_DIR=$(abspath $(B)) bash modules/ctl/schema.sh

# Rings of tests; RINGS="unit sql" chooses.  With SANITIZE: unit, sql and http.
RINGS ?=
FUZZ_SECONDS ?= 10

# Everything without a main() in one archive, so that a test links what it needs.
ROSTERS_O = $(patsubst tests/support/%.c,$(OBJ)/tests/%.o,$(wildcard tests/support/rosters/*.c))
TESTED_O = $(filter-out %/main.o,$(foreach d,$(MODULES) ctl roster $(HELPERS:%=helpers/%),$(call obj_of,$(d)))) \
  $(foreach d,$(MODULES),$(call tmpl_of,$(d))) $(call q_of,$(filter-out common,$(QUERIES)))
UNIT = $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))
UNIT_LIBS = $(ROSTER_LIBS) $(COMMON_LIBS) $(call LIB,libqrencode gmime-3.0 libcurl cmocka)
$(B)/libtested.a: $(TESTED_O) $(ROSTERS_O)
	rm -f $@ && ar rcs --thin $@ $^
$(OBJ)/tests/rosters/%.o: tests/support/rosters/%.c | $(GENERATED)
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(V)$(CC) $(CFLAGS) $(call PKG,libarchive) -c $< -o $@
$(OBJ)/tests/%.o: tests/unit/%.c | $(GENERATED)
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(V)$(CC) $(CFLAGS) $(call PKG,libarchive gmime-3.0 libcurl cmocka) -c $< -o $@
$(UNIT): $(B)/unit/%: $(OBJ)/tests/%.o $(B)/libtested.a $(B)/libcommon.a
	@mkdir -p $(@D)
	$(V)$(CC) $(LDFLAGS) $^ -o $@ $(UNIT_LIBS)

# Fuzz targets: clang, with the libraries built for it.
FUZZ = $(patsubst tests/fuzz/%.c,build/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_FLAGS = -std=gnu11 -D_GNU_SOURCE -g -O1 -w -fsanitize=fuzzer-no-link,address,undefined \
  -fno-sanitize-recover=all -Imodules -Ibuild/gen -Ibuild/gen/src $(call PKG,libmariadb libarchive)
FUZZ_O = $(patsubst modules/%.c,build/fuzz/obj/%.o,$(COMMON_C) $(wildcard modules/roster/*.c)) \
  $(patsubst %,build/fuzz/obj/gen/%.o,messages q_common $(patsubst templates/%.tmpl,%,$(wildcard templates/common/*.tmpl)))
build/fuzz/obj/gen/%.o: build/gen/%.c
	@mkdir -p $(@D)
	$(V)clang $(FUZZ_FLAGS) -MMD -MP -c $< -o $@
build/fuzz/obj/%.o: modules/%.c | $(GENERATED)
	@mkdir -p $(@D)
	$(V)clang $(FUZZ_FLAGS) -MMD -MP -c $< -o $@
build/fuzz/libfuzzed.a: $(FUZZ_O)
	rm -f $@ && ar rcs $@ $^
build/fuzz/fuzz_%: tests/fuzz/fuzz_%.c build/fuzz/libfuzzed.a
	@echo "  CC $@"
	$(V)clang $(FUZZ_FLAGS) -fsanitize=fuzzer $^ -o $@ $(ROSTER_LIBS) $(COMMON_LIBS)
-include $(shell find build/fuzz -name '*.d' 2>/dev/null)

tests/node_modules: tests/package-lock.json
	cd tests && npm ci --no-audit --no-fund --loglevel=error && touch node_modules

test-programs: all $(UNIT) $(if $(SANITIZE),,$(FUZZ)) tests/node_modules
test: install-test
	@$(MAKE) --no-print-directory test-programs
	@TEST_BUILD=$(B) FUZZ_SECONDS=$(FUZZ_SECONDS) node tests/run.mjs $(RINGS)
test-%: install-test
	@$(MAKE) --no-print-directory test-programs
	@TEST_BUILD=$(B) FUZZ_SECONDS=$(FUZZ_SECONDS) node tests/run.mjs $*

clean:
	rm -rf build

.PHONY: all generated run schema test test-programs clean install-run install-test
.DELETE_ON_ERROR:
.SECONDARY:
