# Installs what differs to /application: one service and the code that all share, all of them (tools), or the pages (edge).
# The link `service` is what starts.
set -euo pipefail
cd /source
mkdir /application
case "$SERVICE" in
    tools) members=(shared services/*) starts=shared/cli ;;
    edge) members=() starts=edge ;;
    *) members=(shared "services/$SERVICE") starts=$(basename services/"$SERVICE"/src/*) ;;
esac
python3 -m pip install -q --no-cache-dir --root-user-action ignore --require-hashes --only-binary :all: --break-system-packages -r /build/build.lock
for member in "${members[@]}"; do
    python3 -m pip install -q --no-cache-dir --no-compile --root-user-action ignore --no-deps --no-build-isolation --target /application "./$member"
done
if [ "$SERVICE" = edge ]; then
    cp -r edge web /application
    install -D -t /application/shared shared/src/shared/{__init__,routes,serving}.py
fi
find /application \( -name RECORD -o -name direct_url.json -o -name bin \) -prune -exec rm -rf {} +
ln -s "$starts" /application/service
python3 -m compileall -q --invalidation-mode unchecked-hash -s /application -p /opt/application /application
# No time of today: what is copied from here is told by its content alone.
find /application -exec touch --no-dereference --date=@0 {} +
