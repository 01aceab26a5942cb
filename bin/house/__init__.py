"""The house: what bin/start, bin/test and bin/manage have in common.

Standard library only, because it runs before anything is installed. It prepares the machine, keeps
a private PostgreSQL and Redis under var/, and looks after the processes it started, and no others.
"""
