# The two commands on a plain Debian, for whoever wants no tools of their own:
#   docker build --tag figures . && docker run --rm --publish 8000:8000 figures
FROM debian:12-slim
RUN apt-get update && apt-get install --yes --no-install-recommends \
    ca-certificates chromium git libatomic1 make python3 python3-venv && rm -rf /var/lib/apt/lists/*
WORKDIR /report
COPY . .
RUN make book
RUN make test JOBS=1
CMD [".venv/bin/python", "-m", "http.server", "8000", "--directory", "_build/html"]
