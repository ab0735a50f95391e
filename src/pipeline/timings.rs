//! What each stage of a build cost, and what of it was there before.

use std::time::{Duration, Instant};

use super::memory;

/// What the stages cost, in the order of the pipeline.
#[derive(Debug, Clone, Default)]
pub struct Timings(pub Vec<Stage>);

/// What a stage cost.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Its name.
    pub name: &'static str,
    /// How long it took.
    pub time: Duration,
    /// The most memory, in bytes, that the process had had when it ended, where the system tells it.
    pub peak: Option<u64>,
    /// Of how many things so many were taken from the cache, where the stage asks the cache.
    pub reused: Option<(usize, usize)>,
}

impl Timings {
    /// All times in one line.
    pub fn line(&self) -> String {
        let stages = self.0.iter().map(|stage| format!("{} {} µs", stage.name, stage.time.as_micros()));
        stages.collect::<Vec<_>>().join(", ")
    }

    /// A line for each stage with its time, the memory up to its end, and what was reused; the last is of all of them.
    pub fn table(&self) -> String {
        let mut rows = vec![["stage", "time", "peak so far", "from the cache"].map(str::to_owned)];
        rows.extend(self.0.iter().map(|stage| {
            let reused = stage.reused.map(|(part, whole)| format!("{part} of {whole}"));
            [
                stage.name.to_owned(),
                milliseconds(stage.time),
                mebibytes(stage.peak),
                reused.unwrap_or_default(),
            ]
        }));
        let all = self.0.iter().map(|stage| stage.time).sum();
        let peak = self.0.iter().filter_map(|stage| stage.peak).max();
        rows.push(["all".to_owned(), milliseconds(all), mebibytes(peak), String::new()]);
        // Where memory is not told there is no column for it.
        let columns = if peak.is_some() { [true; 4] } else { [true, true, false, true] };
        let width = |at: usize| rows.iter().map(|row| row[at].len()).max().unwrap_or_default();
        let widths = [0, 1, 2, 3].map(width);
        let line = |row: &[String; 4]| {
            let cells = (0..4).filter(|at| columns[*at]).map(|at| match at {
                1 | 2 => format!("{:>1$}", row[at], widths[at]),
                _ => format!("{:<1$}", row[at], widths[at]),
            });
            format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
        };
        rows.iter().map(line).collect()
    }

    /// Runs a stage and notes what it cost.
    pub fn stage<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push(Stage { name, time: start.elapsed(), peak: memory::peak(), reused: None });
        result
    }

    /// Notes of the last stage that of so many things a part was taken from the cache.
    pub fn reused(&mut self, part: usize, whole: usize) {
        if let Some(stage) = self.0.last_mut() {
            stage.reused = Some((part, whole));
        }
    }
}

/// A time with a tenth of a millisecond.
fn milliseconds(time: Duration) -> String {
    let tenths = time.as_micros() / 100;
    format!("{}.{} ms", tenths / 10, tenths % 10)
}

/// Memory with a tenth of a mebibyte.
fn mebibytes(bytes: Option<u64>) -> String {
    bytes.map_or_else(String::new, |bytes| {
        let tenths = (u128::from(bytes) * 10) >> 20;
        format!("{}.{} MiB", tenths / 10, tenths % 10)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(name: &'static str, micros: u64, peak: Option<u64>, reused: Option<(usize, usize)>) -> Stage {
        Stage { name, time: Duration::from_micros(micros), peak, reused }
    }

    #[test]
    fn a_table_says_time_memory_and_reuse() {
        let timings = Timings(vec![
            stage("walk", 1_250, Some(5 << 20), None),
            stage("documents", 1_234_567, Some((130 << 20) + (1 << 19)), Some((4, 5))),
        ]);
        let expected = "\
stage           time  peak so far  from the cache
walk          1.2 ms      5.0 MiB
documents  1234.5 ms    130.5 MiB  4 of 5
all        1235.8 ms    130.5 MiB
";
        assert_eq!(timings.table(), expected);
    }

    #[test]
    fn memory_that_is_not_told_has_no_column() {
        let timings = Timings(vec![stage("walk", 90, None, Some((0, 1)))]);
        assert_eq!(timings.table(), "stage    time  from the cache\nwalk   0.0 ms  0 of 1\nall    0.0 ms\n");
    }

    #[test]
    fn a_stage_is_noted_with_what_it_gave() {
        let mut timings = Timings::default();
        assert_eq!(timings.stage("one", || 7), 7);
        timings.reused(2, 3);
        timings.stage("two", || std::thread::sleep(Duration::from_millis(5)));
        let noted: Vec<_> = timings.0.iter().map(|stage| (stage.name, stage.reused)).collect();
        assert_eq!(noted, [("one", Some((2, 3))), ("two", None)]);
        assert!(timings.0[1].time >= Duration::from_millis(5));
        assert_eq!(timings.0[0].peak.is_some(), cfg!(target_os = "linux"));
    }
}
