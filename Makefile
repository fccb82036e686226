# Shorter verbs for what scripts/ does.
.PHONY: help build run sample test lint format bench sanitize hooks

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12
build: ## release programs in .build/release
	scripts/build
run: ## the daemon on config.json
	scripts/run
sample: ## the daemon on sample feeds, no network
	scripts/run --sample
test: ## everything that CI runs
	scripts/test
lint: ## layout and the rules of the house
	swift format lint --strict -r Sources Tests Benchmarks Package.swift
	for check in Tests/Checks/*.sh; do bash $$check || exit 1; done
format: ## swift format, in place
	swift format -i -r Sources Tests Benchmarks Package.swift
bench: ## release build of guetteur-bench; see Benchmarks/README.md
	scripts/build --product guetteur-bench
sanitize: ## the whole suite under the address, then the thread sanitizer
	GUETTEUR_SANITIZED=1 ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no \
	  swift test --scratch-path .build/asan --sanitize=address
	GUETTEUR_SANITIZED=1 SWIFT_BACKTRACE=enable=no \
	  swift test --scratch-path .build/tsan --sanitize=thread
hooks: ## run lint before each commit
	git config core.hooksPath .githooks
