import pytest

from reports import rendering
from tests.reports.papers import contents
from tests.reports.papers.contents import prints


@pytest.fixture(scope="session")
def cases():
    return {
        "quan_son": contents.quan_son(),
        "song_ma": contents.song_ma() | {"draft": False},
        "chi_ma": contents.chi_ma() | {"draft": False},
        "counterpart": contents.quan_son() | {"copy": "counterpart", "draft": False},
        "consecutive": contents.chi_ma() | {"layout": "consecutive", "draft": False},
        "everything": contents.everything() | {"draft": False},
        "internal": contents.internal() | {"draft": False},
        "text": prints.memorandum(),
        "text_b": prints.memorandum(copy="counterpart", layout="consecutive", mark="draft"),
        "text_zh": prints.chinese(copy="counterpart", mark="transcript"),
        "text_km": prints.khmer(),
        "text_3": prints.memorandum("vi", "lo", "en", layout="consecutive", copy="counterpart"),
        "text_long": prints.long_memorandum(),
        "hand_over": prints.hand_over(),
        "hand_over_b": prints.hand_over(copy="counterpart", layout="consecutive"),
        "letter": prints.letter(),
    }


class Made(dict):
    """What is made when it is first asked for: a worker that needs three papers makes three."""

    def __init__(self, make):
        self.make = make

    def __missing__(self, name):
        self[name] = self.make(name)
        return self[name]


@pytest.fixture(scope="session")
def sheets(cases):
    """The laid out pages of each case, where boxes can be measured."""
    return Made(lambda name: rendering.laid_out(cases[name]))


@pytest.fixture(scope="session")
def papers(cases, sheets):
    """The PDF of each case: papers["quan_son"] is (content, bytes)."""
    return Made(lambda name: (cases[name], rendering.filed(sheets[name], cases[name])))
