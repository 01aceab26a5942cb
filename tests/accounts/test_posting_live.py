"""A real worker and a real mail server; the worker is killed between taking a mail and knowing."""

import socketserver
import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import tasks
from accounts.choices import MailState, NoticeKind
from accounts.models import NoticeMail
from accounts.models.mail import STALE
from accounts.services import mails, notices
from tests.factories import PartnershipFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 120  # seconds, on a machine that has much to do
ANSWERS = {b"EHLO": b"250 hello", b"MAIL": b"250 ok", b"RCPT": b"250 ok", b"DATA": b"354 go on"}


class Talk(socketserver.StreamRequestHandler):
    """SMTP as far as a mail needs it. Whether the end of a mail is answered, the server says."""

    def handle(self):
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            self.wfile.write(ANSWERS.get(word, b"221 bye") + b"\r\n")
            if word == b"DATA":
                self._mail()

    def _mail(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.decode())
        self.server.mails.append("".join(lines))
        self.server.answers.wait()
        self.wfile.write(b"250 taken\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    block_on_close = False


@pytest.fixture
def mail_server(monkeypatch):
    """Started before the worker, which finds it in its environment."""
    with MailServer(("127.0.0.1", 0), Talk) as server:
        server.mails, server.answers = [], threading.Event()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{server.server_address[1]}")
        yield server
        server.answers.set()
        server.shutdown()


def wait_until(holds):
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, list(NoticeMail.objects.values("state", "error"))
        time.sleep(0.1)


def state() -> str:
    return NoticeMail.objects.get().state


def test_a_worker_killed_before_it_knows_sends_nothing_twice(mail_server, live_worker):
    unit = UnitFactory()
    reader = UserFactory(units=[unit], email="canbo@example.vn")
    tie = PartnershipFactory(home__unit=unit)

    def tell(occasion):
        notices.tell(kind=NoticeKind.RETURNED, target=tie, to=[reader], occasion=occasion, by=None)

    tell("1")
    wait_until(lambda: mail_server.mails)  # handed over, and not yet answered
    live_worker.kill()
    mail = NoticeMail.objects.get()
    assert (mail.state, mail.attempts) == (MailState.SENDING, 1)

    mail_server.answers.set()
    live_worker.start()
    tasks.send_mail.delay(mail_id=mail.pk)  # its message, coming once more
    NoticeMail.objects.update(claimed_at=timezone.now() - timedelta(seconds=STALE + 1))
    mails.sweep()
    assert state() == MailState.UNCERTAIN  # an administrator sees it
    mails.sweep()
    tasks.send_mail.delay(mail_id=mail.pk)

    tell("2")  # behind the others in the queue: when it is sent, they are done with
    wait_until(lambda: NoticeMail.objects.filter(state=MailState.SENT).exists())
    assert len(mail_server.mails) == 2
    assert tie.get_absolute_url() in mail_server.mails[1].replace("=\r\n", "")
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.UNCERTAIN, 1)
