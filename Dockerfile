# The site, its worker and its beat: one image, three commands (docker-compose.yml).
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 DJANGO_SETTINGS_MODULE=config.settings
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        gettext libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /site
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .

# Neither step opens the database or uses the key: the values only let the settings load.
RUN msgfmt --check-format -o locale/vi/LC_MESSAGES/django.mo locale/vi/LC_MESSAGES/django.po \
    && SECRET_KEY=only-while-building DATABASE_URL=postgres://nobody@localhost/none \
        python manage.py collectstatic --noinput \
    && useradd --system --home-dir /site site \
    && install -d -o site var var/media var/documents
USER site

EXPOSE 8000
CMD ["gunicorn", "config.wsgi:application", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket"]
