# Shared by the scripts: how a step is announced, how a failure ends, which tools are used. To be
# sourced from the root of the repository.

began=$SECONDS

step() { printf '\n\033[1m▸ %s\033[0m  (%d s)\n' "$*" $((SECONDS - began)); }
note() { printf '  %s\n' "$*"; }
fail() {
	printf '\n\033[31m✗ %s\033[0m\n' "$*" >&2
	exit 1
}

# at_least HAS WANTED: whether a version is new enough.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -1)" = "$2" ]; }

# usage: the text at the top of the script that runs, for whoever asks it something it doesn't know.
usage() {
	sed -n '2,/^[^#]/s/^# \{0,1\}//p' "scripts/${0##*/}" >&2
	exit 64
}

# Rust as rustup puts it, and our own Node.js where the system's is too old.
use_tools() {
	local rust="${CARGO_HOME:-$HOME/.cargo}/env"
	[ ! -f "$rust" ] || . "$rust"
	[ ! -x .tools/bin/node ] || export PATH="$PWD/.tools/bin:$PATH"
}

# find_browser: a Chromium or Chrome for the checks, in CHROMIUM unless that names one already.
find_browser() {
	local name
	[ -z "${CHROMIUM:-}" ] || return 0
	for name in chromium chromium-browser google-chrome google-chrome-stable; do
		if command -v "$name" >/dev/null; then
			CHROMIUM=$(command -v "$name")
			export CHROMIUM
			return 0
		fi
	done
	return 1
}

# alone COMMAND…: runs it while no other script of this folder does so: npm and vite would delete each
# other's files. The lock is a link to the process that has it, since macOS has no flock.
alone() {
	local lock=.tools/lock holder waits=''
	mkdir -p .tools
	until ln -s "$$" "$lock" 2>/dev/null; do
		holder=$(readlink "$lock" || true)
		if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
			rm -f "$lock"
			continue
		fi
		[ -n "$waits" ] || note "Another script is at work here (process $holder); waiting for it"
		waits=1
		sleep 1
	done
	"$@"
	rm -f "$lock"
}

# npm_ready FOLDER: what the lock file says is installed.
npm_ready() { alone npm_fetch "$1"; }
npm_fetch() {
	local stamp="$1/node_modules/.relevo-lock"
	if ! cmp -s "$1/package-lock.json" "$stamp"; then
		note "Installing npm packages of $1"
		(cd "$1" && npm ci --no-audit --no-fund --loglevel=error) || fail "npm could not install the packages of $1; its message stands above."
		cp "$1/package-lock.json" "$stamp"
	fi
}

# build_inbox: the inbox is built if anything it is made of is newer than the last build.
build_inbox() {
	npm_ready ui
	alone vite_build
}
vite_build() {
	if [ ! -f ui/dist/index.html ] || [ -n "$(find ui/src ui/index.html ui/public ui/package-lock.json ui/vite.config.ts -newer ui/dist/index.html -print -quit)" ]; then
		(cd ui && npm run --silent build -- --logLevel warn) || fail "The inbox could not be built; the message stands above."
	fi
}
