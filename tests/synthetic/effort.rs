//! How much work something takes, and whether four times as much input takes about four times as much of it. Counted
//! in time of the processor, so that what else the machine does is no part of it.

use std::time::Duration;

/// Below this, the clock and what is made once say more than the work.
pub(crate) const NOISE: Duration = Duration::from_millis(300);

/// The time that the processor worked on this thread.
#[cfg(unix)]
fn clock() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.try_into().unwrap_or(0), now.tv_nsec.try_into().unwrap_or(0))
}

#[cfg(not(unix))]
fn clock() -> Duration {
    static BEGUN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    BEGUN.elapsed()
}

/// What `work` takes when it is done by one thread.
pub(crate) fn effort(work: impl FnOnce() + Send) -> Duration {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    alone.install(|| {
        let before = clock();
        work();
        clock().saturating_sub(before)
    })
}

/// Asserts that the whole takes no more than ten times what a quarter of it takes. What takes the square takes sixteen
/// times as long, what tries every grouping never ends.
///
/// # Panics
/// When it takes longer.
pub(crate) fn takes_its_share(what: &str, work: impl Fn(usize) + Sync) {
    const WHOLE: usize = 1_000;
    work(1);
    let (quarter, whole) = (effort(|| work(WHOLE / 4)), effort(|| work(WHOLE)));
    assert!(whole < quarter * 10 + NOISE, "{what}: a quarter took {quarter:?}, the whole {whole:?}");
}
