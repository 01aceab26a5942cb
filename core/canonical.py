"""JSON in one spelling: what is hashed must not depend on who wrote it, or in which order."""

import json


def canonical(said: dict) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
