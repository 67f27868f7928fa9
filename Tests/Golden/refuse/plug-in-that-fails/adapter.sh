#!/bin/sh
echo area,year,girls
echo "line 2: no girls" >&2
exit 3
