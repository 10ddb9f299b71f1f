//! An edge: previews the site on this machine while it is written.
//!
//! ```text
//! watch -> pending     -> detector -> updater    -> State -> answer -> http -> connections
//! events   until quiet    reads       one thread    value    value     axum    hyper, limits
//!                                       \-> subscribers: the open pages
//! ```
//!
//! - An event only names a path. The bytes decide what changed ([`crate::disk::Mirror`]), and the session that `build` uses
//!   decides what to read again.
//! - The updater is one thread. It makes a `State`, which does not change, with the last site without errors. A request is
//!   answered from one state.
//! - A file is rendered on request, with the same bytes as in a build. Pages also get the script that keeps them up to date,
//!   and the problems if there are any.
//! - The site's folder is not written to, and the output folder is not read.
#![allow(
    clippy::disallowed_methods,
    reason = "this edge listens, watches and measures time"
)]

mod address;
mod answer;
mod browser;
mod client;
mod connections;
mod content_type;
mod detector;
mod hosts;
mod http;
mod listening;
mod pending;
mod problems;
mod snapshot;
mod source_page;
mod state;
mod subscribers;
mod updater;
mod versions;
mod watch;

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
use http::Service;
use snapshot::StateSender;
use subscribers::Subscribers;
use updater::Updater;

/// How a site is to be served.
pub struct Settings {
    /// The absolute path of the folder that contains `content`.
    pub root: PathBuf,
    /// The address to listen on.
    pub interface: IpAddr,
    /// The port to listen on.
    pub port: Port,
    /// How changes are noticed.
    pub watching: Watching,
    /// Whether open pages follow changes.
    pub navigation: Navigation,
    /// What to do once the server listens.
    pub on_start: OnStart,
    /// The options of a build.
    pub options: Options,
    /// Returns the edition, for each change again, because a day may have passed.
    pub edition: Box<dyn Fn() -> Edition + Send>,
}

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watching {
    /// By events of the operating system.
    Events,
    /// By reading the folder at this interval, because some network drives send no events.
    Polling(Duration),
}

/// What open pages do when a file changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Navigation {
    /// They stay open.
    Stay,
    /// They go to the page of the file.
    Changed,
}

/// What to do once the server listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnStart {
    /// Nothing.
    Nothing,
    /// Open the site in a browser.
    OpenBrowser,
}

/// Something that happened while a site is served.
pub enum Notice<'a> {
    /// The server listens at this address.
    Listening(&'a str),
    /// The site was read for the first time.
    FirstRead(ReadSummary<'a>),
    /// Files changed, and the site was read again.
    Changed(&'a BTreeSet<SourcePath>, ReadSummary<'a>),
    /// The same files were read again: a day has passed, or a file can be read now.
    Reread(ReadSummary<'a>),
    /// git holds its lock. Reading waits for it.
    GitAtWork,
    /// A remark.
    Remark(&'a str),
}

/// The result of reading a site.
pub struct ReadSummary<'a> {
    /// The reading, or the reason why there is none.
    pub reading: Result<&'a Reading, &'a ReadError>,
    /// The number of files.
    pub files: usize,
    /// From the first sign until the new state was there to be asked for.
    pub took: Duration,
}

/// A function that reports notices.
pub type Reporter = Arc<dyn Fn(Notice) + Send + Sync>;

/// The reason why a site cannot be served. Displays as a sentence.
#[derive(Debug)]
pub enum ServeError {
    /// Another program uses the port.
    PortTaken(SocketAddr),
    /// No port from the default one on is free.
    NoPort(SocketAddr),
    /// The system refuses the address.
    CannotListen(SocketAddr, std::io::Error),
    /// The system refuses a thread or a runtime.
    CannotRun(std::io::Error),
    /// The thread that reads the site has ended, which is a bug.
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

/// The number of pages that are rendered at the same time.
const MAX_RENDERERS: usize = 4;

/// Serves a site until Ctrl-C.
///
/// # Errors
/// Returns an error if it cannot listen.
pub fn run(settings: Settings, tell: &Reporter) -> Result<(), ServeError> {
    let bound = listening::bind(settings.interface, settings.port)?;
    let address = bound.url();
    tell(Notice::Listening(&address));
    let (states, watching) = StateSender::new();
    let subscribers = Arc::new(Subscribers::default());
    let service = Service::new(watching, Arc::clone(&subscribers), bound.address.ip());
    let on_start = settings.on_start;
    let ended = in_a_thread(Updater::new(
        settings,
        states,
        subscribers,
        Arc::clone(tell),
    ))?;
    if on_start == OnStart::OpenBrowser
        && let Err(why) = browser::open(&address)
    {
        tell(Notice::Remark(&format!(
            "the browser cannot be opened: {why}"
        )));
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(MAX_RENDERERS)
        .build()
        .map_err(ServeError::CannotRun)?;
    let outcome = runtime.block_on(async {
        tokio::select! {
            error = connections::serve(bound, service) => Err(error),
            _ = tokio::signal::ctrl_c() => Ok(()),
            _ = ended => Err(ServeError::Stopped),
        }
    });
    // Do not wait for pages that are still being rendered.
    runtime.shutdown_background();
    outcome
}

/// Starts the updater. The receiver resolves when it ends.
fn in_a_thread(
    updater: Updater,
) -> Result<tokio::sync::oneshot::Receiver<std::convert::Infallible>, ServeError> {
    let (alive, ended) = tokio::sync::oneshot::channel();
    thread::Builder::new()
        .name("updater".to_owned())
        .spawn(move || {
            let _alive = alive;
            updater.run();
        })
        .map_err(ServeError::CannotRun)?;
    Ok(ended)
}
