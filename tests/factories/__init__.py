"""Every `<Model>Factory` of the modules here, by its name: a new one needs no line in this file."""

from tests.factories import accounts, borders, exchanges, partnerships, reports

globals().update(
    {
        name: found
        for module in (accounts, partnerships, borders, exchanges, reports)
        for name, found in vars(module).items()
        if name.endswith("Factory")
    }
)
