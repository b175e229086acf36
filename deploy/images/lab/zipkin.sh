#!/bin/sh
# The trace viewer; what it is sent it keeps in memory.
exec java -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -jar /opt/zipkin/zipkin-server-*-exec.jar
