"""Files that people have, made into readings: what was read, taken and refused is accounted for."""

from workbook.store.importers.readings import import_readings
from workbook.store.importers.report import Incomplete, Reconciliation, Refusal
from workbook.store.importers.rules import KpiRule, Rule, TransactionRules
from workbook.store.importers.transactions import import_transactions

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
