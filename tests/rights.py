"""Rights of a plain user, also where the tests run as root, who may write everywhere."""

import ctypes
import os
import sys
import traceback
from collections.abc import Callable

import pytest

_VERSION = 0x20080522
"""Of the interface of capset(2): two words for each of the three sets of capabilities."""


def as_plain_user(action: Callable[[], object]) -> None:
    """Run a function that has only the rights that the modes of files give to their owner.

    Root runs it in a process of its own, without capabilities; what it raises there fails the test. Skips the test
    where neither is possible.
    """
    if os.name == "nt":
        pytest.skip("Windows has no modes of files")
    if os.geteuid() != 0:
        action()
        return
    if sys.platform != "linux":
        pytest.skip("root may write everywhere")
    child = os.fork()
    if not child:
        code = 1
        try:
            _drop_capabilities()
            action()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _drop_capabilities() -> None:
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    nothing = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, nothing):
        raise OSError(ctypes.get_errno(), "capabilities cannot be dropped")
