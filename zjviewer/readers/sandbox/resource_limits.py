"""Limits of a worker process: time, memory, files, network; set by the worker itself before it reads untrusted data."""

import os
import signal
import sys
from contextlib import suppress

GRACE = 5
"""Seconds between the time limit and the end of the worker by itself, in case the parent does not end it."""
OUT_OF_MEMORY = 97
"""Exit code of a worker that ends itself because it exceeds its memory limit."""
_POLL_INTERVAL = 0.1
"""Seconds between two measurements of memory, where the system does not enforce the limit."""

_CREATE_RULESET, _RESTRICT_SELF = 444, 446
"""Numbers of the Landlock system calls, the same on every architecture that Python supports."""
_PR_SET_NO_NEW_PRIVS = 38
_FILE_WRITES = 0b1_1111_1111_0010
"""Landlock rights of ABI 1 without executing files, reading files and listing folders: write, remove, make."""
_FILE_RIGHTS = ((2, 1 << 13), (3, 1 << 14), (5, 1 << 15))
"""First ABI version and right: linking across folders, truncation, device commands."""
_NETWORK_RIGHTS = 0b11
"""Bind and connect of TCP, from ABI 4."""
_SCOPES = 0b11
"""Abstract sockets and signals outside the process, from ABI 6."""


def limit(seconds: int, megabytes: int) -> None:
    """Restrict this process: time (0 for no limit), memory, no writing of files. Windows has no alarm signal; there
    only the parent limits the time."""
    if sys.platform == "win32":
        _limit_job(megabytes)
        return
    import resource

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if seconds:
        signal.alarm(seconds + GRACE)
    limits = ((resource.RLIMIT_AS, megabytes << 20), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0))
    for kind, value in limits:
        hard = resource.getrlimit(kind)[1]
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with suppress(ValueError, OSError):  # macOS defines the limit on memory and refuses to set it
            resource.setrlimit(kind, (allowed, allowed))
    forbid_writing()
    if sys.platform == "darwin":
        watch_memory(megabytes)


def renew_time_limit(seconds: int) -> None:
    """Start the time limit of this process again (0 for no limit)."""
    if sys.platform != "win32" and seconds:
        signal.alarm(seconds + GRACE)


def forbid_writing() -> bool:
    """Forbid this process, by Landlock, all changes of the file system, TCP connections, and signals to other
    processes; False where the kernel has no Landlock. Open files are not affected."""
    if sys.platform != "linux":
        return False
    import ctypes

    class Ruleset(ctypes.Structure):
        _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))

    libc = ctypes.CDLL(None)
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    rules = Ruleset(_FILE_WRITES | sum(right for first, right in _FILE_RIGHTS if version >= first))
    rules.network = _NETWORK_RIGHTS if version >= 4 else 0
    rules.scopes = _SCOPES if version >= 6 else 0
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    handle = libc.syscall(_CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    if handle < 0:
        return False
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    denied = libc.syscall(_RESTRICT_SELF, handle, 0) == 0
    os.close(handle)
    return bool(denied)


def watch_memory(megabytes: int) -> None:
    """Start a thread that measures memory, and ends this process when it exceeds the limit."""
    if sys.platform == "win32":
        return
    import resource
    import time
    from threading import Thread

    unit = 1 if sys.platform == "darwin" else 1024

    def measure() -> None:
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit <= megabytes << 20:
            time.sleep(_POLL_INTERVAL)
        os._exit(OUT_OF_MEMORY)

    Thread(target=measure, daemon=True).start()


def _limit_job(megabytes: int) -> None:
    """Put this process into a Windows job object with a memory limit. Raises OSError where Windows refuses: a file is
    rather not read than read without a limit."""
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

    def checked(result: int | None) -> int:
        if not result:
            raise ctypes.WinError(ctypes.get_last_error())
        return result

    job = wintypes.HANDLE(checked(kernel.CreateJobObjectW(None, None)))
    limits = Extended()
    limits.BasicLimitInformation.LimitFlags = memory_of_process
    limits.ProcessMemoryLimit = megabytes << 20
    size = ctypes.sizeof(limits)
    checked(kernel.SetInformationJobObject(job, extended_information, ctypes.byref(limits), size))
    checked(kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess())))
