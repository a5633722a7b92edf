# The web process: receives webhooks, shows pages. Installs without the worker's heavy half.
# build: docker build -f deploy/web.Dockerfile -t anatoly-web .
FROM python:3.11-slim
WORKDIR /srv/anatoly
COPY requirements/web.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/web.txt
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY worker worker
COPY migrations migrations
COPY prompts prompts
RUN pip install --no-cache-dir --no-deps . && useradd --system --home /var/lib/anatoly --create-home anatoly
USER anatoly
ENV ANATOLY_DATA_DIR=/var/lib/anatoly ANATOLY_HOST=0.0.0.0
EXPOSE 8000
CMD ["anatoly", "serve"]
