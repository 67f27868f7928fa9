#!/bin/sh
echo area,year,girls
sleep 1000
