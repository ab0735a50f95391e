#!/usr/bin/env python3
"""Milliseconds from saving a file until the preview says that there is a newer build.

    python3 benches/reload.py target/release/mingzhang FOLDER [RUNS]

FOLDER holds `content/`; a document in the middle of it and a page are saved with a line more, and put back at the end.
"""

import http.client
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import threading
import time


def main(program, folder, runs=9):
    folder = pathlib.Path(folder).resolve()
    command = [pathlib.Path(program).resolve(), "serve", "--port", "0"]
    server = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    try:
        started = time.monotonic()
        found = (re.search(r"http://([^/]+)/", line) for line in server.stderr)
        address = next(match for match in found if match)[1]
        print(f"first build: {time.monotonic() - started:.1f} s")
        # Whoever does not read what it tells makes it wait.
        threading.Thread(target=server.stderr.read, daemon=True).start()
        measure(http.client.HTTPConnection(address), folder, int(runs))
        status = pathlib.Path(f"/proc/{server.pid}/status")
        if status.exists():
            print(re.search(r"VmHWM:\s*(.*)", status.read_text())[0])
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def measure(connection, folder, runs):
    def ask(path):
        connection.request("GET", path)
        return connection.getresponse().read().decode()

    def newer(seen):
        while (version := ask(f"/.mingzhang/version?seen={seen}")) == seen:
            pass
        return version

    version = ask("/.mingzhang/version")
    texts = sorted(folder.glob("content/**/*.txt"))
    pages = sorted(folder.glob("content/pages/*.md"))
    for kind, file in [("document", texts[len(texts) // 2 :]), ("page", pages)]:
        if not file:
            continue
        before, took = file[0].read_bytes(), []
        try:
            for _ in range(runs):
                time.sleep(0.5)
                # Words that no run before had, which the cache would remember.
                more = f"\n\n说明{time.time_ns()}。\n".encode()
                saved = time.monotonic()
                file[0].write_bytes(before + more)
                version = newer(version)
                took.append(1000 * (time.monotonic() - saved))
        finally:
            file[0].write_bytes(before)
        version = newer(version)
        print(f"{kind}: median {statistics.median(took):.0f} ms, {min(took):.0f} to {max(took):.0f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
