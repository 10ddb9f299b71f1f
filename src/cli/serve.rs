//! `quarterdeck serve`

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use super::args::{Global, ServeArgs};
use super::console::{self, Console, count};
use super::{ExitStatus, Outcome, site};
use crate::diag::{self, Listing, SiteFolder};
use crate::disk;
use crate::serve::{self, Notice, ReadSummary, Reporter, Settings};
use crate::site::Options;
use crate::site::route::LinkStyle;
use crate::source::SourcePath;

pub(super) fn run(global: &Global, args: &ServeArgs, console: Console) -> Outcome {
    disk::is_site(&global.root)?;
    let console = Arc::new(console);
    let reporter = Arc::clone(&console);
    let open = open_to_others(args.interface, args.public);
    let report: Reporter = Arc::new(move |notice| {
        report(&notice, &reporter);
        if let (Notice::Listening(_), Some(text)) = (&notice, open) {
            reporter.note("Open", text);
        }
    });
    serve::run(settings(global, args), &report)?;
    Ok(ExitStatus::Success)
}

/// Returns a warning if other machines can read the preview.
fn open_to_others(interface: IpAddr, is_public: bool) -> Option<&'static str> {
    if interface.to_canonical().is_loopback() {
        None
    } else if is_public {
        Some(
            "anyone on this network can read this preview, without drafts: run it without --interface to keep it on this machine",
        )
    } else {
        Some(
            "anyone on this network can read this preview, drafts and unpublished figures included: leave out --interface to \
             keep it to this machine, or add --public to show only what is published",
        )
    }
}

fn settings(global: &Global, args: &ServeArgs) -> Settings {
    let (as_of, drafts) = (args.as_of, !args.public);
    Settings {
        root: site::absolute(&global.root),
        interface: args.interface,
        port: args.port,
        poll: args.poll.map(Duration::from_millis),
        navigates_to_changed: args.navigate_to_changed,
        opens_browser: args.open,
        options: Options {
            base_url: args.base_url.clone(),
            links: LinkStyle::Folder,
        },
        edition: Box::new(move || site::edition(as_of, drafts)),
    }
}

fn report(notice: &Notice, console: &Console) {
    match notice {
        Notice::Listening(address) => {
            console.done("Serving", &format!("{address} (Ctrl-C ends it)"));
        }
        Notice::Read(summary) => report_reading(summary, console),
        Notice::GitAtWork => console.note(
            "Waiting",
            "git is working (.git/index.lock): files will be read when it has finished",
        ),
        Notice::Remark(text) => console.note("Note", text),
    }
}

/// The number of files that a message names.
const NAMED: usize = 3;

fn named(files: &BTreeSet<SourcePath>, console: &Console) -> String {
    for file in files.iter().skip(NAMED) {
        console.detail("Changed", file.as_str());
    }
    let names: Vec<&str> = files.iter().take(NAMED).map(SourcePath::as_str).collect();
    let names = names.join(", ");
    match files.len().saturating_sub(NAMED) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}

/// Prints the problems as `check` does, then one line for the change.
fn report_reading(summary: &ReadSummary, console: &Console) {
    let (verb, what) = match summary.changed {
        None => ("Read", count(summary.files, "file", "files")),
        Some(none) if none.is_empty() => ("Read", "the same files again".to_owned()),
        Some(files) => ("Changed", named(files, console)),
    };
    let result = match summary.reading {
        Ok(reading) => {
            let (folder, none) = (SiteFolder::default(), BTreeSet::new());
            let listing = Listing::new(&reading.problems, &reading.sources, &folder, &none);
            console.problems(&listing, false);
            match diag::counted(&reading.problems) {
                fine if fine.is_empty() => "fine".to_owned(),
                counted => counted,
            }
        }
        Err(error) => {
            console::error(&error.to_string());
            "the folder cannot be read".to_owned()
        }
    };
    let took = summary.took.as_secs_f64() * 1000.0;
    console.done(verb, &format!("{what}: {result}, in {took:.0} ms"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_preview_that_others_can_read_has_a_warning() {
        for interface in ["127.0.0.1", "127.3.2.1", "::1", "::ffff:127.0.0.1"] {
            let interface = interface.parse().expect("an address");
            assert_eq!(open_to_others(interface, false), None, "{interface}");
        }
        for interface in ["0.0.0.0", "::", "192.168.1.5", "::ffff:10.0.0.1", "fe80::1"] {
            let interface = interface.parse().expect("an address");
            let text = open_to_others(interface, false).unwrap_or_default();
            assert!(
                text.contains("drafts") && text.contains("--public"),
                "{interface}"
            );
            let text = open_to_others(interface, true).unwrap_or_default();
            assert!(text.contains("without drafts"), "{interface}");
        }
    }
}
