//! How much memory this process took at most, as Linux tells; elsewhere nothing is said.

use std::fs;

/// The largest resident size so far ([proc(5)](https://man7.org/linux/man-pages/man5/proc_pid_status.5.html)).
#[must_use]
pub fn peak_bytes() -> Option<u64> {
    in_status(&fs::read_to_string("/proc/self/status").ok()?)
}

fn in_status(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kilobytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_read_in_bytes() {
        let status = "Name:\tspeed\nVmPeak:\t  9000 kB\nVmHWM:\t    1234 kB\nVmRSS:\t     900 kB\n";
        assert_eq!(in_status(status), Some(1234 * 1024));
        assert_eq!(in_status("Name:\tspeed\n"), None);
    }
}
