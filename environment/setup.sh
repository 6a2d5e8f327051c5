# What every script needs: tools, the library, the kernel. Sourced after lib.sh; skips what is already done.

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

has_jdk() {
  command -v javac >/dev/null || return 1
  [ "$(javac -version 2>&1 | sed -E 's/^javac ([0-9]+).*/\1/')" -ge 17 ] 2>/dev/null
}

# A python3 with Jupyter; Debian's own first, since another may precede it on the PATH.
find_python() {
  local candidate
  for candidate in /usr/bin/python3 python3; do
    if "$candidate" -c 'import nbclient, nbconvert, notebook' 2>/dev/null; then
      python=$candidate
      return 0
    fi
  done
  return 1
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

apt_get() {
  # Package lists may be missing or old on a fresh machine: update them only if the installation fails.
  apt_install "$@" || { as_root apt-get update && apt_install "$@"; }
}

jdk_package() {
  apt-cache policy openjdk-17-jdk-headless | grep -q 'Candidate: [0-9]' && echo openjdk-17-jdk-headless || echo default-jdk-headless
}

tools() {
  local missing=()
  has_jdk || missing+=(jdk)
  command -v mvn >/dev/null || missing+=(maven)
  find_python || missing+=(jupyter)
  [ ${#missing[@]} = 0 ] && return
  if ! command -v apt-get >/dev/null; then
    say "This machine has no apt-get. Please install by hand, then run this script again:"
    say "  1. a JDK, version 17 or later (javac on the PATH)       $(has_jdk && echo found || echo missing)"
    say "  2. Maven 3.6.3 or later (mvn on the PATH)               $(command -v mvn >/dev/null && echo found || echo missing)"
    say "  3. Jupyter with notebook, nbclient and nbconvert (pip)  $(find_python && echo found || echo missing)"
    exit 1
  fi
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    fail "installing ${missing[*]}" "you are not root and sudo is not available" \
      "run as root, or install a JDK 17, Maven and Jupyter by hand"
  fi
  [ "$(id -u)" = 0 ] || sudo -v
  local packages=()
  if [[ " ${missing[*]} " == *" jdk "* ]]; then
    [ -n "$(ls /var/lib/apt/lists/*Packages* 2>/dev/null)" ] || step "updating the package lists" as_root apt-get update
    packages+=("$(jdk_package)")
  fi
  [[ " ${missing[*]} " == *" maven "* ]] && packages+=(maven)
  [[ " ${missing[*]} " == *" jupyter "* ]] && packages+=(jupyter-notebook jupyter-nbconvert python3-nbclient)
  step "installing ${missing[*]}" apt_get "${packages[@]}"
  find_python || fail "finding Jupyter" "python3 cannot import nbclient, nbconvert and notebook" \
    "install jupyter-notebook, jupyter-nbconvert and python3-nbclient"
}

maven_install() {
  cd "$root" && mvn -B -ntp -Pijava install -DskipTests -Dspotless.check.skip -Dmaven.javadoc.skip -Dmaven.source.skip -Djacoco.skip
}

java_command() { if [ -n "${JAVA_HOME:-}" ]; then echo "$JAVA_HOME/bin/java"; else command -v java; fi; }

# What a finished build was made from: the sources, this folder, this Java, and the jar it installed.
build_stamp() {
  sha "$root/pom.xml" "$root/src/main" "$here/setup.sh"
  printf '%s %s\n' "$root" "$(java_command)"
  sha "$(jar)"
}

# The library as installed in the local Maven repository.
jar() { echo "$(cat "$cache/kernel/local-repository" 2>/dev/null)/org/infoplane/infoplane/$version/infoplane-$version.jar"; }

# Installs the library, and puts the kernel into the cache.
library() {
  [ -f "$cache/built" ] && [ -f "$(jar)" ] && [ "$(cat "$cache/built")" = "$(build_stamp)" ] && return
  rm -f "$cache/built"
  say "Building the library; the first build downloads about 380 MB."
  step "building and installing the library" maven_install
  kernel
  natives
  build_stamp >"$cache/built.new"
  mv "$cache/built.new" "$cache/built"
}

spark_install() {
  cd "$root" && mvn -B -ntp -Pspark package -Dmaven.test.skip -Dspotless.check.skip -Dmaven.javadoc.skip -Dmaven.source.skip &&
    mvn -B -ntp install:install-file -Dfile="target/spark/infoplane-$version-spark.jar" -DpomFile=src/spark/pom.xml
}

# org.infoplane:infoplane-spark, for the notebook that names it: nobody else downloads Spark.
spark_room() {
  local stamp
  stamp="$(sha "$root/src/spark") $(cat "$cache/built")"
  [ "$(cat "$cache/spark" 2>/dev/null)" = "$stamp" ] && [ -d "$(dirname "$(jar)")/../../infoplane-spark/$version" ] && return
  say "Building the room for Spark; the first build downloads about 220 MB."
  step "building and installing infoplane-spark" spark_install
  printf '%s' "$stamp" >"$cache/spark"
}

# A kernel named "java", like IJava's, visible only through JUPYTER_PATH: your own kernels are never touched.
kernel() {
  rm -rf "$cache/kernel.new"
  mkdir -p "$cache/kernel.new" "$cache/jupyter/kernels/java"
  cp "$root"/target/kernel/* "$root"/target/infoplane-*-kernel.jar "$cache/kernel.new/"
  rm -rf "$cache/kernel"
  mv "$cache/kernel.new" "$cache/kernel"
  python3 - "$cache" "$(java_command)" <<'PYTHON'
import glob, json, os, sys
cache, java = sys.argv[1:]
launcher = glob.glob(os.path.join(cache, "kernel", "infoplane-*-kernel.jar"))[0]
repository = open(os.path.join(cache, "kernel", "local-repository")).read().strip()
exports = "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED"  # for Spark, in 40-spark
options = ["--enable-native-access=ALL-UNNAMED", exports, "-Dinfoplane.repository=" + repository]
spec = {
    "argv": [java, *options, "-jar", launcher, "{connection_file}"],
    "display_name": "Java (infoplane)",
    "language": "java",
    "interrupt_mode": "message",
}
target = os.path.join(cache, "jupyter", "kernels", "java", "kernel.json")
with open(target + ".new", "w") as f:
    json.dump(spec, f, indent=2)
os.replace(target + ".new", target)
PYTHON
}

# What IJava's %maven leaves out: the jars whose names end with a platform, such as linux-x86_64, and those that the
# library's pom lists with them.
natives() {
  local jar
  rm -rf "$cache/natives"
  mkdir -p "$cache/natives"
  for jar in "$root"/target/natives/*-{linux,macosx}-*.jar "$root"/target/natives/{guava-3,failureaccess,flatbuffers,slf4j,hdf5}*.jar; do
    if [ -f "$jar" ]; then mv "$jar" "$cache/natives/"; fi
  done
}

data_home=${XDG_DATA_HOME:-$HOME/.local/share}/infoplane

fashion_mnist_download() {
  cd "$1" && { apt-get download dataset-fashion-mnist || { as_root apt-get update && apt-get download dataset-fashion-mnist; }; } &&
    dpkg-deb -x dataset-fashion-mnist_*.deb unpacked
}

# Fashion-MNIST in the user's data folder; the library verifies every file when it reads it.
fashion_mnist() {
  local folder=$data_home/fashion-mnist new
  [ -n "${INFOPLANE_DATA:-}" ] && return
  [ "$(ls "$folder" 2>/dev/null | grep -c ubyte)" = 4 ] && return
  if ! command -v apt-get >/dev/null; then
    say "On this machine Fashion-MNIST has to be downloaded by hand: put the four files"
    say "  {train,t10k}-images-idx3-ubyte.gz and {train,t10k}-labels-idx1-ubyte.gz from github.com/zalandoresearch/fashion-mnist"
    say "into $folder"
    return 1
  fi
  mkdir -p "$data_home"
  rm -rf "$data_home"/new.* # left by an interrupted download
  new=$(mktemp -d "$data_home/new.XXXXXX")
  step "downloading Fashion-MNIST (31 MB)" fashion_mnist_download "$new"
  rm -rf "$folder"
  mv "$new/unpacked/usr/share/datasets/fashion-mnist" "$folder"
  rm -rf "$new"
}
