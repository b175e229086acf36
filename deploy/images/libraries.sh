# Installs the locked libraries to /libraries, each checked against its hash, without what only developers use.
set -euo pipefail
python3 -m pip install -q --no-cache-dir --no-compile --root-user-action ignore --require-hashes --only-binary :all: \
    --target /libraries -r /build/libraries.lock
cd /libraries
find . -type d \( -name tests -o -name __pycache__ \) -prune -exec rm -rf {} +
find . -type f \( -name '*.pyi' -o -name '*.pyx' -o -name '*.pxd' -o -name '*.c' -o -name '*.h' -o -name '*.proto' -o -name '*.po' -o -name RECORD -o -name direct_url.json \) -delete
find . -name '*.so' -exec strip --strip-unneeded {} +
# holidays loads one country of three hundred files, once: those are compiled then
python3 -m compileall -q --invalidation-mode unchecked-hash -s /libraries -p /opt/libraries -x '/holidays/(countries|financial)/' .
# No time of today: what is copied from here is told by its content alone.
find /libraries -exec touch --no-dereference --date=@0 {} +
