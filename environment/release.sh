#!/usr/bin/env bash
# Builds what is published, signed, into target/release, and checks it by the rules of Maven Central. Publishes nothing.
# Options are passed to Maven, such as -DskipTests -DskipITs.
source "$(dirname "$0")/lib.sh"

command -v gpg >/dev/null || fail "signing" "gpg was not found" "install gnupg"

# A key of its own, for this run only: the dry run never touches yours.
GNUPGHOME=$(mktemp -d)
export GNUPGHOME
trap 'gpgconf --kill gpg-agent; rm -rf "$GNUPGHOME"' EXIT
step "making a key for this run" gpg --batch --passphrase '' --quick-generate-key "infoplane dry run" ed25519 sign 1d

release=$root/target/release
rm -rf "$release" "$root/target/reports/apidocs"
(cd "$root" && mvn -B -ntp -Prelease deploy -DaltDeploymentRepository="release::file:$release" "$@") ||
  fail "building the release" "see the lines above" "fix it and run this script again"
python3 "$here/check_release.py" "$release" || fail "checking the release" "see the lines above" "fix pom.xml"
