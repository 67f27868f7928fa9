# Two words do everything: make demo, make test.  make help tells the rest.
PREFIX ?= /usr/local
SWIFT ?= swift
# Extra words for every build, such as --jobs 1.
SWIFT_FLAGS ?=
# The optimised program carries Swift's library in itself, which starts sooner, and leaves out the checks of
# overlapping access while it runs: the debug build, which all tests use, makes them.
RELEASE_FLAGS ?= --static-swift-stdlib -Xswiftc -enforce-exclusivity=unchecked
RELEASE = .build/release/mizan
RESOURCES = .build/release/Mizan_MizanStandardsData.resources

.PHONY: help setup build demo test bench hostile opens interop install uninstall format lint house clean

help:
	@echo 'make demo      install what is missing, build, convert the examples, tell where the reports lie'
	@echo 'make test      install what is missing, run all tests and the tests inside the mappings'
	@echo 'make build     the program, optimised: $(RELEASE)'
	@echo 'make bench     mizan beside DuckDB and Polars, with ratios (needs python3, a C compiler, the network once)'
	@echo 'make hostile   broken and hostile files, if ../shared is beside the checkout'
	@echo 'make opens     which files a conversion opens, watched with strace'
	@echo 'make interop   compare what is read with what other programs read (needs python3, the network once)'
	@echo 'make install   program, standard, manual page and completions under PREFIX=$(PREFIX)'
	@echo 'make uninstall takes them away again'
	@echo 'make format    put the code in its form;  make lint  tell where it is not;  make house  look after the rules'
	@echo 'make clean     take away what was built and converted'

setup:
	@scripts/setup

build: setup
	$(SWIFT) build -c release --product mizan $(RELEASE_FLAGS) $(SWIFT_FLAGS)

demo: build
	@scripts/demo

test: setup
	$(SWIFT) test $(SWIFT_FLAGS)
	.build/debug/mizan test mappings Benchmarks

bench: build
	Benchmarks/run.py $(BENCH)

hostile: build
	scripts/hostile.py

opens: build
	scripts/check-opens

interop: build
	scripts/interop/run $(PARTS)

install: build
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/mizan' '$(DESTDIR)$(PREFIX)/share/man/man1' \
	  '$(DESTDIR)$(PREFIX)/share/bash-completion/completions' '$(DESTDIR)$(PREFIX)/share/zsh/site-functions' \
	  '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d'
	install -m 755 $(RELEASE) '$(DESTDIR)$(PREFIX)/bin/mizan'
	rm -rf '$(DESTDIR)$(PREFIX)/share/mizan/standards'
	cp -R $(RESOURCES) '$(DESTDIR)$(PREFIX)/share/mizan/standards'
	$(RELEASE) manual > '$(DESTDIR)$(PREFIX)/share/man/man1/mizan.1'
	$(RELEASE) --generate-completion-script bash > '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/mizan'
	$(RELEASE) --generate-completion-script zsh > '$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_mizan'
	$(RELEASE) --generate-completion-script fish > '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/mizan.fish'

uninstall:
	rm -f '$(DESTDIR)$(PREFIX)/bin/mizan' '$(DESTDIR)$(PREFIX)/share/man/man1/mizan.1' \
	  '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/mizan' '$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_mizan' \
	  '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/mizan.fish'
	rm -rf '$(DESTDIR)$(PREFIX)/share/mizan'

FORMATTED = Sources Tests Package.swift standards/StandardsData.swift

format:
	$(SWIFT) format --in-place --recursive $(FORMATTED)

lint:
	$(SWIFT) format lint --strict --recursive $(FORMATTED)

house:
	@scripts/check-house

clean:
	rm -rf .build out Benchmarks/local
