"""What a pack is, and loading and checking it. Pure: no Django, no clock, no network.

>>> from pathlib import Path
>>> from luoshi.mechanisms import check_pack, load_pack
>>> check_pack(Path("my_pack"))   # every fault, with file, line and rule
"""

from luoshi.mechanisms._basis import Basis, Verified
from luoshi.mechanisms._codes import CodeState, check_credit_code, check_id_number
from luoshi.mechanisms._counting import Fact, Figure, count_figure, counts_fact, year_start
from luoshi.mechanisms._examples import example_name, read_examples
from luoshi.mechanisms._faults import Fault, FaultCode, Faults, PackError, explain_fault
from luoshi.mechanisms._own_values import with_own_settings
from luoshi.mechanisms._pack import (
    Approval,
    Counts,
    Desk,
    Lamps,
    Likeness,
    Measure,
    Milestone,
    Pack,
    Period,
    Register,
    Rule,
    Setting,
    Severity,
)
from luoshi.mechanisms._schema import Field, FieldKind, Format, Mask, PlaceKind, Schema
from luoshi.mechanisms._schema_changes import ChangeKind, SchemaChange, compare_schemas
from luoshi.mechanisms._sharing import WHOLE, Part, PartsError, read_parts
from luoshi.mechanisms._shelf import check_pack, load_files, load_pack, load_shelf, shipped_folders
from luoshi.mechanisms._tables import is_pack_name
from luoshi.mechanisms._values import Checked, Problem, Raw, Value, ValueCode, check_values
from luoshi.mechanisms._watching import Raised, cause_of, watch_record

__all__ = [
    "WHOLE",
    "Approval",
    "Basis",
    "ChangeKind",
    "Checked",
    "CodeState",
    "Counts",
    "Desk",
    "Fact",
    "Fault",
    "FaultCode",
    "Faults",
    "Field",
    "FieldKind",
    "Figure",
    "Format",
    "Lamps",
    "Likeness",
    "Mask",
    "Measure",
    "Milestone",
    "Pack",
    "PackError",
    "Part",
    "PartsError",
    "Period",
    "PlaceKind",
    "Problem",
    "Raised",
    "Raw",
    "Register",
    "Rule",
    "Schema",
    "SchemaChange",
    "Setting",
    "Severity",
    "Value",
    "ValueCode",
    "Verified",
    "cause_of",
    "check_credit_code",
    "check_id_number",
    "check_pack",
    "check_values",
    "compare_schemas",
    "count_figure",
    "counts_fact",
    "example_name",
    "explain_fault",
    "is_pack_name",
    "load_files",
    "load_pack",
    "load_shelf",
    "read_examples",
    "read_parts",
    "shipped_folders",
    "watch_record",
    "with_own_settings",
    "year_start",
]
