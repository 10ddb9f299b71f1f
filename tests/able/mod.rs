//! Tests that a machine may be unable to run. Each says so in a line that is not captured, so that `tests/all` can count
//! them, and fails where the machine could have run it.

use std::fs;
use std::io::Write;
use std::os::unix::fs::MetadataExt;

/// Reports that the test on this thread is not run, and why.
///
/// # Panics
/// If the machine could have run it.
pub fn not_run(why: &str, could_run: bool) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    assert!(!could_run, "{test} was not run, and could have been: {why}");
    let _ = writeln!(std::io::stderr(), "not run: {test}: {why}");
}

/// Whether the machine is set up to run every test, as the workflow of the project says.
pub fn runs_all() -> bool {
    std::env::var_os("QUARTERDECK_RUNS_ALL_TESTS").is_some()
}

/// Whether this process may give files to other users.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Whether this process may mount file systems: root in a container often may not.
pub fn may_mount() -> bool {
    const CAP_SYS_ADMIN: u32 = 21;
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mut lines = status.lines();
    let rights = lines.find_map(|line| line.strip_prefix("CapEff:"));
    let rights = rights.and_then(|rights| u64::from_str_radix(rights.trim(), 16).ok());
    rights.is_some_and(|rights| rights >> CAP_SYS_ADMIN & 1 == 1)
}
