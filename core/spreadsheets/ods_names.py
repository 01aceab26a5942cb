"""What the parts and marks of an OpenDocument table are called."""

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE, TABLE, TEXT, STYLE = (
    f"{{{OASIS}:{name}:1.0}}" for name in ("office", "table", "text", "style")
)
FORMAT = f"{{{OASIS}:xsl-fo-compatible:1.0}}"
DRAWN = f"{{{OASIS}:svg-compatible:1.0}}"
SCRIPT = f"{{{OASIS}:script:1.0}}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
ROWS_REPEATED = f"{TABLE}number-rows-repeated"
COLUMNS_REPEATED = f"{TABLE}number-columns-repeated"


def times(element, name: str) -> int:
    """How often something stands there: once, unless it says so. ValueError for no number."""
    said = element.get(name, "1")
    number = int(said) if len(said) < 10 else 10**9
    if number < 1:
        raise ValueError(said)
    return number
