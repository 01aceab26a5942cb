"""Every `<Model>Factory` of the modules here, by its name: a new one needs no line in this file."""

from tests.factories import (
    accounts,
    aid,
    batches,
    borders,
    exchanges,
    exports,
    files,
    happenings,
    imports,
    letters,
    partnerships,
    promises,
    reports,
    signing,
    texts,
)

globals().update(
    {
        name: found
        for module in (
            accounts,
            partnerships,
            borders,
            exchanges,
            exports,
            aid,
            files,
            happenings,
            imports,
            letters,
            promises,
            reports,
            signing,
            batches,
            texts,
        )
        for name, found in vars(module).items()
        if name.endswith("Factory")
    }
)
