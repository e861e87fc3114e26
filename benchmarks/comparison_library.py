"""An invented library of reports: three eras and the years before, gaps, renamed bodies, names that stand for several
places, sums that fail. The same seed gives the same library.

    python -m benchmarks.comparison_library DIR [--reports 10000]

writes the files and `truth.csv` (file, body, year, metric, written). Nothing here asks the comparison package.
"""

import argparse
import csv
import html
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zjviewer.core.dictionary.forms import NationalForm
from zjviewer.core.dictionary.metrics import MetricDictionary, dictionary_for_year
from zjviewer.core.dictionary.places import Place, divisions_below, qualified_name

FIRST, LAST = 2009, 2024
WRITTEN_MISSING = ("", "/", "不适用", "—")
RENAMED = {"洪泽区": ("洪泽县", 2016), "富阳区": ("富阳市", 2014)}
"""Bodies that had another name up to a year."""
AMBIGUOUS = "鼓楼区人民政府"
"""A name of several places; its reports lie where no folder says which."""
RESULTS = ("granted", "partly", "refused", "unable", "dismissed", "other")
PARTS = ("person", "company", "research", "charity", "legal", "organisation.other")


@dataclass(frozen=True)
class SyntheticReport:
    """A report and what it states."""

    body: str
    """Under its present name."""
    code: str
    unit_type: str
    region: str
    year: int
    name: str
    """As the report writes it."""
    cells: Mapping[str, str] = field(default_factory=dict)
    """What is written, by `table/row/column`, or by the metric's id in the format of 2014."""
    fails: bool = False
    """Whether its application results do not add up."""

    @property
    def title(self) -> str:
        """Title and stem of the file."""
        return f"{self.name}{self.year}年政府信息公开工作年度报告"


def synthetic_library(reports: int, seed: int = 17) -> Iterator[SyntheticReport]:
    """About as many reports as are asked for, by body and year."""
    chance = random.Random(seed)
    made = 0
    for place in _places():
        carried: dict[str, int] = {}
        for year in range(FIRST, LAST + 1):
            if made >= reports:
                return
            if chance.random() < 0.12:
                carried = {}
                continue
            fails = chance.random() < 0.05
            old, until = RENAMED.get(place.name, (place.name, 0))
            name = (old if year <= until else place.name) + "人民政府"
            region = qualified_name(place)
            above = region[: -len(place.name)]
            yield SyntheticReport(
                f"{above if place.level == 'county' else ''}{place.name}人民政府",
                place.code,
                place.level,
                region,
                year,
                f"{above}{name}" if place.level == "county" else name,
                dict(_cells(chance, year, carried, fails)),
                fails and year >= 2019,
            )
            made += 1


def _places() -> Iterator[Place]:
    """Provinces, then the cities and counties of each, the renamed ones among them."""
    provinces = divisions_below("", "province")[:31]
    yield from provinces
    for province in sorted(provinces, key=lambda each: each.code not in ("320000", "330000")):
        for city in divisions_below(province.code, "city"):
            yield city
            yield from divisions_below(city.code, "county")


def _cells(chance: random.Random, year: int, carried: dict[str, int], fails: bool) -> Iterator[tuple[str, str]]:
    dictionary = dictionary_for_year(year)
    if dictionary is None:
        return
    if not dictionary.forms:
        yield from _measures(chance, dictionary)
        return
    for form in dictionary.forms:
        numbers = _applications(chance, form, carried, fails) if form.id == "applications" else {}
        for row in form.rows:
            if row.optional:
                continue
            for column in form.columns:
                name = f"{form.id}/{row.id}/{column.id}"
                number = numbers.get((row.id, column.id))
                if number is not None:
                    yield name, str(number)
                elif form.id == "applications" or chance.random() < 0.06:
                    yield name, chance.choice(WRITTEN_MISSING) if form.id != "applications" else "0"
                else:
                    yield name, _amount(chance, form, column.id)


def _amount(chance: random.Random, form: NationalForm, column: str) -> str:
    if form.id == "charges" and column == "collected":
        return f"{chance.randrange(10**7) / 100:.2f}"
    return f"{chance.choice((0, chance.randrange(9), chance.randrange(20_000))):,}"


def _applications(
    chance: random.Random, form: NationalForm, carried: dict[str, int], fails: bool
) -> dict[tuple[str, str], int]:
    """Numbers that add up, in rows, columns and with the year before; with `fails`, a total that is seven too high."""
    rows = [row.id for row in form.rows if row.id.split(".")[0] in RESULTS and not row.optional]
    found: dict[tuple[str, str], int] = {}
    for part in PARTS:
        amounts = {row: chance.choice((0, 0, chance.randrange(40))) for row in rows}
        total = sum(amounts.values())
        carried_in = carried.get(part, chance.randrange(5))
        carried_out = chance.randrange(5)
        new = total + carried_out - carried_in
        if new < 0:
            amounts["granted"] -= new
            total, new = total - new, 0
        values = {**amounts, "new": new, "carried.in": carried_in, "total": total, "carried.out": carried_out}
        carried[part] = carried_out
        found |= {(row, part): value for row, value in values.items()}
    for row in {row for row, _ in found}:
        found[row, "all"] = sum(found[row, part] for part in PARTS)
    if fails:
        found["total", "all"] += 7
    return found


def _measures(chance: random.Random, dictionary: MetricDictionary) -> Iterator[tuple[str, str]]:
    for metric in dictionary.metrics.values():
        if metric.units[0] != "%" and not metric.after:
            missing = chance.random() < 0.08
            yield metric.id, chance.choice(WRITTEN_MISSING) if missing else str(chance.randrange(100_000))


def as_html(report: SyntheticReport) -> str:
    """The report as a page with the tables of its era."""
    dictionary = dictionary_for_year(report.year)
    blocks = [
        f"<h1>{report.title}</h1>",
        "<h2>一、总体情况</h2>",
        f"<p>{report.year}年，{report.name}推进政务公开。</p>",
    ]
    if dictionary is None:
        blocks.append("<p>全年公开信息较多，依申请公开办理及时。</p>")
    elif not dictionary.forms:
        rows = [
            f"<tr><td>{metric.name}</td><td>{metric.units[0]}</td><td>{report.cells[metric.id]}</td></tr>"
            for metric in dictionary.metrics.values()
            if metric.id in report.cells
        ]
        blocks.append(f"<table><tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>{''.join(rows)}</table>")
    else:
        for form in dictionary.forms:
            blocks += [f"<h2>{form.title}</h2>", _form(form, report.cells)]
    return f"<html><head><title>{report.title}</title></head><body>{''.join(blocks)}</body></html>"


def _form(form: NationalForm, cells: Mapping[str, str]) -> str:
    nested = form.id == "applications"
    heads = "".join(f"<td>{html.escape(column.label)}</td>" for column in form.columns)
    rows = [f"<tr>{'<td></td><td></td>' if nested else '<td>信息内容</td>'}{heads}</tr>"]
    for row in form.rows:
        if row.optional:
            continue
        label = f"<td>{row.within or row.label}</td><td>{row.label}</td>" if nested else f"<td>{row.label}</td>"
        numbers = "".join(f"<td>{cells[f'{form.id}/{row.id}/{column.id}']}</td>" for column in form.columns)
        rows.append(f"<tr>{label}{numbers}</tr>")
    return f"<table>{''.join(rows)}</table>"


def write_library(folder: Path, reports: int, seed: int = 17) -> list[tuple[Path, SyntheticReport]]:
    """Write the files, one folder for each region, and return them; some more have a name that stands for several
    places."""
    found = []
    for report in synthetic_library(reports, seed):
        path = folder / report.region / f"{report.title}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_html(report), encoding="utf-8")
        found.append((path, report))
    for number, (_, report) in enumerate(found[:2]):
        other = SyntheticReport(AMBIGUOUS, "", "county", "", 2021 + number, AMBIGUOUS, report.cells)
        path = folder / f"{other.title}.html"
        path.write_text(
            as_html(SyntheticReport(AMBIGUOUS, "", "county", "", 2010 + number, AMBIGUOUS)), encoding="utf-8"
        )
    return found


def main() -> None:
    """Write a library as the options say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=17)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with open(options.folder / "truth.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("file", "body", "year", "metric", "written"))
        for path, report in write_library(options.folder, options.reports, options.seed):
            for metric, written in report.cells.items():
                writer.writerow((path.relative_to(options.folder), report.body, report.year, metric, written))


if __name__ == "__main__":
    main()
