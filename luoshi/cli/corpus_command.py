"""``luoshi corpus``: thousands of documents in, Parquet out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from luoshi.cli.corpus_progress import watching

if TYPE_CHECKING:
    from luoshi.corpus import Summary

Engine = Literal["local", "ray", "spark"]
_INTERRUPTED = 130  # what a shell says of a command that Ctrl-C ended


@click.group()
def corpus() -> None:
    """成批读报告，结果为 Parquet · read many reports into Parquet."""


@corpus.command()
@click.argument("source", metavar="IN", type=click.Path(exists=True, path_type=Path))
@click.argument("out", metavar="OUT", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--engine", type=click.Choice(["local", "ray", "spark"]), default="local", show_default=True,
    help="在哪里读：本机各核、Ray 或 Spark · where to read",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(min=1),
    help="进程数，默认为可用核数 · processes, by default one a usable core",
)  # fmt: skip
def read(source: Path, out: Path, engine: Engine, workers: int | None) -> None:
    """读一批报告：IN 是文件夹、单个文件或 Parquet，OUT 是结果文件夹。

    IN is a folder of files (as luoshi read takes them) or of Parquet tables with a column text or bytes, and if
    possible id and name. OUT is a folder that luoshi makes.

    \b
    OUT/part-*.parquet   一行一个指标或节点 · one target or milestone a row
    OUT/_errors/         读不了的文件及原因 · documents that could not be read, with the reason
    OUT/_manifest.json   各部分的数目 · what each part holds

    中断后再运行同一命令即可接着读：读完的部分不会重读，新增或改动过的文件会读。
    After an interruption run the same command again: finished parts are not read twice; new and changed files are.

    \b
    退出码 Exit codes:
      0  读完，坏文件记在 _errors · all done; bad documents are in _errors
      1  不能进行 · could not be done
      2  用法错误 · wrong usage
      130  已中断 · interrupted
    """
    summary = _run(source, out, engine, workers)
    click.echo(
        f"共 {summary.documents:,} 份（本次读 {summary.read:,} 份），{summary.promises:,} 个指标和节点，"
        f"{summary.errors:,} 份读不了 → {out}"
    )
    for reason, count in summary.reasons:
        click.echo(f"  {reason}: {count:,}")


def _run(source: Path, out: Path, engine: Engine, workers: int | None) -> Summary:
    try:
        from luoshi import corpus as library
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"luoshi corpus 缺少 {error.name}，请安装 · please install: pip install 'luoshi[corpus]'"
        ) from error
    try:
        with watching(sys.stderr) as watch:
            return library.read_corpus(source, out, engine=library.EngineName(engine), workers=workers, watch=watch)
    except library.MissingEngineError as error:
        raise click.ClickException(
            f"没有安装 {error.engine}，请安装 · please install: pip install 'luoshi[{error.engine}]'"
        ) from error
    except library.NoDocumentsError as error:
        raise click.ClickException(f"{error.path} 里没有文件 · nothing to read there") from error
    except library.ForeignFolderError as error:
        raise click.ClickException(
            f"{error.folder} 里有别的文件，请另选一个文件夹 · holds other files; name another folder"
        ) from error
    except KeyboardInterrupt:
        click.echo(f"已中断，读完的部分在 {out}；再运行同一命令接着读 · interrupted; run it again to go on", err=True)
        sys.exit(_INTERRUPTED)
    except OSError as error:
        raise click.ClickException(f"写不了结果 · cannot write: {error}") from error
