"""What a worker may take of time and memory, and how each system holds it to that."""

import os
import signal
import sys
from contextlib import suppress

GRACE = 5
"""Seconds that a worker outlives its time, for whoever asked to end it; nobody does where that one is gone."""
OUT_OF_MEMORY = 97
"""Exit code of a worker that ends itself because it has taken too much."""
_GLANCE = 0.1
"""Seconds between two looks at the memory, where the system does not look itself."""


def limit(seconds: int, megabytes: int) -> None:
    """Hold this process to both. Windows knows no alarm: there the asking side's clock is all."""
    if sys.platform == "win32":
        _limit_job(megabytes)
        return
    import resource

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.alarm(seconds + GRACE)
    for kind, value in ((resource.RLIMIT_AS, megabytes << 20), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with suppress(ValueError, OSError):  # macOS knows the limit on memory and refuses to set it
            resource.setrlimit(kind, (allowed, allowed))
    if sys.platform == "darwin":
        watch_memory(megabytes)


def watch_memory(megabytes: int) -> None:
    """End this process once it has taken more, looked at from a thread of its own."""
    if sys.platform == "win32":
        return
    import resource
    import time
    from threading import Thread

    unit = 1 if sys.platform == "darwin" else 1024

    def look() -> None:
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit <= megabytes << 20:
            time.sleep(_GLANCE)
        os._exit(OUT_OF_MEMORY)

    Thread(target=look, daemon=True).start()


def _limit_job(megabytes: int) -> None:
    """A job object with a limit on memory, around this process alone."""
    if sys.platform != "win32":
        return
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", Basic),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    memory_of_process, extended_information = 0x100, 9
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
    job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
    limits = Extended()
    limits.BasicLimitInformation.LimitFlags = memory_of_process
    limits.ProcessMemoryLimit = megabytes << 20
    kernel.SetInformationJobObject(job, extended_information, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))
