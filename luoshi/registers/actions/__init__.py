"""Every write to registers."""

from luoshi.registers.actions.adopting import adopt_pack, preview_adoption
from luoshi.registers.actions.alerting import close_alert, reopen_alert
from luoshi.registers.actions.attaching import FOLDER, attach_file
from luoshi.registers.actions.correcting import correct_record, withdraw_record
from luoshi.registers.actions.importing import (
    Preview,
    prepare_import,
    preview_import,
    run_import,
    stop_import,
    waiting_jobs,
)
from luoshi.registers.actions.merging import merge_records
from luoshi.registers.actions.opening import open_sealed
from luoshi.registers.actions.recording import add_record
from luoshi.registers.actions.requesting import approve_change, refuse_change
from luoshi.registers.actions.viewing import forget_view, save_view

__all__ = [
    "FOLDER",
    "Preview",
    "add_record",
    "adopt_pack",
    "approve_change",
    "attach_file",
    "close_alert",
    "correct_record",
    "forget_view",
    "merge_records",
    "open_sealed",
    "prepare_import",
    "preview_adoption",
    "preview_import",
    "refuse_change",
    "reopen_alert",
    "run_import",
    "save_view",
    "stop_import",
    "waiting_jobs",
    "withdraw_record",
]
