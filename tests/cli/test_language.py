"""Messages of commands are English in every locale, as scripts expect; windows follow the locale."""

import os
import re
import subprocess
import sys

SCRIPT = """
from zjviewer.cli.main import main

for words in (
    ["text", "none.txt"], ["check", "."], ["tables", "--format", "xlsx"], ["search", "(", "--regex"],
    ["search", "a" * 2000], ["charts"], ["chekc"],
    ["figures", "--bogus"], ["text", "--encoding", "x"], ["charts", "--out", "none", "--dpi", "1"],
    ["text", "empty.txt"], ["text", "broken.docx"], ["check", "--memo", "a.xyz"], ["search", ""],
):
    try:
        print(words[0], main(words))
    except SystemExit as error:
        print(words[0], error.code)
"""


def messages(folder, locale: str) -> tuple[str, str]:
    environment = {**os.environ, "LANG": locale, "LC_ALL": locale, "LANGUAGE": locale.partition(".")[0]}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=environment,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=True,
    )
    return done.stdout, done.stderr


def test_every_message_of_a_command_is_the_same_in_every_locale(tmp_path):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    printed, errors = messages(tmp_path, "zh_CN.UTF-8")
    assert (printed, errors) == messages(tmp_path, "C.UTF-8")
    lines = [line for line in errors.splitlines() if line.startswith("zjviewer")]
    assert len(lines) >= 13
    assert not [line for line in lines if re.search("[\u4e00-\u9fff]", line)]
