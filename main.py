#!/usr/bin/env python3
"""Launcher of zjviewer: prepares the virtual environment next to this file if needed, then starts the program.

    python3 main.py [arguments of zjviewer]
    python3 main.py ocr     (adds what recognises characters in pictures)
    python3 main.py test [arguments of pytest]
    python3 main.py lint
    python3 main.py docs
    python3 main.py bundle

Standard library only, with the syntax of Python 3.6, so that an old Python can print why it is not sufficient. A
start with a complete environment imports only modules that the interpreter has already loaded.
"""

import os
import sys

ROOT = os.path.dirname(os.path.realpath(__file__))

if sys.version_info < (3, 11):
    sys.path.insert(0, ROOT)
    from zjviewer.system import native_messages as notice

    notice.show_message(
        notice.in_language(
            "zjviewer needs Python 3.11 or newer; this is Python {}. Install a newer one and start with it, "
            "for example: python3.12 main.py",
            "zjviewer 需要 Python 3.11 或更新的版本，现在是 Python {}。"
            "请安装新版本并用它启动，例如：python3.12 main.py",
        ).format(".".join(map(str, sys.version_info[:3])))
    )
    sys.exit(2)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from zjviewer.system.native_messages import Progress

VENV = os.path.join(ROOT, ".venv")
WINDOWS = os.name == "nt"
NO_CONSOLE = WINDOWS and sys.executable.lower().endswith("pythonw.exe")
IN_VENV = os.path.join("Scripts", "pythonw.exe" if NO_CONSOLE else "python.exe") if WINDOWS else "bin/python"
PYTHON = os.path.join(VENV, IN_VENV)
LOG = VENV + ".log"
LOCKED = VENV + ".lock"
NEEDED_MEGABYTES = 700
UNUSABLE, INTERRUPTED = 2, 130

NEWER_GLIBC = (2, 34)
"""Oldest GNU C library for which the newest Qt for Python has packages."""


def base_lock() -> str:
    """Lock file of the program for this system: another one where the C library is older than `NEWER_GLIBC`."""
    try:
        version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")[2]
        older = tuple(map(int, version.split(".")[:2])) < NEWER_GLIBC
    except (AttributeError, OSError, ValueError):  # Windows, macOS, another C library
        return "requirements.lock"
    return "requirements-older.lock" if older else "requirements.lock"


TO_RUN = (base_lock(),)
TO_RECOGNISE = (*TO_RUN, "requirements-ocr.lock")
TO_TEST = (*TO_RECOGNISE, "requirements-test.lock")
TO_BUNDLE = (*TO_RUN, "requirements-bundle.lock")
TO_DOCUMENT = (*TO_RUN, "requirements-docs.lock")
LOCKS = {"ocr": TO_RECOGNISE, "test": TO_TEST, "lint": TO_TEST, "bundle": TO_BUNDLE, "docs": TO_DOCUMENT}
PARALLEL = ("--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile")
CHECKS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))

INSTALL = (
    "install", "--force-reinstall", "--no-deps", "--no-compile", "--only-binary=:all:", "--no-user", "--no-input",
    "--no-warn-script-location", "--disable-pip-version-check",
)  # fmt: skip
NO_NETWORK = (
    "NewConnectionError", "ConnectTimeout", "ReadTimeout", "ConnectionResetError", "ProxyError", "SSLError",
    "Max retries exceeded", "Connection refused", "Connection aborted", "Network is unreachable", "getaddrinfo failed",
    "name resolution", "Name or service not known", "nodename nor servname",
)  # fmt: skip


class Unprepared(Exception):
    """The environment could not be prepared. Arguments: the reason as a sentence in English, and in Chinese."""


def main(arguments: list[str]) -> int:
    """Run a command, and return its exit code; zjviewer and pytest replace this process instead where the system can
    do so."""
    command = arguments[0] if arguments and arguments[0] in LOCKS else ""
    locks = LOCKS.get(command, TO_RUN)
    try:
        if not is_prepared(locks):
            if sys.prefix == VENV:  # rebuilt by the Python that created it
                return become(__file__, *arguments, python=getattr(sys, "_base_executable", sys.executable))
            prepare(locks)
        if command == "ocr":
            return say_recognition_is_ready()
        if command == "test":
            return test(arguments[1:])
        if command == "lint":
            return lint()
        if command == "docs":
            os.chdir(ROOT)
            return become("-I", "-m", "sphinx", "-W", "-q", "-b", "html", *arguments[1:], "docs", "build/docs")
        if command == "bundle":
            return become("-I", os.path.join(ROOT, "resources", "packaging", "bundle.py"), *arguments[1:])
        if sys.prefix == VENV:
            from zjviewer.cli.main import main as run

            return run(arguments)
        return become("-I", "-m", "zjviewer", *arguments)
    except Unprepared as problem:
        from zjviewer.system.native_messages import in_language, show_message

        show_message("zjviewer: " + in_language(*problem.args))
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED


def say_recognition_is_ready() -> int:
    """Tell that pictures and scanned documents can be opened; 0."""
    from zjviewer.system.native_messages import in_language

    print(
        in_language(
            "zjviewer can now recognise the characters of pictures and scanned documents.",
            "zjviewer 现在可以识别图片和扫描件中的文字。",
        )
    )
    return 0


def test(arguments: list[str]) -> int:
    """Run the tests without a display unless QT_QPA_PLATFORM is set.

    All tests run on several cores, file by file, because the tests of a file share expensive fixtures. The last line
    lists the skipped tests with reasons.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(ROOT)
    several = () if arguments and arguments != ["--nightly"] else PARALLEL
    return become("-I", "-m", "pytest", *several, *arguments)


def lint() -> int:
    """Run all checks of style and types; 1 where one of them fails."""
    import subprocess

    codes = [subprocess.call([PYTHON, "-I", "-m", *check], cwd=ROOT) for check in CHECKS]
    return 1 if any(codes) else 0


def become(*arguments: str, python: str = PYTHON) -> int:
    """Replace this process by another Python; the arguments must contain -I to exclude PYTHONPATH and the current
    folder."""
    if not WINDOWS:
        os.execv(python, [python, *arguments])
    import subprocess

    return subprocess.call([python, *arguments])


def stamp(locks: tuple[str, ...]) -> str:
    """Path of the file that is written last, when the environment is complete."""
    return os.path.join(VENV, locks[-1] + ".done")


def wanted(locks: tuple[str, ...]) -> str:
    """Content of the stamp: the Python of the environment, and the lock files verbatim."""
    texts = [sys.platform + " " + os.path.realpath(PYTHON) + "\n"]
    for lock in locks:
        with open(os.path.join(ROOT, lock), encoding="utf-8") as file:
            texts.append(file.read())
    return "".join(texts)


def is_prepared(locks: tuple[str, ...]) -> bool:
    """Whether the environment is complete, its Python still exists, and the lock files have not changed."""
    try:
        with open(stamp(locks), encoding="utf-8") as done:
            return done.read() == wanted(locks) and os.path.exists(PYTHON)
    except OSError:
        return False


def prepare(locks: tuple[str, ...]) -> None:
    """Create the environment, or add the test tools to it; waits while another process does so.

    An environment without a stamp is incomplete and is created again.
    """
    for lock in locks:
        if not os.path.exists(os.path.join(ROOT, lock)):
            raise Unprepared(
                f"{lock} is missing from {ROOT}. Get zjviewer again, whole.",
                f"{ROOT} 中缺少 {lock}。请重新获取完整的 zjviewer。",
            )
    try:
        lock_file = os.open(LOCKED, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            wait_for(lock_file)
            if not is_prepared(locks):
                fill(locks)
        finally:
            os.close(lock_file)
    except OSError as error:
        raise explained(f"{error.strerror}: {error.filename}") from error


def wait_for(lock_file: int) -> None:
    """Lock the file until it is closed or this process ends for any reason."""
    import time

    from zjviewer.system.native_messages import in_language

    if not try_to_lock(lock_file):
        text = in_language(
            "Another start is preparing zjviewer; waiting for it.", "另一个启动正在准备 zjviewer，请稍候。"
        )
        print("zjviewer: " + text, file=sys.stderr, flush=True)
        while not try_to_lock(lock_file):
            time.sleep(0.2)


def try_to_lock(lock_file: int) -> bool:
    """Whether this process may continue: it has locked the file, or the file system has no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock_file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def fill(locks: tuple[str, ...]) -> None:
    """Create the environment and install the packages of the lock files; a complete one only receives the test
    tools. One that is created again keeps the recognition of characters."""
    import shutil
    import sysconfig

    from zjviewer.system.native_messages import Progress, in_language

    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < NEEDED_MEGABYTES:
        raise explained(f"No space left on device: {free} MB")
    only_tools = is_prepared(TO_RUN)
    kept = () if only_tools else recognition_to_keep(locks)
    files = [os.path.join(ROOT, lock) for lock in (locks[1:] if only_tools else (*locks, *kept))]
    progress = Progress(
        in_language(
            f"Preparing what zjviewer needs, in {VENV}. This happens once.",
            f"正在准备 zjviewer 所需的环境（{VENV}），只需一次。",
        ),
        sum(map(count_packages, files)),
        LOG,
    )
    try:
        if not only_tools:
            run([sys.executable, "-I", "-m", "venv", "--clear", "--without-pip", VENV], progress)
        progress.say(in_language("Downloading and installing packages.", "正在下载并安装软件包。"))
        quiet = [] if progress.on_terminal else ["--progress-bar=off"]
        run([*pip(), *INSTALL, *quiet, *(f"--requirement={file}" for file in files)], progress)
        packages = sysconfig.get_path("purelib", "venv", {"base": VENV, "platbase": VENV})
        with open(os.path.join(packages, "zjviewer.pth"), "w", encoding="ascii") as path_file:
            path_file.write(os.path.relpath(ROOT, packages) + "\n")
        for finished in {TO_RUN, locks, TO_RECOGNISE if kept else locks}:
            with open(stamp(finished), "w", encoding="utf-8") as done:
                done.write(wanted(finished))
        progress.say(in_language("Ready.", "准备完毕。"))
    finally:
        progress.close()


def recognition_to_keep(locks: tuple[str, ...]) -> tuple[str, ...]:
    """Lock file of the recognition where the environment has it and `locks` do not name it."""
    lock = TO_RECOGNISE[-1]
    had = any(os.path.exists(stamp(each)) for each in (TO_RECOGNISE, TO_TEST))
    return (lock,) if had and lock not in locks and os.path.exists(os.path.join(ROOT, lock)) else ()


def count_packages(lock: str) -> int:
    """Number of packages that a lock file pins, including those for other systems."""
    with open(lock, encoding="utf-8") as file:
        return sum("==" in line for line in file)


def pip() -> list[str]:
    """Command line of a pip that installs into the environment: the pip of this Python, or that of `ensurepip`.

    Debian and Ubuntu omit `ensurepip` unless python3-venv is installed.
    """
    import importlib.metadata
    import subprocess

    try:
        version = importlib.metadata.version("pip")
    except importlib.metadata.PackageNotFoundError:
        version = "0"
    if int(version.partition(".")[0]) >= 23:  # the first with --python for every command was 22.3
        return [sys.executable, "-P", "-m", "pip", "--python", PYTHON]
    if subprocess.run([PYTHON, "-I", "-m", "ensurepip"], capture_output=True).returncode == 0:
        return [PYTHON, "-I", "-m", "pip"]
    raise Unprepared(
        "This Python has no pip. Install it with: sudo apt install python3-pip (or: sudo dnf install python3-pip), "
        "then start again.",
        "这个 Python 没有 pip。请先安装：sudo apt install python3-pip（或 sudo dnf install python3-pip），"
        "然后重新启动。",
    )


def run(command: list[str], progress: "Progress") -> None:
    """Run one step and show its output as it arrives. Raises Unprepared where it fails."""
    import subprocess

    output = []
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr if progress.on_terminal else subprocess.PIPE,
        stderr=subprocess.PIPE if progress.on_terminal else subprocess.STDOUT,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) if NO_CONSOLE else 0,
        text=True,
        errors="replace",
    )
    with process:
        for line in process.stderr or process.stdout or ():
            output.append(line.rstrip())
            progress.copy(line.rstrip())
    if process.returncode:
        raise explained("\n".join(output))


def explained(output: str) -> Unprepared:
    """Exception for the output of a failed step, or for the message of a system error."""
    if "No space left" in output or "ENOSPC" in output:
        return Unprepared(
            f"There is not enough space in {ROOT}: about {NEEDED_MEGABYTES} MB are needed. Make room and start again.",
            f"{ROOT} 所在的磁盘空间不足，大约需要 {NEEDED_MEGABYTES} MB。请腾出空间后重新启动。",
        )
    if "Permission denied" in output or "Read-only file system" in output:
        return Unprepared(
            f"The folder {ROOT} cannot be written. Move zjviewer to a folder of your own and start again.",
            f"文件夹 {ROOT} 不可写。请把 zjviewer 移到自己的文件夹后重新启动。",
        )
    if "DO NOT MATCH THE HASHES" in output:
        return Unprepared(
            "The package index sent other packages than those that zjviewer was tested with; nothing was installed. "
            "Use another index, for example: pip config set global.index-url ADDRESS",
            "软件包服务器提供的软件包与 zjviewer 测试时所用的不一致，未安装任何内容。"
            "请换用其他服务器，例如：pip config set global.index-url 地址",
        )
    if any(sign in output for sign in NO_NETWORK) or ("(from versions: none)" in output and is_supported()):
        return Unprepared(
            "The packages cannot be downloaded: the package index does not answer. Connect to the network "
            "(or name a mirror with: pip config set global.index-url ADDRESS) and start again.",
            "无法下载所需的软件包：软件包服务器没有应答。"
            "请连接网络（或设置镜像：pip config set global.index-url 地址）后重新启动。",
        )
    if "No matching distribution" in output:
        version = ".".join(map(str, sys.version_info[:2]))
        return Unprepared(
            f"pip finds no packages for Python {version} on this system. Needed are Python 3.11 to 3.14, on Linux a "
            "system from 2019 or newer (on ARM: 2024), and a pip that may use a whole package index.",
            f"pip 找不到适用于本系统上 Python {version} 的软件包。需要 Python 3.11 至 3.14；"
            "Linux 系统需为 2019 年以后的版本（ARM：2024 年以后）；pip 需能访问完整的软件包服务器。",
        )
    last = (output.strip().splitlines() or ["?"])[-1]
    return Unprepared(f"The preparation failed: {last}", f"准备失败：{last}")


def is_supported() -> bool:
    """Whether packages exist for this Python and system; if so, pip finds none only when it cannot reach an index."""
    import platform

    library, version = platform.libc_ver()
    numbers = [int(part) for part in version.split(".")[:2] if part.isdigit()]
    least = [2, 28] if platform.machine() == "x86_64" else [2, 39]
    return sys.version_info < (3, 15) and (sys.platform != "linux" or (library == "glibc" and numbers >= least))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
