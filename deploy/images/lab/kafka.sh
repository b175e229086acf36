#!/bin/sh
# One Kafka node in /data, by the properties that are given; its folder is made at the first start.
set -euf  # the * is Java's
java="java -XX:+UseSerialGC -XX:-UsePerfData -Djava.awt.headless=true -Dlog4j2.configurationFile=/opt/lab/log4j2.properties -cp /opt/kafka/*"
[ -s /data/kafka/meta.properties ] || $java -Xmx128m kafka.tools.StorageTool format --cluster-id=UGFybGV5LWxhYi1rYWZrYQ --config="$1" --ignore-formatted
exec $java -Xmx512m kafka.Kafka "$1"
