"""Files that people have, made into readings: what was read, taken and refused is accounted for."""

from workbook.intake.readings import import_readings
from workbook.intake.report import Incomplete, Reconciliation, Refusal
from workbook.intake.rules import KpiRule, Rule, TransactionRules
from workbook.intake.transactions import import_transactions

__all__ = [
    "Incomplete",
    "KpiRule",
    "Reconciliation",
    "Refusal",
    "Rule",
    "TransactionRules",
    "import_readings",
    "import_transactions",
]
