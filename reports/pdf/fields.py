"""Empty signature fields, written while the pages are: WeasyPrint's own forms break PDF/A."""

import pydyf

from reports.papers.fields import SAID

POINT = 0.75  # a px of the layout
PRINTED = 4  # the flag of an annotation that PDF/A asks for
SIGNED_AND_KEPT = 3  # signature fields exist, and the file may only grow


def place(box, pdf: pydyf.PDF, page_number: int) -> None:
    """Put the field of this box over it.

    It stays out of the tree of tags: a checker of the first signature would find its field there
    too, changed by the second one, and call that a change of what was signed.
    """
    page = page_of(pdf, page_number)
    field = widget(box, pdf, page)
    page.setdefault("Annots", pydyf.Array()).append(field.reference)
    form = pdf.catalog.setdefault(
        "AcroForm", pydyf.Dictionary({"Fields": pydyf.Array(), "SigFlags": SIGNED_AND_KEPT})
    )
    form["Fields"].append(field.reference)


def widget(box, pdf: pydyf.PDF, page: pydyf.Dictionary) -> pydyf.Dictionary:
    name = box.element.get("data-field")
    left, top = box.border_box_x() * POINT, box.border_box_y() * POINT
    wide, high = box.border_width() * POINT, box.border_height() * POINT
    bottom = page["MediaBox"][3] - top - high
    # PDF/A wants to know how it looks even where there is nothing to see yet
    look = pydyf.Stream(
        [], {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array([0, 0, wide, high])}
    )
    pdf.add_object(look)
    field = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(name),
            "TU": pydyf.String(SAID[name]),
            "Rect": pydyf.Array([left, bottom, left + wide, bottom + high]),
            "P": page.reference,
            "F": PRINTED,
            "AP": pydyf.Dictionary({"N": look.reference}),
        }
    )
    pdf.add_object(field)
    return field


def page_of(pdf: pydyf.PDF, page_number: int) -> pydyf.Dictionary:
    return pdf.objects[pdf.pages["Kids"][3 * page_number]]
