# One image for every Python service: --build-arg SERVICE=ideas. No shell, compiler or package manager in the result.
# SERVICE=tools is the image of migrations and of the command `parley`: all services' code, dbmate and the command line.
ARG BASE=debian:bookworm-slim

# What runs: Python and the libraries that it needs, unpacked from Debian's packages, and nothing else.
FROM ${BASE} AS system
COPY deploy/images/system.txt /tmp/system.txt
WORKDIR /tmp/debs
RUN apt-get update -qq && apt-get download -qq $(cat /tmp/system.txt) \
    && mkdir -p /system/var/lib/dpkg/status.d \
    && for deb in *.deb; do dpkg-deb -x "$deb" /system && dpkg-deb -f "$deb" > "/system/var/lib/dpkg/status.d/${deb%%_*}"; done \
    && cat /system/usr/share/ca-certificates/mozilla/*.crt > /system/etc/ssl/certs/ca-certificates.crt \
    && printf 'root:x:0:0::/:/sbin/nologin\nparley:x:65532:65532::/:/sbin/nologin\n' > /system/etc/passwd \
    && printf 'root:x:0:\nparley:x:65532:\n' > /system/etc/group \
    && rm -rf /system/usr/share/doc /system/usr/share/man /system/usr/share/lintian /system/usr/share/bash-completion \
              /system/usr/share/ca-certificates /system/usr/share/python3 /system/usr/lib/python3*/lib2to3 \
              /system/usr/lib/python3*/ensurepip /system/usr/lib/python3*/pydoc_data /system/usr/lib/python3*/idlelib \
              /system/usr/bin/py3* /system/usr/bin/pydoc* /system/usr/bin/pygettext* /system/usr/lib/*/gconv \
              /system/sbin /system/usr/sbin \
    && install -d -m 1777 /system/tmp

# What the services share: the locked libraries, each checked against its hash.
FROM ${BASE} AS libraries
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends binutils python3 python3-pip >/dev/null
ARG PIP_CERT
ARG LOCK=service
COPY deploy/images/${LOCK}.lock /tmp/requirements.lock
RUN python3 -m pip install -q --no-cache-dir --no-compile --require-hashes --only-binary :all: --target /libraries -r /tmp/requirements.lock \
    && find /libraries -name tests -type d -prune -exec rm -rf {} + \
    && find /libraries -type f \( -name '*.pyi' -o -name '*.pyx' -o -name '*.pxd' -o -name '*.c' -o -name '*.h' \) -delete \
    && find /libraries -name '*.so' -exec strip --strip-unneeded {} + \
    && find /libraries \( -name RECORD -o -name direct_url.json \) -delete \
    && python3 -m compileall -q --invalidation-mode unchecked-hash /libraries

# What differs: one service and the code that all share, or all of them for the tools.
FROM libraries AS application
ARG SERVICE
ARG PIP_CERT
COPY deploy/images/build.lock /tmp/build.lock
RUN python3 -m pip install -q --no-cache-dir --require-hashes --only-binary :all: --break-system-packages -r /tmp/build.lock
COPY LICENSE /source/LICENSE
COPY shared /source/shared
COPY services /source/services
RUN cd /source && if [ "$SERVICE" = tools ]; then members="shared services/*"; else members="shared services/$SERVICE"; fi \
    && for member in $members; do python3 -m pip install -q --no-cache-dir --no-compile --no-deps --no-build-isolation --upgrade --target /application "./$member"; done \
    && find /application \( -name RECORD -o -name direct_url.json -o -name bin \) -prune -exec rm -rf {} + \
    && if [ "$SERVICE" = tools ]; then ln -s shared/cli /application/service; else ln -s "$(ls services/$SERVICE/src)" /application/service; fi \
    && python3 -m compileall -q --invalidation-mode unchecked-hash /application

FROM scratch
COPY --from=system /system /
COPY --from=libraries /libraries /opt/libraries
COPY --from=application /application /opt/application
ENV PATH=/opt/libraries/bin:/usr/bin PYTHONPATH=/opt/application:/opt/libraries PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0
USER 65532:65532
WORKDIR /tmp
EXPOSE 8000 9000
ENTRYPOINT ["/usr/bin/python3", "-m", "service"]
CMD ["run"]
