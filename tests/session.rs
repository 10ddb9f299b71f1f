//! A session that has read a site a hundred times says of it what a new one says.
//!
//! Edits are drawn at random, from a seed that is printed: figures, targets, comments, titles, ids, files that go, come
//! back or change their names, slips of the keyboard, templates, styles and settings. After each of them the session's
//! reading is held against a cold one: every problem, everything that the report says, and pages byte for byte.
#![allow(clippy::disallowed_methods, reason = "a test reads the sample sites")]

use std::path::Path;

use quarterdeck::build::{self, JudgedSite, Reading, Session};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::disk;
use quarterdeck::site::Options;
use quarterdeck::site::route::LinkStyle;
use quarterdeck::source::{SourcePath, SourceTree};

/// For each site.
const EDITS: usize = 120;
/// All pages are compared after so many edits, and a few of them after each.
const ALL_PAGES_EVERY: usize = 40;

/// Numbers that are the same on every machine (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides.max(1) as u64).expect("fewer than that")
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

/// A site that somebody works on.
struct Desk {
    tree: SourceTree,
    dice: Dice,
    /// What was thrown away, and may come back.
    bin: Vec<(SourcePath, Vec<u8>)>,
    done: Vec<String>,
}

impl Desk {
    fn paths(&self, wanted: impl Fn(&str) -> bool) -> Vec<SourcePath> {
        let paths = self.tree.iter().map(|(path, _)| path);
        paths
            .filter(|path| wanted(path.as_str()))
            .cloned()
            .collect()
    }

    fn text(&self, path: &SourcePath) -> String {
        let bytes = self.tree.get(path).unwrap_or_default();
        String::from_utf8_lossy(bytes).into_owned()
    }

    fn write(&mut self, path: &SourcePath, text: String) {
        self.tree.insert(path.clone(), text.into_bytes());
    }

    fn take(&mut self, path: &SourcePath) -> Vec<u8> {
        self.tree
            .remove(path)
            .map_or(Vec::new(), |bytes| bytes.to_vec())
    }

    /// Something that an officer does, on purpose or by a slip.
    fn edit(&mut self) {
        let is_content = |path: &str| path.starts_with("content/");
        let what = match self.dice.roll(15) {
            0..=2 => self.change_digits(|path| path.starts_with("content/quarters/")),
            3 => self.change_digits(|path| path.starts_with("content/measures/")),
            4 => self.add_words(|path| path.starts_with("content/commentary/")),
            5 => self.add_words(|path| path.starts_with("content/measures/")),
            6 => self.lose_a_line(is_content),
            7 => self.double_a_line(is_content),
            8 => self.slip_a_key(is_content),
            9 => self.throw_away(is_content),
            10 => self.bring_back(),
            11 => self.rename(is_content),
            12 | 13 => self.add_a_decimal(|path| path.starts_with("content/quarters/")),
            _ => self.dress(),
        };
        self.done.push(what);
    }

    fn change_digits(&mut self, wanted: fn(&str) -> bool) -> String {
        self.change(wanted, "a digit", |dice, text| {
            let digits: Vec<usize> = text
                .match_indices(|c: char| c.is_ascii_digit())
                .map(|(at, _)| at)
                .collect();
            if digits.is_empty() {
                return;
            }
            let at = *dice.pick(&digits);
            let digit = char::from(b'0' + u8::try_from(dice.roll(10)).expect("a digit"));
            text.replace_range(at..=at, &digit.to_string());
        })
    }

    /// The same number, written as another figure.
    fn add_a_decimal(&mut self, wanted: fn(&str) -> bool) -> String {
        self.change(wanted, "a decimal more", |dice, text| {
            let is_end = |(at, _): &(usize, &str)| {
                let after = text[at + 1..].chars().next();
                after.is_some_and(|next| next == ' ' || next == '\n' || next == ',')
            };
            let digits = text.match_indices(|c: char| c.is_ascii_digit());
            let ends: Vec<usize> = digits.filter(is_end).map(|(at, _)| at + 1).collect();
            if ends.is_empty() {
                return;
            }
            let at = *dice.pick(&ends);
            let word = text[..at].rsplit(' ').next().unwrap_or_default();
            let more = if word.contains('.') { "0" } else { ".0" };
            text.insert_str(at, more);
        })
    }

    fn add_words(&mut self, wanted: fn(&str) -> bool) -> String {
        self.change(wanted, "a word", |dice, text| {
            let blanks: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
            if !blanks.is_empty() {
                text.insert_str(*dice.pick(&blanks), " soon");
            }
        })
    }

    fn lose_a_line(&mut self, wanted: fn(&str) -> bool) -> String {
        self.change(wanted, "a line less", |dice, text| {
            let mut lines: Vec<&str> = text.lines().collect();
            if !lines.is_empty() {
                lines.remove(dice.roll(lines.len()));
            }
            *text = lines.join("\n") + "\n";
        })
    }

    fn double_a_line(&mut self, wanted: fn(&str) -> bool) -> String {
        self.change(wanted, "a line twice", |dice, text| {
            let mut lines: Vec<&str> = text.lines().collect();
            if !lines.is_empty() {
                let at = dice.roll(lines.len());
                lines.insert(at, lines[at]);
            }
            *text = lines.join("\n") + "\n";
        })
    }

    fn slip_a_key(&mut self, wanted: fn(&str) -> bool) -> String {
        self.change(wanted, "a slip", |dice, text| {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            if !places.is_empty() {
                let slip = *dice.pick(&["\"", ":", "  ", "x", "\n", "#", "-"]);
                text.insert_str(*dice.pick(&places), slip);
            }
        })
    }

    fn change(
        &mut self,
        wanted: fn(&str) -> bool,
        what: &str,
        change: impl Fn(&mut Dice, &mut String),
    ) -> String {
        let paths = self.paths(wanted);
        if paths.is_empty() {
            return "nothing".to_owned();
        }
        let path = self.dice.pick(&paths).clone();
        let mut text = self.text(&path);
        change(&mut self.dice, &mut text);
        self.write(&path, text);
        format!("{what} in {path}")
    }

    fn throw_away(&mut self, wanted: fn(&str) -> bool) -> String {
        let paths = self.paths(wanted);
        if paths.len() < 3 {
            return "nothing".to_owned();
        }
        let path = self.dice.pick(&paths).clone();
        let bytes = self.take(&path);
        self.bin.push((path.clone(), bytes));
        format!("no {path}")
    }

    fn bring_back(&mut self) -> String {
        match self.bin.pop() {
            Some((path, bytes)) => {
                self.tree.insert(path.clone(), bytes);
                format!("{path} again")
            }
            None => "nothing".to_owned(),
        }
    }

    fn rename(&mut self, wanted: fn(&str) -> bool) -> String {
        let paths = self.paths(wanted);
        let path = self.dice.pick(&paths).clone();
        let bytes = self.take(&path);
        let (stem, ending) = path.as_str().split_once('.').unwrap_or((path.as_str(), ""));
        let name = *self.dice.pick(&["2", "-old", "x"]);
        let to = SourcePath::new(&format!("{stem}{name}.{ending}"));
        self.bin.push((path.clone(), bytes.clone()));
        self.tree.insert(to.clone(), bytes);
        format!("{path} is now {to}")
    }

    /// The site's own look.
    fn dress(&mut self) -> String {
        let number = self.dice.roll(9);
        let footer = format!("<p>Footer {number}</p>\n");
        let files = [
            ("templates/slots/footer.html", footer.as_str()),
            ("templates/slots/footer.html", "{% if typo %}\n"),
            ("style.css", "a { color: red }\n"),
            ("properties.css", ":root { --space: 1rem; }\n"),
        ];
        let (name, text) = *self.dice.pick(&files);
        let path = SourcePath::new(&format!("themes/default/{name}"));
        if self.tree.get(&path).is_some() {
            self.take(&path);
            return format!("no {path}");
        }
        self.write(&path, text.to_owned());
        format!("{path} says {text:?}")
    }
}

fn edition() -> Edition {
    Edition {
        as_of: jiff::civil::date(2016, 10, 1),
        drafts: DraftContent::Included,
    }
}

fn same_pages(desk: &mut Desk, (warm, cold): (&JudgedSite, &JudgedSite), all: bool) {
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let (warm, cold) = (build::output(warm, &options), build::output(cold, &options));
    let paths: Vec<String> = cold.paths().collect();
    assert_eq!(warm.paths().collect::<Vec<_>>(), paths);
    let few: Vec<String> = (0..3).map(|_| desk.dice.pick(&paths).clone()).collect();
    for path in if all { &paths } else { &few } {
        assert_eq!(
            warm.render(path),
            cold.render(path),
            "{path} after {:?}",
            desk.done
        );
    }
}

fn said(judged: &JudgedSite) -> String {
    format!("{:?}", judged.report)
}

fn compare(desk: &mut Desk, warm: &Reading, cold: &Reading, all: bool) {
    assert_eq!(warm.problems, cold.problems, "after {:?}", desk.done);
    match (&warm.judged, &cold.judged) {
        (Some(warm), Some(cold)) => {
            // As it is written out: 88 and 88.0 are equal as numbers, and not to a reader.
            let (warm_says, cold_says) = (said(warm), said(cold));
            assert!(warm_says == cold_says, "after {:?}", desk.done);
            assert_eq!(warm.left_out, cold.left_out, "after {:?}", desk.done);
            same_pages(desk, (warm, cold), all);
        }
        (None, None) => {}
        _ => panic!(
            "one of them has a report and the other has none, after {:?}",
            desk.done
        ),
    }
}

fn replay(root: &str, seed: u64) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let mut desk = Desk {
        tree: disk::read(&root).expect("a sample site"),
        dice: Dice(seed),
        bin: Vec::new(),
        done: vec![format!("seed {seed}")],
    };
    let first = desk.tree.clone();
    let mut session = Session::default();
    let mut judged = 0;
    for round in 0..EDITS {
        // Slips pile up until nothing can be read any more: then somebody takes the last good state again.
        if round % 6 == 0 {
            desk.tree = first.clone();
            desk.bin.clear();
            desk.done.push("as it was".to_owned());
        }
        desk.edit();
        let warm = session.read(&desk.tree, &edition());
        let cold = Session::default().read(&desk.tree, &edition());
        judged += usize::from(cold.judged.is_some());
        compare(&mut desk, &warm, &cold, round % ALL_PAGES_EVERY == 0);
    }
    assert!(
        judged > EDITS / 10,
        "only {judged} of {EDITS} states could be shown"
    );
}

#[test]
fn a_council_that_is_edited() {
    replay(".", 2016);
}

#[test]
fn another_council_that_is_edited() {
    replay("tests/sites/cardiff", 2017);
}

#[test]
fn an_invented_council_that_is_edited() {
    replay("tests/sites/example", 2024);
}
