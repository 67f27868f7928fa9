#!/bin/sh
while IFS=';' read -r area year girls; do
  printf '{"area":"%s","year":"%s","girls":%s}\n' "$area" "$year" "$girls"
done < "$1"
