//! `quarterdeck serve` from outside: the real program, over loopback, by a client of our own.
#![cfg(feature = "serve")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test writes its own site, and talks to the server"
)]

#[path = "../alone/mod.rs"]
mod alone;
mod answers;
mod changes;
mod client;
mod doors;
mod errors;
mod random;
mod rough;
mod server;
mod site;
mod streams;
