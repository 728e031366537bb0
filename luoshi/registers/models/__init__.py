"""Packs as they were adopted, registers, records with every version of them, requests, alerts and imports."""

from luoshi.registers.models.alert import Alert, NightWatch
from luoshi.registers.models.bulk import ColumnMapping, ImportFault, ImportJob
from luoshi.registers.models.pack import PackVersion, Register
from luoshi.registers.models.record import Record, RecordFile, RecordKey, RecordVersion
from luoshi.registers.models.request import ChangeRequest
from luoshi.registers.models.subtotal import Subtotal
from luoshi.registers.models.view import SavedView

__all__ = [
    "Alert",
    "ChangeRequest",
    "ColumnMapping",
    "ImportFault",
    "ImportJob",
    "NightWatch",
    "PackVersion",
    "Record",
    "RecordFile",
    "RecordKey",
    "RecordVersion",
    "Register",
    "SavedView",
    "Subtotal",
]
