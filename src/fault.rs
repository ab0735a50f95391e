//! Faults that the program's own tests put into the work, to see that the fences hold. Nothing of it is in the program that
//! people run.

/// Fails inside, where a unit test named the unit of work so: `fault-in-read.txt`.
#[inline]
pub(crate) fn here(stage: &str, unit: &str) {
    #[cfg(test)]
    assert!(!unit.contains(&format!("fault-in-{stage}")), "a fault that a test asked for");
    let _ = (stage, unit);
}
