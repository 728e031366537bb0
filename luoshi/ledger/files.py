"""The original files of reports and evidence; kept as the registers keep theirs."""

from luoshi.registers.files import keep_original, read_original

__all__ = ["keep_original", "read_original"]
