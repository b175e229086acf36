# Unpacks Python and the libraries that it needs from Debian's packages to /system, without what only people use.
set -euo pipefail
apt-get update -qq
cd "$(mktemp -d)"
grep -v '^#' /build/system.txt | xargs apt-get download -qq
mkdir -p /system/var/lib/dpkg/status.d
for deb in *.deb; do
    dpkg-deb -x "$deb" /system
    dpkg-deb -f "$deb" > "/system/var/lib/dpkg/status.d/${deb%%_*}"
done
cd /system
cat usr/share/ca-certificates/mozilla/*.crt > etc/ssl/certs/ca-certificates.crt
printf 'root:x:0:0::/:/sbin/nologin\nparley:x:65532:65532::/:/sbin/nologin\n' > etc/passwd
printf 'root:x:0:\nparley:x:65532:\n' > etc/group
rm -rf usr/share/{doc,man,info,lintian,bash-completion,ca-certificates,python3,pixmaps,applications,perl5,gcc,gdb} \
    usr/share/zoneinfo/{right,posix} usr/lib/*/{gconv,perl-base} usr/lib/python3 usr/lib/systemd sbin usr/sbin \
    usr/bin/{py3*,pydoc*,pygettext*,2to3*,ldd,getconf,getent,iconv,locale*,pldd,sotruss,tzselect,zdump,catchsegv,lzma*,xz*}
cd usr/lib/python3.11
rm -rf lib2to3 ensurepip pydoc_data idlelib tkinter turtle* test sqlite3 dbm curses config-* \
    lib-dynload/{_sqlite3,_dbm,_crypt,_curses,_curses_panel,_test*,_xx*,xx*,nis,ossaudiodev,readline}.*
# The standard library as compiled code alone: its sources are a tenth of an image, and tracebacks name line and function without them.
python3 -m compileall -q -b --invalidation-mode unchecked-hash -s /system -p / /system/usr/lib/python3.11
find /system/usr/lib/python3.11 \( -name '*.py' -o -path '*/__pycache__/*' \) -delete
install -d -m 1777 /system/tmp
# No time of today: what is copied from here is told by its content alone.
find /system -exec touch --no-dereference --date=@0 {} +
