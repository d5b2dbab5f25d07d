# The front door; Meson does the work.  `make demo` and `make test` each do all the set-up they need.
BUILD ?= build
JOBS ?= $(shell nproc)
SETUP ?= tools/setup

.PHONY: all demo test check asan ubsan tsan fuzz eval bench install clean

all: $(BUILD)/build.ninja
	ninja -j $(JOBS) -C $(BUILD)

$(BUILD)/build.ninja:
	$(SETUP) build
	meson setup $(BUILD) $(MESON_OPTIONS)

test:
	$(SETUP) test
	@$(MAKE) --no-print-directory all
	meson test -C $(BUILD) --print-errorlogs

clean:
	rm -rf build build-*
