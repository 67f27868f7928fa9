// What the C library and the compiler offer, and Swift does not show.

#include <fcntl.h>

/// Reserves room on the disk for a file without changing its size; 0, or -1 with `errno` set.
static inline int csystem_reserve(int descriptor, long start, long count) {
#ifdef __linux__
  extern int fallocate(int, int, off_t, off_t);
  return fallocate(descriptor, 1 /* FALLOC_FL_KEEP_SIZE */, start, count);
#else
  (void)descriptor, (void)start, (void)count;
  return -1;
#endif
}

/// Asks the processor to fetch a place in memory that will be read soon.
static inline void csystem_prefetch(const void *place) { __builtin_prefetch(place); }

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

static inline void csystem_cap(int resource, unsigned long long value) {
  struct rlimit limit = {value, value};
  setrlimit(resource, &limit);
}

/// Starts a program in a process group of its own, with nothing of ours but two pipes: standard
/// input is empty, no other descriptor is open, signals are as usual, it ends when we end. There is
/// no shell. The number of the process, or -1 with `errno` set; a program that cannot be started
/// ends with 127.
static inline int csystem_start(const char *program, char *const words[], char *const environment[],
                                int output, int errors, unsigned long long memory,
                                unsigned long long seconds) {
  int process = fork();
  if (process != 0) return process;
  // Only what is safe between fork and exec is called from here on.
  setpgid(0, 0);
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, 0);
  int empty = open("/dev/null", O_RDONLY);
  if (empty < 0 || dup2(empty, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0) _exit(127);
#ifdef SYS_close_range
  if (syscall(SYS_close_range, 3u, ~0u, 0u) != 0)
#endif
    for (int number = 3; number < 1024; number++) close(number);
  csystem_cap(RLIMIT_CORE, 0);
  csystem_cap(RLIMIT_NOFILE, 256);
  csystem_cap(RLIMIT_AS, memory);
  csystem_cap(RLIMIT_CPU, seconds);
  execve(program, words, environment);
  _exit(127);
}

/// Calls a function that takes a handle, a number and one value of any type, as libcurl's do.
static inline int csystem_call_number(void *function, void *handle, int option, long value) {
  return ((int (*)(void *, int, ...))function)(handle, option, value);
}
static inline int csystem_call_pointer(void *function, void *handle, int option,
                                       const void *value) {
  return ((int (*)(void *, int, ...))function)(handle, option, value);
}
