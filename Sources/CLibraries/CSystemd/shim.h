// What Swift cannot see of libsystemd: variadic functions, cast macros, unions.
#pragma once
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>
