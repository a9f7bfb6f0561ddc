# The guarded server for more than one person. Sign-in is configured in .streamlit/secrets.toml, which is mounted, never
# built in: see docs/deployment.md.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /app
COPY requirements.txt ./
RUN python -m pip install -r requirements.txt

COPY app.py pyproject.toml README.md LICENSE ./
COPY .streamlit/config.toml .streamlit/config.toml
COPY cx cx
COPY pages pages
COPY docs/definitions.md docs/definitions.md
RUN python -m compileall -q cx pages \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin cx \
    && mkdir -p /data /backups && chown cx:cx /data /backups \
    && ln -s /data data

# With a database server as the store, files are checked in data/server.work, which is on the volume by that link.
USER cx
ENV CX_STORE=/data/cx.duckdb HOME=/data
VOLUME ["/data", "/backups"]
EXPOSE 8501

# Runs the script once, as a first visitor would; the guard answers this to nobody outside the container.
HEALTHCHECK --interval=30s --timeout=20s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/script-health-check', timeout=15)"]

CMD ["python", "-m", "cx", "serve", "--address", "0.0.0.0", "--port", "8501"]
