"""Who speaks to the machine, or types by mistake, switches single keys off."""

from django.urls import reverse

from accounts.models import AuditEvent, User

SWITCH = reverse("accounts:shortcuts")


def test_single_keys_are_switched_off_and_on_and_it_is_written_down(client, officer):
    client.force_login(officer)
    home = reverse("accounts:account")
    assert "data-keys-off" not in client.get(home).text
    for on in (False, True):
        answer = client.post(SWITCH, {"on": str(int(on)), "next": home})
        assert answer.headers["Location"] == home
        assert User.objects.get(pk=officer.pk).shortcuts is on
        assert ("data-keys-off" in client.get(home).text) is not on
    acts = AuditEvent.objects.filter(action="user.shortcuts_chosen", target=officer.uuid)
    assert [act.details["on"] for act in acts.order_by("pk")] == [False, True]
    assert acts[0].by == officer.username


def test_it_leads_to_no_other_site(client, officer):
    client.force_login(officer)
    answer = client.post(SWITCH, {"on": "0", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
