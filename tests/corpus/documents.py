"""Small reports for corpora."""

import random
from pathlib import Path

CITIES = ("杭州市", "宁波市", "温州市", "嘉兴市", "湖州市", "绍兴市", "金华市", "衢州市")


def write_reports(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Reports of cities, a folder for each year; every seventh cannot be read."""
    numbers = random.Random(seed)
    written = []
    for index in range(count):
        city, year = CITIES[index % len(CITIES)], 2012 + index // len(CITIES)
        path = folder / str(year) / f"{city}{year}年政府信息公开工作年度报告.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        if index % 7 == 6:
            path = path.with_suffix(".pdf")
            path.write_bytes(b"%PDF-1.4 broken")
        else:
            parts = numbers.randrange(1, 500), numbers.randrange(1, 500)
            path.write_text(
                f"{city}{year}年政府信息公开工作年度报告\n一、概述\n{year}年,全市收到申请{sum(parts)}件,"
                f"其中当面申请{parts[0]}件、其他申请{parts[1]}件。\n二、公开情况\n主动公开政府信息{index + 3}条。\n",
                encoding="utf-8",
            )
        written.append(path)
    return written
