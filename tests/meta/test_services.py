"""Rules about every service: keyword-only, with the acting user, in one transaction."""

import importlib
import inspect
import pkgutil

import pytest
from django.db.transaction import Atomic

from tests.meta.routes import OUR_APPS


def services():
    for app in OUR_APPS:
        package = importlib.import_module(f"{app}.services")
        for found in pkgutil.walk_packages(package.__path__, f"{app}.services."):
            module = importlib.import_module(found.name)
            for name, function in vars(module).items():
                own = getattr(function, "__module__", None) == found.name
                if own and inspect.isfunction(function) and not name.startswith("_"):
                    yield found.name, name, function


# Called inside the transaction of an act, never as one.
PIECES = {"accounts.services.audit.record", "exchanges.services.recording.enter"}
ACTS = {
    f"{module}.{name}": function
    for module, name, function in services()
    if "by" in inspect.signature(function).parameters and f"{module}.{name}" not in PIECES
}


def is_atomic(function) -> bool:
    cells = getattr(function, "__closure__", None) or ()
    return any(isinstance(cell.cell_contents, Atomic) for cell in cells)


@pytest.mark.parametrize("act", ACTS)
def test_an_act_takes_its_arguments_by_name(act):
    kinds = {parameter.kind for parameter in inspect.signature(ACTS[act]).parameters.values()}
    assert kinds <= {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_one_transaction(act):
    assert is_atomic(ACTS[act])
