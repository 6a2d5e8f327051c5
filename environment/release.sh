#!/usr/bin/env bash
# Builds what is published, signed, into target/release, and checks it by the rules of Maven Central. Publishes nothing.
source "$(dirname "$0")/lib.sh"

[ $# = 0 ] || fail "reading the options" "release.sh takes none, got $*" "see environment/README.md, Publishing"
command -v gpg >/dev/null || fail "signing" "gpg was not found" "install gnupg"

# A key of its own, for this run only: the dry run never touches yours.
GNUPGHOME=$(mktemp -d)
export GNUPGHOME
trap 'gpgconf --kill gpg-agent; rm -rf "$GNUPGHOME"' EXIT
step "making a key for this run" gpg --batch --passphrase '' --quick-generate-key "infoplane dry run" ed25519 sign 1d

release=$root/target/release
bundle() {
  cd "$root" && mvn -B -ntp -Prelease clean deploy -DaltDeploymentRepository="release::file:$release" \
    -DskipTests -DskipITs -Djacoco.skip -Dspotless.check.skip
}
step "building and signing" bundle
python3 "$here/check_release.py" "$release"
