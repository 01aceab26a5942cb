"""Every kind of record that may lack something, of all apps."""

from exchanges.gaps import KINDS as OF_EXCHANGES
from partnerships.gaps import KINDS as OF_PARTNERSHIPS

KINDS = {kind.key: kind for kind in (*OF_PARTNERSHIPS, *OF_EXCHANGES)}
