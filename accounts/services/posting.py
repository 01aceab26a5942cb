"""Sending one mail with notices: taken, written, handed to the mail server, written down."""

from contextlib import suppress
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException

import structlog
from django.core.mail import get_connection

from accounts import mail_words
from accounts.models import NoticeMail
from accounts.services import mails

# The mail server said no, or was not asked at all: these mails did not go out. After any other
# fault, such as a line cut before the answer came, nobody knows.
REFUSED = (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError, ValueError)
log = structlog.get_logger(__name__)


class NotTaken(Exception):
    """The way out took no mail and named no fault."""


def send(*, mail_id: int) -> bool:
    """Sends the mail unless another worker has taken it; says whether this call sent it."""
    token = mails.claim(mail_id=mail_id)
    if token is None:
        return False
    mail = NoticeMail.objects.select_related("user").get(pk=mail_id)
    post = get_connection()
    try:
        letter = mail_words.letter(mail)
        if letter is None:
            mails.drop(token=token)
            return False
        post.open()
    except Exception as fault:  # whatever it was, no mail server had the mail yet
        return _not_sent(mail, fault, mails.put_back, token)
    try:
        if not post.send_messages([letter]):
            raise NotTaken
    except (*REFUSED, NotTaken) as fault:
        return _not_sent(mail, fault, mails.put_back, token)
    except Exception as fault:
        return _not_sent(mail, fault, mails.doubt, token)
    finally:
        with suppress(Exception):  # saying goodbye to the mail server changes nothing any more
            post.close()
    mails.sent(token=token)
    return True


def _not_sent(mail: NoticeMail, fault: Exception, then, token) -> bool:
    name = type(fault).__name__
    then(token=token, fault=name)
    log.error("mail.not_sent", mail=str(mail.uuid), fault=name)
    return False
