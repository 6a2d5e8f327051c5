"""Checks a folder by the rules that Maven Central publishes (https://central.sonatype.org/publish/requirements), and that
the licences of what the library brings are free of the GPL. Usage: python3 check_release.py FOLDER"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

POM = "{http://maven.apache.org/POM/4.0.0}"
REQUIRED = ["modelVersion", "groupId", "artifactId", "version", "name", "description", "url", "licenses/license/name",
            "licenses/license/url", "developers/developer/name", "scm/connection", "scm/developerConnection", "scm/url"]


def problems_of_pom(pom, folder):
    root = ElementTree.parse(pom).getroot()

    def text(path):
        return (root.findtext("/".join(POM + part for part in path.split("/"))) or "").strip()

    for path in REQUIRED:
        if not text(path) or "${" in text(path):
            yield "%s: %s is missing" % (pom.name, path)
    expected = pathlib.Path(*text("groupId").split("."), text("artifactId"), text("version"))
    if pom.parent.relative_to(folder) != expected:
        yield "%s: must be in %s" % (pom.name, expected)
    if "SNAPSHOT" in ElementTree.tostring(root, "unicode"):
        yield "%s: a snapshot cannot be published" % pom.name
    for repository in ("repositories", "pluginRepositories"):
        if root.find(POM + repository) is not None:
            yield "%s: %s are not allowed" % (pom.name, repository)


def problems_of_file(file):
    for name in ("md5", "sha1"):
        sums = file.with_name(file.name + "." + name)
        if not sums.exists():
            yield "%s: %s is missing" % (file.name, name)
        elif sums.read_text().split()[0] != hashlib.new(name, file.read_bytes()).hexdigest():
            yield "%s: wrong %s" % (file.name, name)
    signature = file.with_name(file.name + ".asc")
    if not signature.exists():
        yield "%s: not signed" % file.name
    elif subprocess.run(["gpg", "--batch", "--verify", signature, file], capture_output=True).returncode != 0:
        yield "%s: wrong signature" % file.name


def problems_of_jars(pom):
    for kind in ("", "-sources", "-javadoc"):
        jar = pom.with_name(pom.stem + kind + ".jar")
        if not jar.exists():
            yield "%s is missing" % jar.name
            continue
        names = zipfile.ZipFile(jar).namelist()
        if not any(name.endswith({"": ".class", "-sources": ".java", "-javadoc": ".html"}[kind]) for name in names):
            yield "%s is empty" % jar.name


def licences(component):
    found = []
    for one in component.get("licenses", []):
        licence = one.get("license", {})
        found += re.split(r"\s+OR\s+", one.get("expression") or licence.get("id") or licence.get("name") or "")
    return [name for name in found if name]


def problems_of_licences(bom):
    """A choice of licences is fine if one of them is: each must be all GPL to be refused."""
    print("\nLicences of what %s brings:" % bom.name)
    counts = {}
    for component in json.loads(bom.read_text(encoding="utf-8"))["components"]:
        names = licences(component)
        counts.setdefault(" or ".join(names) or "unknown", []).append(component["name"])
        if not names:
            yield "%s: its licence is unknown" % component["purl"]
        elif all("GPL" in name.upper() or "GNU" in name.upper() for name in names):
            yield "%s: %s" % (component["purl"], " or ".join(names))
    for names, components in sorted(counts.items(), key=lambda item: -len(item[1])):
        print("  %3d  %-40s %s" % (len(components), names, ", ".join(sorted(components)[:4])))


def problems(folder):
    poms = sorted(folder.rglob("*.pom"))
    if not poms:
        yield "no pom in %s" % folder
    for pom in poms:
        yield from problems_of_pom(pom, folder)
        yield from problems_of_jars(pom)
        bom = pom.with_name(pom.stem + "-cyclonedx.json")
        if bom.exists():
            yield from problems_of_licences(bom)
        else:
            yield "%s is missing" % bom.name
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "maven-metadata" not in file.name and file.suffix not in (".asc", ".md5", ".sha1", ".sha256", ".sha512"):
            yield from problems_of_file(file)
            print("%9d  %s" % (file.stat().st_size, file.relative_to(folder)))


if __name__ == "__main__":
    found = list(problems(pathlib.Path(sys.argv[1])))
    for problem in found:
        print("not publishable: " + problem, file=sys.stderr)
    sys.exit(1 if found else 0)
