# Two commands: `make demo` builds demarche and runs the main job on the shipped example; `make test` runs every default test.
# Everything else goes through CMake presets: see CONTRIBUTING.md.

DEMARCHE := build/release/cli/demarche
STORE := build/october-1962.db

.PHONY: all demo test setup build clean

all: build

setup:
	@tools/setup.sh

build: setup
	@echo "build: release, into build/release"
	@mkdir -p build && cmake --preset release > build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
	@cmake --build --preset release

demo: build
	@echo "demo: $(DEMARCHE) read examples/october-1962 --store $(STORE)"
	@# exit 1 = done, with problems reported (one capture is Spanish, on purpose)
	@$(DEMARCHE) read examples/october-1962 --store $(STORE) || [ $$? -eq 1 ]

test: build
	@echo "test: every default test"
	@ctest --preset release

clean:
	rm -rf build
