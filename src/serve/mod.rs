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
mod source_page;
mod state;
mod states;
mod subscribers;
mod updater;
mod watch;

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::io;
use std::net::IpAddr;
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
use states::States;
use subscribers::Subscribers;
use updater::Updater;

/// How a site is to be served.
pub struct Settings {
    /// The absolute path of the folder that contains `content`.
    pub root: PathBuf,
    /// The address to listen on.
    pub interface: IpAddr,
    /// The port to listen on: 0 lets the system choose. `None` for the default port, or the next free one.
    pub port: Option<u16>,
    /// The interval at which the folder is read. `None` for events of the system, which some network drives do not send.
    pub poll: Option<Duration>,
    /// Whether open pages go to the page of a file that changed.
    pub navigates_to_changed: bool,
    /// Whether to open the site in a browser.
    pub opens_browser: bool,
    /// The options of a build.
    pub options: Options,
    /// Returns the edition, for each change again, because a day may have passed.
    pub edition: Box<dyn Fn() -> Edition + Send>,
}

/// Something that happened while a site is served.
pub enum Notice<'a> {
    /// The server listens at this address.
    Listening(&'a str),
    /// The site was read.
    Read(ReadSummary<'a>),
    /// git holds its lock. Reading waits for it.
    GitAtWork,
    /// A remark.
    Remark(&'a str),
}

/// The result of reading a site.
pub struct ReadSummary<'a> {
    /// The files that changed. `None` for the first time. Empty if a day has passed, or a file can be read now.
    pub changed: Option<&'a BTreeSet<SourcePath>>,
    /// The reading, or the reason why there is none.
    pub reading: Result<&'a Reading, &'a ReadError>,
    /// The number of files.
    pub files: usize,
    /// From the first sign until the new state was there to be asked for.
    pub took: Duration,
}

/// A function that reports notices.
pub type Reporter = Arc<dyn Fn(Notice) + Send + Sync>;

/// The number of pages that are rendered at the same time.
const MAX_RENDERERS: usize = 4;

/// Serves a site until Ctrl-C.
///
/// # Errors
/// Returns a sentence if it cannot listen, or the thread that reads the site has ended, which is a bug.
pub fn run(settings: Settings, tell: &Reporter) -> Result<(), String> {
    let cannot_run = |why: io::Error| format!("the server cannot run: {why}");
    let listener = listening::bind(settings.interface, settings.port)?;
    let address = listener.local_addr().map_err(cannot_run)?;
    let url = listening::url(address);
    tell(Notice::Listening(&url));
    let (states, subscribers) = (Arc::<States>::default(), Arc::<Subscribers>::default());
    let service = Service {
        states: Arc::clone(&states),
        subscribers: Arc::clone(&subscribers),
        interface: address.ip(),
    };
    let opens_browser = settings.opens_browser;
    let updater = Updater::new(settings, states, subscribers, Arc::clone(tell));
    let (alive, ended) = tokio::sync::oneshot::channel::<Infallible>();
    let run = move || {
        let _alive = alive;
        updater.run();
    };
    let thread = thread::Builder::new().name("updater".to_owned());
    thread.spawn(run).map_err(cannot_run)?;
    if opens_browser && let Err(why) = browser::open(&url) {
        let text = format!("the browser cannot be opened: {why}");
        tell(Notice::Remark(&text));
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(MAX_RENDERERS)
        .build()
        .map_err(cannot_run)?;
    let outcome = runtime.block_on(async {
        tokio::select! {
            error = connections::serve(listener, service) => Err(cannot_run(error)),
            _ = tokio::signal::ctrl_c() => Ok(()),
            _ = ended => Err("reading the site has failed, and the preview would be stale from now on: start it again".to_owned()),
        }
    });
    // Do not wait for pages that are still being rendered.
    runtime.shutdown_background();
    outcome
}
