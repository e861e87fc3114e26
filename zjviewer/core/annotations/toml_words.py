"""Words as TOML writes them; the standard library only reads it."""

import json


def quoted(words: str) -> str:
    """JSON's strings are TOML's but for one control character; what is no letter at all cannot be kept."""
    kept = words.encode("utf-8", "replace").decode()
    return json.dumps(kept, ensure_ascii=False).replace("\x7f", "\\u007f")
