#!/usr/bin/env bash
# Sets the version everywhere it is written: pom.xml and Spark's, README.md, CITATION.cff, notebooks. A test holds them together.
source "$(dirname "$0")/lib.sh"
[[ ${1:-} =~ ^[0-9]+(\.[0-9]+)+(-[A-Za-z0-9.]+)?$ ]] ||
  fail "setting the version" "expected a version such as 0.2.0, got \"${1:-}\"" "bash environment/version.sh 0.2.0"
cd "$root"
new="$1" old="$version" perl -pi -e \
  's/(infoplane:infoplane(?:-spark)?:|^version: "|^  <version>)\Q$ENV{old}\E/$1$ENV{new}/' \
  pom.xml src/spark/pom.xml README.md CITATION.cff notebooks/*.ipynb
say "$version -> $1"
