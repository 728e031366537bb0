"""Learn which pairs of characters are common to the genre, so that what is not can be taken for a name.

    python scripts/train_common.py REPORTS_DIR SPEED.zip     luoshi/reading/lexicon/common.tsv

A pair that stands in the reports of ``LEAST_GROUPS`` unrelated regions is a word of the genre (处理, 中心), not
of a place (潴龙). Written are pairs alone, in the order of the characters; no sentence can be read out of them.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).parents[1] / "luoshi" / "reading" / "lexicon" / "common.tsv"
LEAST_GROUPS, LEAST_TIMES = 3, 2
FIRST_YEAR = 1995  # older reports speak of other things
# Regions that many reports name: a name all the same.
REGIONS = frozenset(
    re.findall(
        "..",
        "北京天津河北山西辽宁吉林上海江苏浙江安徽福建江西山东河南湖北湖南广东广西海南重庆四川贵州云南西藏陕西甘肃青海宁夏新疆香港澳门"
        "深圳广州保定雄安聊城济南青岛石家家庄前海河套唐山廊坊沧州邯郸邢台张家承德衡水秦皇珠海汕头汕尾东莞惠州佛山中山武汉南京杭州成都西安"
        "白洋洋淀",
    )
)
_RUN = re.compile("[一-鿿]{2,}")


def texts(reports: Path, archive: Path) -> Iterator[tuple[str, str]]:
    """(region, text): the districts of one city are one region."""
    for path in sorted(reports.rglob("*.txt")):
        yield path.parent.name[:2], path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(archive) as bundle:
        for name in sorted(bundle.namelist()):
            path = Path(name)
            if path.suffix == ".txt" and int(path.stem[:4]) >= FIRST_YEAR:
                yield path.parent.name, bundle.read(name).decode("utf-8-sig")


def common_pairs(reports: Path, archive: Path) -> list[str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for region, text in texts(reports, archive):
        for run in _RUN.findall(text):
            counts[region].update(run[at : at + 2] for at in range(len(run) - 1))
    regions = Counter(pair for seen in counts.values() for pair, times in seen.items() if times >= LEAST_TIMES)
    return sorted(pair for pair, number in regions.items() if number >= LEAST_GROUPS and pair not in REGIONS)


def main() -> None:
    followers: dict[str, list[str]] = defaultdict(list)
    for pair in common_pairs(Path(sys.argv[1]), Path(sys.argv[2])):
        followers[pair[0]].append(pair[1])
    lines = [f"{first}\t{''.join(seconds)}" for first, seconds in followers.items()]
    head = (
        "# Pairs of characters that reports of unrelated regions share: what follows the first character.\n"
        "# Source: counted by scripts/train_common.py.\n"
    )
    OUT.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{sum(map(len, followers.values()))} pairs, {OUT.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
