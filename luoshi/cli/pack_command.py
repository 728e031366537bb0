"""``luoshi pack``: check, begin and list packs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from luoshi.mechanisms import Fault, Pack, PackError, check_pack, explain_fault, is_pack_name, load_pack, load_shelf
from luoshi.mechanisms.stages import Change, compare_mechanisms

STARTER = files("luoshi.mechanisms") / "starter"
DESKS = {"residents": "民事", "enterprises": "企事", "government": "政事"}


@click.group()
def pack() -> None:
    """机制包：登记簿、统计口径和监测规则 · packs of registers, measures and rules."""


@pack.command("check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--english", is_flag=True, help="英文说明 · say it in English")
def check(*, folder: Path, english: bool) -> None:
    """检查一个机制包文件夹；全部问题一次列出，有问题时退出码为 1。

    Check the pack in FOLDER: every fault with its file, line and rule. Exits 1 if there is one.
    """
    found = check_pack(folder.resolve())
    for fault in found:
        click.echo(_line(fault, english=english))
    if found:
        raise SystemExit(1)
    click.echo(f"没有问题 · no faults: {folder}")


@pack.command("new")
@click.argument("name")
@click.option("--in", "parent", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="放在哪个文件夹 · where to put it")  # fmt: skip
def new(*, name: str, parent: Path) -> None:
    """新建一个机制包文件夹，里面有可以照着改的样子。

    Make a folder NAME with a pack to start from.
    """
    if not is_pack_name(name):
        raise click.ClickException(
            f"名称“{name}”要用小写英文字母、数字和下划线，字母开头 · small letters, digits and underscores: {name}"
        )
    folder = parent / name
    try:
        folder.mkdir()
    except FileExistsError:
        raise click.ClickException(f"已经有这个文件夹 · the folder exists: {folder}") from None
    for part in STARTER.iterdir():
        text = part.read_text(encoding="utf-8").replace("@name@", name)
        (folder / part.name).write_text(text, encoding="utf-8")
    click.echo(f"已建好 · made: {folder}\n检查 · check it: luoshi pack check {folder}")


@pack.command("adopt")
@click.argument("names", nargs=-1)
@click.option("--accept-orphans", is_flag=True, help="接受旧内容不再合规 · accept that old values no longer pass")
def adopt(*, names: tuple[str, ...], accept_orphans: bool) -> None:
    """在数据目录里启用机制包（不写名称就是全部）；本地的放在 LUOSHI_HOME/packs。

    Put packs of the home in force; a place's own lie in LUOSHI_HOME/packs.
    """
    from luoshi.cli.office_home import refuse_unready, start_django

    start_django()
    refuse_unready()
    from django.utils import timezone

    from luoshi.cli.pack_adopting import adopt_packs, own_shelf

    unknown = set(names) - {each.name for each in own_shelf()}
    if unknown:
        raise click.ClickException(f"没有这个机制包 · no such pack: {', '.join(sorted(unknown))}")
    problems = list(adopt_packs(at=timezone.now(), names=names, accept_orphans=accept_orphans))
    for line in problems:
        click.echo(line)
    if problems:
        raise SystemExit(1)
    click.echo("已启用 · in force: " + ("、".join(names) or "全部 all"))


@pack.command("list")
@click.option("--own", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="本地机制包所在的文件夹 · a place's own packs")  # fmt: skip
def list_packs(*, own: Path | None) -> None:
    """列出随程序提供的和本地的机制包。

    List the shipped packs and a place's own.
    """
    try:
        found = load_shelf(own)
    except PackError as error:
        lines = [f"{error.pack}/{_line(fault, english=False)}" for fault in error.faults]
        raise click.ClickException("\n".join(lines)) from error
    table = Table("名称 name", "标题 title", "版本 version", "窗口 desk", "登记簿", "口径", "规则", "本地 own")
    for each in found:
        table.add_row(*_cells(each))
    Console(soft_wrap=True).print(table)


@pack.command("diff")
@click.argument("before", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("after", type=click.Path(exists=True, file_okay=False, path_type=Path))
def diff(*, before: Path, after: Path) -> None:
    """两个版本的机制有什么不同：环节、时限、结果逐项列出；没有不同时退出码为 0，有则为 1。

    What differs between the mechanisms of two versions of a pack. Exits 1 if anything does.
    """
    old, new = (_loaded(folder.resolve()) for folder in (before, after))
    lines = list(_differences(old, new))
    click.echo("\n".join(lines) if lines else "没有不同 · no difference")
    if lines:
        raise SystemExit(1)


def _loaded(folder: Path) -> Pack:
    try:
        return load_pack(folder)
    except PackError as error:
        raise click.ClickException("\n".join(_line(fault, english=False) for fault in error.faults)) from error


def _differences(old: Pack, new: Pack) -> Iterator[str]:
    earlier = {each.name: each for each in old.mechanisms}
    later = {each.name: each for each in new.mechanisms}
    yield from (f"- {name}" for name in earlier.keys() - later.keys())
    yield from (f"+ {name}" for name in later.keys() - earlier.keys())
    for name in earlier.keys() & later.keys():
        for each in compare_mechanisms(earlier[name], later[name]):
            sign = {Change.ADDED: "+", Change.REMOVED: "-", Change.CHANGED: "~"}[each.change]
            told = " → ".join(part for part in (each.before, each.after) if part)
            yield f"{sign} {name}.{each.place}：{told}"


def _line(fault: Fault, *, english: bool) -> str:
    return f"{fault.place}: {explain_fault(fault, 'en' if english else 'zh')} [{fault.code}]"


def _cells(each: Pack) -> list[str]:
    counts = [str(len(part)) for part in (each.registers, each.measures, each.rules)]
    own = "是" if each.is_own else ("已改 " + ", ".join(each.overridden) if each.overridden else "")
    return [each.name, each.title, each.version, DESKS[each.desk], *counts, own]
