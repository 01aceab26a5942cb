import pytest

from core.addresses import address, open_address, page_of
from exchanges.models import Meeting
from exchanges.views.meetings import MeetingDetail, MeetingEdit, MeetingList
from tests.factories import UserFactory

RECORD = "0e7d0a47-4d5f-4a39-9f6b-6f3f3f0f0d11"


def test_an_address_is_that_of_the_record():
    meeting = Meeting(uuid=RECORD)
    assert address("exchanges:meeting-detail", RECORD) == meeting.get_absolute_url()
    assert address("exchanges:meeting-list") == "/meetings/"


def test_a_name_says_which_page_stands_there():
    assert page_of("exchanges:meeting-list") is MeetingList
    assert page_of("exchanges:meeting-detail", of_record=True) is MeetingDetail


@pytest.mark.parametrize("name", ["exchanges:nothing", "nowhere:meeting-list", "", "\x00"])
def test_where_there_is_no_page_the_address_is_empty(name):
    assert (address(name), address(name, RECORD), page_of(name)) == ("", "", None)


@pytest.mark.django_db
def test_an_address_is_open_to_those_who_may_open_the_page(officer):
    reader = UserFactory(role="reader")
    edit = ("exchanges:meeting-edit", RECORD)
    assert page_of(edit[0], of_record=True) is MeetingEdit
    assert open_address(officer, *edit) == address(*edit)
    assert open_address(reader, *edit) == ""
    assert open_address(officer, "exchanges:nothing", RECORD) == ""
