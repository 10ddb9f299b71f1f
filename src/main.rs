//! The `quarterdeck` program: everything is in the library.

fn main() {}
