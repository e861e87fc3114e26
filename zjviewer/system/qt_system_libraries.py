"""Message for a failed start of Qt on Linux: the system libraries that its wheels require, by package manager."""

import re
import shutil
import sys

from zjviewer.system.native_messages import in_language

_INSTALL = (
    (
        "apt",
        "sudo apt install libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 "
        "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0",
    ),
    (
        "dnf",
        "sudo dnf install glib2 libglvnd-glx libglvnd-egl libxkbcommon dbus-libs fontconfig "
        "xcb-util-cursor xcb-util-wm xcb-util-keysyms libxcb libxkbcommon-x11",
    ),
)

_LIBRARY = re.compile(r"(lib[\w.+-]+\.so[.\d]*): cannot open shared object")
_PLUGIN = re.compile(r"Could not load the Qt platform plugin|no Qt platform plugin could be initialized")
_NO_SCREEN = re.compile(r"could not connect to display|Failed to create wl_display")


def missing_library_sentence(error: str) -> str | None:
    """Message for an ImportError of PySide6, or for the last output of Qt before it exits; None for any other error."""
    if not sys.platform.startswith("linux"):
        return None
    install = _install_lines()
    library = _LIBRARY.search(error)
    if library is not None:
        return in_language(
            f"Qt cannot start: the system library {library[1]} is missing. Install what it needs with:\n{install}",
            f"Qt 无法启动：缺少系统库 {library[1]}。请安装：\n{install}",
        )
    if _NO_SCREEN.search(error):
        return in_language(
            "There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY leads to one. "
            "Start from a desktop, or use a text command (--help lists them).",
            "没有可以打开窗口的屏幕：DISPLAY 和 WAYLAND_DISPLAY 都没有指向可用的屏幕。"
            "请在桌面环境中启动，或者使用文本命令（见 --help）。",
        )
    if _PLUGIN.search(error):
        return in_language(
            f"Qt cannot open a window: a system library may be missing. Install what it needs with:\n{install}",
            f"Qt 无法打开窗口：可能缺少系统库。请安装：\n{install}",
        )
    return None


def _install_lines() -> str:
    """Install command of this system's package manager; the commands of all known ones where it has none of them."""
    lines = [line for manager, line in _INSTALL if shutil.which(manager)]
    return "\n".join(lines or [line for _, line in _INSTALL])
