"""What the Python programs of this folder share."""

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


def require_kernel():
    """Ends the program if the notebooks' kernel is not where Jupyter looks."""
    try:
        KernelSpecManager().get_kernel_spec("java")
    except NoSuchKernel as error:
        fail("starting the kernel", error, "run it by bash environment/reproduce.sh or test.sh, which install the kernel")
