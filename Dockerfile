# The service, and whatever else the command does, as nobody on a file system that is only read:
#
#   docker build --tag provenance .
#   docker run --rm --read-only --tmpfs /tmp --volume provenance:/data provenance --help
#
# docker-compose.yml runs it beside a Neo4j. What it keeps is in /data, temporary files are in /tmp.

FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md hatch_build.py ./
COPY cypher ./cypher
COPY provenance ./provenance
COPY web ./web
RUN python -m venv /opt/provenance \
 && /opt/provenance/bin/pip install --no-cache-dir --constraint constraints.txt '.[parquet,traces]'

FROM python:3.11-slim-bookworm
# What PDFs need; their versions are Debian's to keep safe.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
    fonts-noto-cjk libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
 && rm -rf /var/lib/apt/lists/* \
 && install --directory --owner=65534 --group=65534 --mode=0700 /data
COPY --from=build /opt/provenance /opt/provenance
ENV PATH=/opt/provenance/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PROVENANCE_LOG_FORMAT=json \
    PROVENANCE_STORE=sqlite:////data/provenance.sqlite \
    XDG_CACHE_HOME=/tmp
VOLUME /data
WORKDIR /data
USER 65534:65534
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=20s --start-period=30s CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=18)"]
ENTRYPOINT ["provenance"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
