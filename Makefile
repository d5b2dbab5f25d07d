# The front door; Meson does the work.  `make demo` and `make test` each do all the set-up they need.
BUILD ?= build
PREFIX ?= /usr/local
JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 30
SAMPLES = $(wildcard samples/*.txt samples/*.html samples/*.jsonl)
SOURCES = $(shell git ls-files '*.c' '*.h')

.PHONY: all configured demo suite test check format asan ubsan tsan fuzz eval blocks-model dates-model bench install clean

all: configured
	@ninja -j $(JOBS) -C $(BUILD) hearsay

configured:
	@tools/setup build
	@test -f $(BUILD)/build.ninja || meson setup $(BUILD)

# The main job on the sample articles; ends with a summary and the report's path.
demo: all
	$(BUILD)/hearsay run $(SAMPLES) -o report.html
	@echo "The report: $(CURDIR)/report.html"

test: configured
	@ninja -j $(JOBS) -C $(BUILD)
	meson test -C $(BUILD) --print-errorlogs

# Layers, lists, format, lint, ARM where it can be emulated; with the tests.
check: test
	@tools/setup check
	tools/check-layers
	clang-format --dry-run -Werror $(SOURCES)
	tools/lint
	tools/check-arm || test $$? -eq 77

format:
	clang-format -i $(SOURCES)

# The tests under a sanitizer, each in a build folder of its own.
asan: SANITIZE = address
ubsan: SANITIZE = undefined
tsan: SANITIZE = thread
asan ubsan tsan:
	@tools/setup check
	@test -f build-$@/build.ninja || CC=clang meson setup build-$@ --buildtype=debugoptimized \
	    -Db_lundef=false -Db_sanitize=$(SANITIZE)
	@ninja -j $(JOBS) -C build-$@
	UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
	    meson test -C build-$@ --print-errorlogs --timeout-multiplier 6

# Each parser against made-up bytes, FUZZ_SECONDS long; then the corpus once more without a fuzzer.
fuzz:
	@tools/setup check
	tools/fuzz $(FUZZ_SECONDS)

# The longer suite: 2,000 articles in any order on any number of threads; what is found in the samples and
# in two real articles, where these are at hand.
suite: all
	python3 tests/suite/order.py $(BUILD)/hearsay
	python3 tests/suite/samples.py $(BUILD)/hearsay
	python3 tests/suite/seeds.py $(BUILD)/hearsay
	@ninja -j $(JOBS) -C $(BUILD) tests/markup
	python3 tests/suite/html5lib.py $(BUILD)/tests/markup

# The figures on the shared data, held against eval/floors.json.
eval: all
	@tools/setup check
	python3 eval/run.py

# data/models/blocks.model anew from the shared data, and its scores on sites that it has not seen.
blocks-model: configured
	@ninja -j $(JOBS) -C $(BUILD) teach-blocks
	tools/make-blocks-model

# The same of data/models/dates.model.
dates-model: configured
	@ninja -j $(JOBS) -C $(BUILD) teach-dates
	tools/make-dates-model

# Speed, growth on pages made to be slow, and accuracy beside other readers, which come from PyPI.
bench: all
	bench/run
	bench/growth
	bench/reading
	bench/extract

install: configured
	@meson configure $(BUILD) --prefix $(abspath $(PREFIX))
	@ninja -j $(JOBS) -C $(BUILD)
	meson install -C $(BUILD) --no-rebuild

clean:
	rm -rf build build-*
