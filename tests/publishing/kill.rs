//! Killed for good at chance moments, while readers look on.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::Child;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use quarterdeck::disk::{Method, Publisher, publish};
use rustix::fs::{Mode, OFlags, open, openat};

use crate::child::{Errand, generation, telling_files};
use crate::foreign::{foreign_things, scatter};
use crate::support::{contents, scratch_on_disk, traces};

const KILLS: usize = 40;

/// So many of them must have caught a build at work. Where the machine is busy, more are tried.
const CAUGHT: usize = KILLS / 4;

/// Every other build is killed only once it is at work, so this is far more than it takes.
const TRIES: usize = 6 * KILLS;

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }

    fn of_two(&mut self) -> usize {
        usize::from(self.below(2) == 0)
    }
}

/// Stops the reader when the killing is over, also when it ends in a failure.
struct StopReader<'a>(&'a AtomicBool);

impl Drop for StopReader<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn killed_at_any_moment_readers_see_one_site_whole() {
    let scratch = scratch_on_disk();
    let output = scratch.path().join("public");
    publish(&generation(0), &output).expect("published");
    scatter(&output);
    let (stop, looks) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                let pages = look_for_a_mixture(&output);
                looks.fetch_add(
                    usize::from(pages == telling_files().len()),
                    Ordering::Relaxed,
                );
            }
        });
        let _stop = StopReader(&stop);
        let killed = kill_often(scratch.path(), &output, Method::Exchange);
        assert!(
            killed >= CAUGHT,
            "only {killed} runs were killed in the middle"
        );
    });
    assert!(looks.into_inner() > KILLS, "the reader hardly looked");
}

#[test]
fn killed_at_any_moment_a_site_published_file_by_file_is_whole_at_the_next_build() {
    let scratch = scratch_on_disk();
    let output = scratch.path().join("public");
    publish(&generation(0), &output).expect("published");
    scatter(&output);
    let killed = kill_often(scratch.path(), &output, Method::FileByFile);
    assert!(
        killed >= CAUGHT,
        "only {killed} runs were killed in the middle"
    );
}

/// Starts builds and kills each at a chance moment. Answers how many were at work when they were killed.
fn kill_often(scratch: &Path, output: &Path, method: Method) -> usize {
    let answer = scratch.join("answer");
    let foreign = foreign_things(output);
    let duration = time_one(&Errand {
        output,
        generation: 1,
        method,
        answer: &answer,
    });
    let mut chance = Chance(0x5EED_0FC0_FFEE);
    let mut killed = 0;
    for number in 2..TRIES {
        if number >= KILLS + 2 && killed >= CAUGHT {
            break;
        }
        let before = contents(output);
        let errand = Errand {
            output,
            generation: number,
            method,
            answer: &answer,
        };
        let mut child = errand.start();
        let until = if number.is_multiple_of(2) {
            duration
        } else {
            wait_until_at_work(&mut child, output);
            duration / 4
        };
        thread::sleep(Duration::from_micros(chance.below(until)));
        child.kill().expect("killed");
        child.wait().expect("gone");

        killed += usize::from(!traces(output).is_empty());
        assert_eq!(foreign_things(output), foreign);
        if method == Method::Exchange {
            let is_whole = contents(output) == before || is_generation(output, number);
            assert!(is_whole, "generation {number} is a mixture");
        }
        // The next build has the same site, or another one.
        let next = number + chance.of_two();
        let publisher = Publisher::new(output).with_method(method);
        publisher.publish(&generation(next)).expect("published");
        assert!(traces(output).is_empty());
        assert_eq!(foreign_things(output), foreign);
        assert!(
            is_generation(output, next),
            "generation {next} is a mixture"
        );
    }
    killed
}

/// Waits until a build has begun to publish, or has ended.
fn wait_until_at_work(child: &mut Child, output: &Path) {
    while traces(output).is_empty() && child.try_wait().expect("a child").is_none() {
        thread::yield_now();
    }
}

/// How long one run takes, in microseconds.
fn time_one(errand: &Errand<'_>) -> u64 {
    let begun = Instant::now();
    assert!(errand.start().wait().expect("gone").success());
    assert!(
        errand.read_answer().starts_with("Published"),
        "{}",
        errand.read_answer()
    );
    u64::try_from(begun.elapsed().as_micros()).expect("not that long")
}

pub(crate) fn is_generation(output: &Path, number: usize) -> bool {
    let site = generation(number);
    let other = if number.is_multiple_of(2) {
        "sometimes-1"
    } else {
        "sometimes-0"
    };
    let is_published = |(path, bytes): (_, &Vec<u8>)| {
        let path: &quarterdeck::disk::SitePath = path;
        std::fs::read(output.join(path.as_str())).is_ok_and(|found| found == *bytes)
    };
    site.0.iter().all(is_published) && !output.join(other).exists()
}

/// Opens the folder once, and reads in it as a visitor reads page after page. Answers how many could be read.
fn look_for_a_mixture(output: &Path) -> usize {
    let folder = open(output, OFlags::DIRECTORY | OFlags::RDONLY, Mode::empty())
        .expect("the folder is always there");
    let mut seen: Option<String> = None;
    for (read, path) in telling_files().into_iter().enumerate() {
        // A folder that has been replaced is emptied: what is gone cannot be read, but is no mixture.
        let Ok(page) = openat(&folder, path.as_str(), OFlags::RDONLY, Mode::empty()) else {
            return read;
        };
        let mut text = String::new();
        File::from(page).read_to_string(&mut text).expect("read");
        assert!(
            text.starts_with("generation ") && text.ends_with('\n'),
            "half a page: {text:?}"
        );
        assert_eq!(seen.get_or_insert_with(|| text.clone()), &text, "a mixture");
    }
    telling_files().len()
}
