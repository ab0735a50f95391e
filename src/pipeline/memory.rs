//! The memory of this process, where the system tells it.
#![allow(clippy::disallowed_methods)]

/// The most memory that this process has had so far, in bytes.
pub(super) fn peak() -> Option<u64> {
    // Elsewhere it takes calls that are not safe, or is not told at all.
    if !cfg!(target_os = "linux") {
        return None;
    }
    most(&std::fs::read_to_string("/proc/self/status").ok()?)
}

/// The peak that a process's status names.
fn most(status: &str) -> Option<u64> {
    let words = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    match *words.split_whitespace().collect::<Vec<_>>() {
        [number, "kB"] => number.parse::<u64>().ok()?.checked_mul(1024),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_read_as_it_stands() {
        assert_eq!(most("Name:\tx\nVmPeak:\t  900 kB\nVmHWM:\t   61440 kB\nVmRSS:\t 4 kB\n"), Some(60 << 20));
        for odd in ["", "VmHWM:\t\n", "VmHWM:\t12\n", "VmHWM:\t12 MB\n", "VmHWM:\t-1 kB\n", "VmRSS:\t 4 kB\n"]
        {
            assert_eq!(most(odd), None, "{odd:?}");
        }
        assert_eq!(most(&format!("VmHWM: {} kB", u64::MAX)), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_peak_of_this_process_holds_what_it_holds() {
        let held = vec![1_u8; 64 << 20];
        assert!(peak().expect("Linux tells it") > 64 << 20);
        drop(held);
        assert!(peak().expect("Linux tells it") > 64 << 20, "a peak stays");
    }
}
