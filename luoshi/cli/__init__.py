"""The command ``luoshi``. Each subcommand is imported when it is called, so reading never loads Django."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

import click

from luoshi import __version__
from luoshi.reading import is_compiled

_READ_BY = "机器码 machine code" if is_compiled() else "Python"


@dataclass(frozen=True, slots=True)
class _Lazy:
    """A subcommand by its place, its line in the help, and the extra it needs."""

    module: str
    attribute: str
    line: str
    extra: str | None = None


_COMMANDS = {
    "read": _Lazy("luoshi.cli.reading_command", "read", "读报告，列出任务、指标和节点 · read reports into promises"),
    "reconcile": _Lazy("luoshi.cli.reconcile_command", "reconcile_reports", "去年承诺对今年回顾 · settle last year"),
    "progress": _Lazy("luoshi.cli.progress_command", "read_figures", "读进展材料，对上指标 · figures for targets"),
    "lead": _Lazy("luoshi.cli.lead_command", "suggest_leads", "推荐牵头单位 · suggest who leads"),
    "corpus": _Lazy("luoshi.cli.corpus_command", "corpus", "成批读报告 · read many reports into Parquet"),
    "due": _Lazy("luoshi.cli.due_command", "due_on", "算时限到哪一天 · when a time limit runs out"),
    "pack": _Lazy("luoshi.cli.pack_command", "pack", "机制包：检查、新建、列出 · check, begin and list packs"),
    "init": _Lazy("luoshi.cli.office_command", "init", "建立办公数据目录 · make the office's data folder", "office"),
    "sweep": _Lazy("luoshi.cli.sweep_command", "sweep", "到期的预警和上提 · clocks that are due", "office"),
    "tick": _Lazy("luoshi.cli.tick_command", "tick", "做到期的事 · do what is due, for a timer", "office"),
    "serve": _Lazy("luoshi.cli.office_command", "serve", "启动办公网站 · serve the office's pages", "office"),
    "api-token": _Lazy("luoshi.cli.api_token_command", "api_token", "接口令牌 · tokens for programs", "office"),
    "seal": _Lazy("luoshi.cli.journal_command", "seal", "封存日志到昨日 · seal the journal up to yesterday", "office"),
    "verify": _Lazy("luoshi.cli.journal_command", "verify", "核验日志 · check the journal", "office"),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        lazy = _COMMANDS.get(cmd_name)
        return None if lazy is None else _import_command(cmd_name, lazy)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The lines are known here, so that ``--help`` imports no command."""
        with formatter.section("命令 Commands"):
            formatter.write_dl([(name, lazy.line) for name, lazy in _COMMANDS.items()])


def _import_command(name: str, lazy: _Lazy) -> click.Command:
    try:
        module = importlib.import_module(lazy.module)
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if lazy.extra is None or missing == "luoshi":
            raise
        raise click.ClickException(
            f"luoshi {name} 需要办公组件（缺少 {missing}），请安装 · please install: pip install luoshi[{lazy.extra}]"
        ) from error
    command: click.Command = getattr(module, lazy.attribute)
    return command


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message=f"luoshi %(version)s · 读法 reading: {_READ_BY}")
def main() -> None:
    """落实：读政府工作报告，为每项任务建账、查账、交账。

    Reads a government work report, opens an account for every promise, and settles it in public.
    """
