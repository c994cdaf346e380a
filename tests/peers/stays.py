"""What every program of this folder says of a run, as `simulate bench` says it."""

import time


def measure(run):
    """Prints one line: events, seconds, and the mean and the 99th percentile (nearest rank) of the stay in seconds."""
    begin = time.perf_counter()
    stays = run()
    seconds = time.perf_counter() - begin
    stays.sort()
    count = len(stays)
    p99 = stays[-(-count * 99 // 100) - 1]
    print(f"{2 * count} {seconds:.6f} {sum(stays) / count:.6f} {p99:.6f}")
