//! A build over another, under the circumstances that a disk may hold ready for it.

use std::fs;
use std::path::PathBuf;

use quarterdeck::disk::{Method, Publisher, publish};

use crate::foreign::scatter;
use crate::support::{Pages, Scratch, StopAfter, in_order, scratch};

const EBUSY: i32 = 16;

/// How the system at hand lets a site be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Circumstance {
    /// Folders can be exchanged.
    Plain,
    /// The caller wants it file by file.
    FileByFile,
    /// The output is a link, so that it has to be file by file.
    Link,
    /// The system answers that it cannot exchange them, when all is ready.
    Refused,
    /// The output is on another file system than its neighbours.
    FarAway,
    /// The folder around the output is read-only, so that the work has to be done inside.
    NoRoomBeside,
}

pub(crate) const CIRCUMSTANCES: [Circumstance; 6] = [
    Circumstance::Plain,
    Circumstance::FileByFile,
    Circumstance::Link,
    Circumstance::Refused,
    Circumstance::FarAway,
    Circumstance::NoRoomBeside,
];

/// What is published over what.
pub(crate) struct Story {
    /// The last build; `None` before the first.
    pub(crate) old: Option<Pages>,
    pub(crate) has_foreign: Foreign,
    /// The new build; `None` for cleaning.
    pub(crate) new: Option<Pages>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foreign {
    None,
    OfAllSorts,
}

/// A story on a disk.
pub(crate) struct Scene {
    scratch: Scratch,
    circumstance: Circumstance,
}

impl Scene {
    pub(crate) fn set(story: &Story, circumstance: Circumstance) -> Self {
        let scene = Self {
            scratch: scratch(),
            circumstance,
        };
        if circumstance == Circumstance::Link {
            fs::create_dir(scene.folder()).expect("made");
            std::os::unix::fs::symlink("real", scene.output()).expect("linked");
        }
        if let Some(old) = &story.old {
            publish(old, &scene.output()).expect("the last build");
        }
        if story.has_foreign == Foreign::OfAllSorts {
            fs::create_dir_all(scene.folder()).expect("made");
            scatter(&scene.folder());
        }
        scene
    }

    pub(crate) fn output(&self) -> PathBuf {
        self.scratch.path().join("public")
    }

    /// The folder that the site is in.
    pub(crate) fn folder(&self) -> PathBuf {
        let name = if self.circumstance == Circumstance::Link {
            "real"
        } else {
            "public"
        };
        self.scratch.path().join(name)
    }

    /// Runs, and says whether it came to its end.
    pub(crate) fn run(&self, story: &Story, stop: StopAfter) -> bool {
        let stop = self.under_circumstances(stop);
        let output = self.output();
        let method = match self.circumstance {
            Circumstance::FileByFile => Method::FileByFile,
            _ => Method::Exchange,
        };
        let publisher = Publisher::new(&output).with_method(method);
        in_order(|| match &story.new {
            Some(new) => publisher.observed_by(&stop).publish(new).is_ok(),
            None => publisher.observed_by(&stop).clean().is_ok(),
        })
    }

    fn under_circumstances(&self, stop: StopAfter) -> StopAfter {
        match self.circumstance {
            Circumstance::Refused => stop.refusing_exchange(EBUSY),
            Circumstance::FarAway => stop.across_file_systems(),
            Circumstance::NoRoomBeside => stop.in_a_read_only_parent(),
            _ => stop,
        }
    }
}
