//! An edge: the site as it is being written, on this machine alone, and never stale.
//!
//! ```text
//! watch -> gathering   -> lookout -> workshop   -> State  -> answer  -> http -> connections
//! signs    until quiet    looks      one thread    a value   a value    axum    hyper, limits
//!                                      \-> audience: whose page is another one now
//! ```
//!
//! - A sign only says where to look. What changed is decided by the bytes ([`crate::disk::Mirror`]), and what follows
//!   from it by the session that `build` reads by.
//! - The workshop is one thread, and the only one that changes anything. What it comes to is a `State`: whole,
//!   immutable, with the last good site where the present one has errors. A request is answered from one state.
//! - A file is made when it is asked for, by the function that `build` calls, so the bytes are those that it would write.
//!   Pages alone are given a line more: the script that keeps them up to date, and while there are errors, the errors.
//! - Nothing is written anywhere, and the output folder is not looked at.
#![allow(
    clippy::disallowed_methods,
    reason = "this is the edge that listens, watches, and tells how long it took"
)]

mod address;
mod answer;
mod audience;
mod browser;
mod client;
mod connections;
mod facts;
mod gathering;
mod hosts;
mod http;
mod kinds;
mod listening;
mod lookout;
mod problems;
mod source_page;
mod stage;
mod state;
mod watch;
mod workshop;

pub use listening::Port;

use std::collections::BTreeSet;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::build::Reading;
use crate::check::Edition;
use crate::disk::ReadError;
use crate::site::Options;
use crate::source::SourcePath;
use audience::Audience;
use http::Service;
use stage::Stage;
use workshop::Workshop;

/// How a site is to be served.
pub struct Settings {
    /// The folder that holds `content`, from the root of the file system.
    pub root: PathBuf,
    /// Where to listen.
    pub interface: IpAddr,
    /// At which port.
    pub port: Port,
    /// How changes are noticed.
    pub watching: Watching,
    /// Where open pages are taken.
    pub following: Following,
    /// What is done once the server listens.
    pub greeting: Greeting,
    /// How the site is made, as for a build.
    pub options: Options,
    /// What the site holds, asked again for each change: a day may have passed.
    pub edition: Box<dyn Fn() -> Edition + Send>,
}

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watching {
    /// The system tells.
    Signs,
    /// By looking again and again: some network drives tell of nothing.
    Polling(Duration),
}

/// Where open pages are taken when a file changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Following {
    /// They stay where they are.
    Stay,
    /// To the page that the file makes.
    Changed,
}

/// What is done once the server listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Greeting {
    /// Nothing more.
    Silent,
    /// The site is opened in a browser.
    Browser,
}

/// What happens while a site is served, for whoever runs it.
pub enum News<'a> {
    /// The server answers at this address.
    Listening(&'a str),
    /// The first reading.
    Began(Account<'a>),
    /// A change, and what it came to.
    Changed(&'a BTreeSet<SourcePath>, Account<'a>),
    /// The same files, read again: a day has passed, or what could not be read can be.
    Again(Account<'a>),
    /// git holds its lock: nothing is read until it lets go.
    GitAtWork,
    /// Something that is worth knowing and stops nothing.
    Remark(&'a str),
}

/// A reading, for whoever runs the server.
pub struct Account<'a> {
    /// What it came to.
    pub reading: Result<&'a Reading, &'a ReadError>,
    /// How many files there are.
    pub files: usize,
    /// From the first sign until the new state was there to be asked for.
    pub took: Duration,
}

/// Who is told.
pub type Tell = Arc<dyn Fn(News) + Send + Sync>;

/// Why nothing can be served. Displays as a sentence.
#[derive(Debug)]
pub enum ServeError {
    /// The port that was asked for is another program's.
    PortTaken(SocketAddr),
    /// No port from the usual one on is free.
    NoPort(SocketAddr),
    /// The system does not let it listen there.
    CannotListen(SocketAddr, std::io::Error),
    /// The system does not give it what it runs on.
    CannotRun(std::io::Error),
    /// The thread that reads has ended: a fault of the program.
    Stopped,
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PortTaken(address) => write!(
                f,
                "port {} of {} is in use by another program: name another with --port, or leave --port out",
                address.port(),
                address.ip()
            ),
            Self::NoPort(address) => write!(
                f,
                "no port of {} from {} on is free: name one with --port",
                address.ip(),
                address.port()
            ),
            Self::CannotListen(address, why) => {
                write!(f, "cannot listen at {address}: {why}")
            }
            Self::CannotRun(why) => write!(f, "the server cannot run: {why}"),
            Self::Stopped => f.write_str("reading the site has failed, and the preview would be stale from now on: start it again"),
        }
    }
}

impl std::error::Error for ServeError {}

/// So many pages are made at one time: more would only take turns on the same processors.
const MAKERS: usize = 4;

/// Serves a site until Ctrl-C.
///
/// # Errors
/// Where it cannot listen.
pub fn run(settings: Settings, tell: &Tell) -> Result<(), ServeError> {
    let bound = listening::bind(settings.interface, settings.port)?;
    let address = bound.for_people();
    tell(News::Listening(&address));
    let (stage, watching) = Stage::new();
    let audience = Arc::new(Audience::default());
    let service = Service::new(watching, Arc::clone(&audience), bound.address.ip());
    let greeting = settings.greeting;
    let ended = in_a_thread(Workshop::new(settings, stage, audience, Arc::clone(tell)))?;
    if greeting == Greeting::Browser
        && let Err(why) = browser::open(&address)
    {
        tell(News::Remark(&format!(
            "the browser cannot be opened: {why}"
        )));
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(MAKERS)
        .build()
        .map_err(ServeError::CannotRun)?;
    let outcome = runtime.block_on(async {
        tokio::select! {
            error = connections::serve(bound, service) => Err(error),
            _ = tokio::signal::ctrl_c() => Ok(()),
            _ = ended => Err(ServeError::Stopped),
        }
    });
    // Nobody waits for a page that nobody reads any more.
    runtime.shutdown_background();
    outcome
}

/// Starts the workshop. What is answered is resolved when it ends, in whatever way.
fn in_a_thread(
    workshop: Workshop,
) -> Result<tokio::sync::oneshot::Receiver<std::convert::Infallible>, ServeError> {
    let (alive, ended) = tokio::sync::oneshot::channel();
    thread::Builder::new()
        .name("workshop".to_owned())
        .spawn(move || {
            let _alive = alive;
            workshop.run();
        })
        .map_err(ServeError::CannotRun)?;
    Ok(ended)
}
