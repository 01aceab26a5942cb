import pytest
from django.urls import reverse

from accounts.choices import Language


@pytest.mark.parametrize(
    ("language", "heading"),
    [(Language.VIETNAMESE, "Khoản viện trợ"), (Language.ENGLISH, "Aid projects")],
)
def test_pages_speak_the_language_of_the_user_and_not_of_the_browser(
    client, officer, language, heading
):
    officer.language = language
    officer.save()
    client.force_login(officer)

    page = client.get(reverse("exchanges:aid-project-list"), headers={"Accept-Language": "zh"})

    assert f'<html lang="{language}">' in page.text
    assert f"<h1>{heading}</h1>" in page.text
