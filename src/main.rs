//! The `quarterdeck` program: everything is in the library.

use std::process::ExitCode;

/// A council's ten years are millions of small pieces: the system's own allocator takes up to twice as long over them
/// (`cargo bench --bench preview`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    quarterdeck::cli::run()
}
