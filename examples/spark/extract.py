"""Extracts a folder of disclosures on Spark: a call of `mingzhang extract` per task, and a question to what they wrote.

    spark-submit extract.py --content DIR --out DIR [--program mingzhang] [--per-task 200]

The folders and the program have the same paths on every machine (a shared file system, or images of the same
content). A task that is run again, or twice at once, writes the same files.
"""

import argparse
import os
import subprocess
import sys

from pyspark.sql import SparkSession, functions as F


def files_below(root):
    """All files of the folder in the order of their paths, so that a body's documents come into one task."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(folder, name) for name in sorted(names) if not name.startswith(".")]
    return sorted(found)


def extract(program, content, out):
    """What a task does with its share of the files."""

    def run(share):
        files = list(share)
        if not files:
            return
        command = [program, "extract", "--content", content, "--out", out, "--jobs", "1", "--files-from", "-"]
        done = subprocess.run(command, input="\n".join(files).encode(), capture_output=True)
        if done.returncode != 0:
            # Spark tries again elsewhere, and stops with these words if that fails too.
            raise RuntimeError(done.stderr.decode("utf-8", "replace"))
        yield done.stdout.decode("utf-8", "replace").strip()

    return run


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--content", required=True, help="folder of disclosures")
    arguments.add_argument("--out", required=True, help="folder for records and figures")
    arguments.add_argument("--program", default="mingzhang", help="the program, as tasks find it")
    arguments.add_argument("--per-task", type=int, default=200, help="files of a task")
    given = arguments.parse_args()
    content, out = os.path.abspath(given.content), os.path.abspath(given.out)

    spark = (
        SparkSession.builder.appName("mingzhang extract")
        # Codes of divisions are names, not numbers.
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .getOrCreate()
    )
    files = files_below(content)
    tasks = max(1, -(-len(files) // given.per_task))
    shares = spark.sparkContext.parallelize(files, tasks)
    for line in shares.mapPartitions(extract(given.program, content, out)).collect():
        print(line, file=sys.stderr)

    facts = spark.read.parquet(os.path.join(out, "facts"))
    answer = (
        facts.groupBy("division", "year")
        .agg(F.count("*").alias("facts"), F.sum("amount_wan").alias("amount_wan"))
        .orderBy("division", "year")
    )
    print(",".join(answer.columns))
    for row in answer.collect():
        print(",".join("" if cell is None else format(cell, "f") if hasattr(cell, "quantize") else str(cell) for cell in row))
    spark.stop()


if __name__ == "__main__":
    main()
