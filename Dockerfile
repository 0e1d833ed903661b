# The looks
FROM node:24-bookworm-slim AS looks
WORKDIR /office
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev
COPY static static
RUN node static/build.mjs

# The Python packages
FROM python:3.13-slim-bookworm AS packages
COPY requirements.txt ./
RUN python -m venv /opt/office && /opt/office/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

# The office
FROM python:3.13-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
        fontconfig fonts-noto-core fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin office \
    && install -d -o office /data
ENV PATH=/opt/office/bin:$PATH PYTHONUNBUFFERED=1 ENVIRONMENT=production VAR_DIR=/data
WORKDIR /office
COPY --from=packages /opt/office /opt/office
COPY . .
COPY --from=looks /office/var/assets var/assets
# Only for the build: what production needs to start at all.
RUN pybabel --quiet compile --directory locale --domain django \
    && export SECRET_KEY="only-for-collecting-the-static-files-of-this-image" BASE_URL=https://build.invalid \
        IDENTITY_KEYS=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= MAIL_URL=smtp://build.invalid OFFICE_EMAIL=office@build.invalid \
    && python manage.py collectstatic --no-input --verbosity 0 \
    && rm -rf /data/* && chown -R office /data
USER office
VOLUME /data
EXPOSE 8000
CMD ["sh", "-c", "exec gunicorn council_office.wsgi --bind 0.0.0.0:8000 --worker-class gthread --workers 2 --threads ${WEB_THREADS:-8} --timeout 120 --worker-tmp-dir /dev/shm --no-control-socket"]
