"""Measures of work that other processes do not disturb: calls of functions, and time of the processor.

The only module of the tests, with `storage/test_nothing_lost.py`, that knows the time.
"""

import gc
import sys
import time
from collections.abc import Callable
from typing import Any


def calls_in(action: Callable[[], Any]) -> int:
    """Calls of Python and C functions in this thread while `action` runs; the same number in every run."""
    count = 0

    def listen(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(listen)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count


def processor_seconds(action: Callable[[], Any]) -> float:
    """Seconds for which a processor has worked for this thread while `action` ran, waiting not included. For work in
    C, which makes no calls; limits are ten times what is measured."""
    gc.collect()
    gc.disable()  # a collection looks at the objects of all tests before this one
    try:
        begun = time.thread_time()
        action()
        return time.thread_time() - begun
    finally:
        gc.enable()
