# The workers and beat: reads code, talks to models (queue audit), writes to GitHub (queue publish).
# build: docker build -f deploy/worker.Dockerfile -t anatoly-worker .
FROM python:3.11-slim
WORKDIR /srv/anatoly
COPY requirements/worker.txt requirements/
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir --require-hashes -r requirements/worker.txt
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY worker worker
COPY migrations migrations
COPY prompts prompts
RUN pip install --no-cache-dir --no-deps . && useradd --system --home /var/lib/anatoly --create-home anatoly
USER anatoly
ENV ANATOLY_DATA_DIR=/var/lib/anatoly
CMD ["anatoly", "worker", "--queue", "audit"]
