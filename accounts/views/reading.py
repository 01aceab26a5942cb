from django.http import HttpResponse
from django.utils.html import escape
from django.views.generic import View

from accounts import permissions
from core.form_fields import read_back
from core.pages import Page
from core.text import tidy

PARTS = ("bound", "number", "unit", "estimate", "words")
LONGEST = 60  # letters of a number in its box


class AmountReading(Page, View):
    """What is read in the boxes of an amount, while somebody types: `= 1.300.000.000 đồng`.

    The boxes come under the name of their field, whatever form they stand in.
    """

    http_method_names = ["get"]
    permission = permissions.USE_ACCOUNT

    def get(self, request):
        name = next((key for key in request.GET if key.endswith("_number")), "_number")
        field = name.removesuffix("_number")
        typed = {part: tidy(request.GET.get(f"{field}_{part}", ""))[:LONGEST] for part in PARTS}
        return HttpResponse(escape(read_back(**typed)))
