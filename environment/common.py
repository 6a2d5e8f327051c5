"""What the Python programs of this folder share."""

import os
import pathlib
import re
import sys

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

ROOT = pathlib.Path(__file__).resolve().parent.parent


def fail(what, why, todo):
    sys.exit("\nFailed: %s\n  why: %s\n  do:  %s" % (what, " ".join(str(why).split())[:400], todo))


def in_pom(element):
    """The text of the first such element of pom.xml after the project's own name."""
    pom = (ROOT / "pom.xml").read_text(encoding="utf-8")
    return re.search("<artifactId>infoplane</artifactId>.*?<%s>(.*?)</%s>" % (element, element), pom, re.DOTALL)[1]


KERNEL = os.environ.get("INFOPLANE_KERNEL", "java")


def require_kernel():
    """Ends the program if the notebooks' kernel is not where Jupyter looks."""
    manager = KernelSpecManager()
    try:
        manager.get_kernel_spec(KERNEL)
    except NoSuchKernel as error:
        fail("starting the kernel", "%s; Jupyter knows %s" % (error, ", ".join(sorted(manager.find_kernel_specs())) or "none"),
             "run it by bash environment/reproduce.sh or test.sh, which install the kernel \"java\"")
