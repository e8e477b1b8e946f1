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

# Rust as rustup puts it, and our own Node.js where the system's is too old.
use_tools() {
	[ ! -f "$HOME/.cargo/env" ] || . "$HOME/.cargo/env"
	[ ! -x .tools/bin/node ] || export PATH="$PWD/.tools/bin:$PATH"
}

# npm_ready FOLDER: what the lock file says is installed.
npm_ready() {
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
	if [ ! -f ui/dist/index.html ] || [ -n "$(find ui/src ui/index.html ui/public ui/package-lock.json ui/vite.config.ts -newer ui/dist/index.html -print -quit)" ]; then
		(cd ui && npm run --silent build -- --logLevel warn) || fail "The inbox could not be built; the message stands above."
	fi
}
