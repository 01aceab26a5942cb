"""A name that nobody in the register bears, typed where a signer is looked for."""

from django.urls import reverse


def test_an_unknown_name_is_said_to_be_unknown(client, officer):
    client.force_login(officer)
    row = {"signatories-TOTAL_FORMS": "1", "signatories-INITIAL_FORMS": "0"}
    answer = client.post(
        reverse("partnerships:memorandum-create"),
        row | {"signatories-0-side": "home", "signatories-0-person_q": "Không Ai Cả"},
    )
    assert answer.status_code == 422
    assert "Không Ai Cả" in answer.text
