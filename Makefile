# netsyslogd: "make" shows the targets.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE := 1
# Build servers that stay behind hold memory, and files open in CI.
export MSBUILDDISABLENODEREUSE := 1

CONFIGURATION := Release
# Debian's name of the architecture to build for: amd64 or arm64.
NATIVE := $(if $(filter aarch64 arm64,$(shell uname -m)),arm64,amd64)
ARCH := $(NATIVE)
RUNTIME := linux-$(if $(filter arm64,$(ARCH)),arm64,x64)
CROSS := $(filter-out $(NATIVE),$(ARCH))
OUT := out$(CROSS:%=/%)
SYSROOT := $(OUT)/sysroot
DAEMON := $(OUT)/netsyslogd
SHARED ?= ../shared
SOURCES := $(shell find src -name bin -prune -o -name obj -prune -o -type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' \) -print)

help: ## shows this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## builds and starts the daemon in the foreground with conf/demo, shows each record (Ctrl-C ends it)
	@.ci/demo $(DAEMON)

build: $(DAEMON) ## the native binary out/netsyslogd

$(DAEMON): $(SOURCES)
	@.ci/prerequisites $(or $(CROSS:%=cross),build)
	@$(if $(CROSS),packaging/sysroot $(ARCH) $(SYSROOT))
	@dotnet publish src/Rsyslogd.Net.Daemon -c $(CONFIGURATION) -r $(RUNTIME) -o $(OUT)/publish -v quiet --nologo \
	    $(if $(CROSS),-p:CppCompilerAndLinker=clang -p:LinkerFlavor=lld -p:ObjCopyName=aarch64-linux-gnu-objcopy \
	        -p:SysRoot=$(abspath $(SYSROOT)))
	@install -m 0755 $(OUT)/publish/netsyslogd $(DAEMON)
	@ls -l $(DAEMON)

test: build ## all tests; the last line is "N passed, N failed"
	@.ci/prerequisites test
	@.ci/test $(CONFIGURATION)

check: ## format, build without warnings, test
	@$(MAKE) format VERIFY=--verify-no-changes
	@dotnet build Rsyslogd.Net.sln -c $(CONFIGURATION) -v quiet --nologo -warnaserror
	@$(MAKE) test

format: ## puts all sources into the form of .editorconfig
	@dotnet format Rsyslogd.Net.sln $(VERIFY) -v quiet

baselines: ## writes the expected diagnostics of the corpus anew; review them as a diff
	@UPDATE_BASELINES=1 dotnet test tests/Rsyslogd.Net.Configuration.Tests --nologo -v quiet
	@git --no-pager diff --stat -- tests

bench: build ## throughput and processor time beside rsyslogd (needs root and ../shared/bench)
	@test -x $(SHARED)/bench/bench || { echo "bench: $(SHARED)/bench is not there" >&2; exit 1; }
	@$(SHARED)/bench/bench --daemon netsyslogd=$(DAEMON) --only 'rsyslogd*,netsyslogd*' \
	    $(or $(BENCH),--scenario unix-file --scenario tcp-file-1 --scenario tcp-file-8 --scenario seed-rules --rounds 3)

bench-scaling: build ## cost by rules, connections, files and sizes; latency, rest, allocations (TABLES=, BESIDE=)
	@dotnet run -c Release --project tests/Rsyslogd.Net.Benchmarks -- $(TABLES) $(DAEMON) $(BESIDE)

conformance: build ## the recorded behaviour of rsyslogd (needs root and ../shared/conformance)
	@.ci/conformance $(DAEMON) $(SHARED)/conformance

fuzz: build ## random messages through random rules, by rsyslogd and the daemon (COUNT=2000, SEED=)
	@.ci/prerequisites fuzz
	@tests/differential/fuzz $(DAEMON) $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED))

install: $(DAEMON) ## everything below DESTDIR (default /); files in /etc that are there already stay
	@packaging/install $(DAEMON) "$(DESTDIR)"

deb: build ## the Debian package, in out/ (ARCH=arm64: for another architecture than this machine's)
	@.ci/prerequisites deb
	@dh_clean
	@DEB_RULES_REQUIRES_ROOT=no $(if $(CROSS),dpkg-architecture -f -a$(ARCH) -c) debian/rules binary DEBS=out
	@ls -l out/*.deb

test-deb: ## installs the package on real Debian machines and tries it (needs root and ../shared/guest)
	@packaging/test-deb $(SHARED)/guest/guest

test-reproducible: ## builds the package twice, in different directories, and compares
	@packaging/test-reproducible

clean: ## removes everything that was built
	@rm -rf out
	@find src tests \( -name bin -o -name obj -o -name TestResults \) -type d -prune -exec rm -rf {} +

.PHONY: help run build test check format baselines bench bench-scaling conformance fuzz install deb test-deb test-reproducible clean
