# One image for everything in Python: no shell, compiler or package manager in the result.
#   SERVICE=ideas (or another)   one service: api, worker, migrate, wait
#   SERVICE=tools                the command `parley`, and the migrations of every service
#   SERVICE=edge                 the web application's pages
ARG BASE=debian:bookworm-20261005-slim@sha256:7c7b2c966bc9ee8cedfeef67e0e279108992c77681fa595db4a9d65c06ccc587

FROM ${BASE} AS build
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends binutils python3 python3-pip >/dev/null

FROM build AS system
COPY deploy/images/system.txt deploy/images/system.sh /build/
RUN bash /build/system.sh

# What the services share, so that a node loads and keeps it once.
FROM build AS libraries
ARG PIP_CERT
ARG LOCK=service
COPY .local/images/${LOCK}.lock /build/libraries.lock
COPY deploy/images/libraries.sh /build/
RUN bash /build/libraries.sh

FROM build AS application
ARG PIP_CERT
ARG SERVICE
COPY .local/images/build.lock deploy/images/application.sh /build/
COPY LICENSE /source/LICENSE
COPY shared /source/shared
COPY services /source/services
COPY deploy/edge /source/edge
COPY web/dist /source/web
RUN bash /build/application.sh

FROM scratch
ENV PATH=/opt/libraries/bin:/usr/bin PYTHONPATH=/opt/application:/opt/libraries PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0
USER 65532:65532
WORKDIR /tmp
EXPOSE 8000 9000
ENTRYPOINT ["/usr/bin/python3", "-m", "service"]
COPY --from=system /system /
COPY --from=libraries /libraries /opt/libraries
COPY --from=application /application /opt/application
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
