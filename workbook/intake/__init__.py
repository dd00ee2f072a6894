"""Files that people have, made into readings: what was read, taken and refused is accounted for."""

from workbook.intake.layouts.mapping import Column, Mapping, Proposal, Question
from workbook.intake.layouts.rules import KpiRule, Rule, TransactionRules
from workbook.intake.proposals.proposing import propose
from workbook.intake.report import Incomplete, Reconciliation, Refusal
from workbook.intake.taking.trial import (
    Trial,
    import_readings,
    import_transactions,
    try_import,
    try_readings,
    try_transactions,
)
from workbook.intake.taking.undo import Undoing, imports, try_undo, undo_import

__all__ = [
    "Column",
    "Incomplete",
    "KpiRule",
    "Mapping",
    "Proposal",
    "Question",
    "Reconciliation",
    "Refusal",
    "Rule",
    "TransactionRules",
    "Trial",
    "Undoing",
    "import_readings",
    "import_transactions",
    "imports",
    "propose",
    "try_import",
    "try_readings",
    "try_transactions",
    "try_undo",
    "undo_import",
]
