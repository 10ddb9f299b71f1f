//! How a case is written.
//!
//! ```text
//! What the officer did, in plain words.
//!
//! =~ content/quarters/2016-17-q1.yaml      lines of a file of the base site are changed:
//!   values:                                two blanks: stays, and says where
//! -   e1: 1843                             goes; a blank line parts one change from the next
//! +   e1: 1,843                            comes
//! == content/quarters/2016-17-q3.yaml      the whole text of a file
//! == bytes content/site.yaml               the same, with \xEF, \r, \t and \\ for bytes; also after `=~`
//! == times 1000 content/pages/long.md      the same text a thousand times
//! == delete content/plans/2016-17.yaml
//! == move content/measures/a2.yaml content/measures/A2.yaml
//! == link content/pages/a.md ../../b.md    a symbolic link that leads out of the site's folder
//! == as of 2016-08-01                      the day of the edition
//!
//! -- expected
//! exactly what a terminal shows
//! ```

use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use quarterdeck::source::{SourcePath, SourceTree, Unread};
use walkdir::WalkDir;

/// The line between what was done and what is shown.
const EXPECTED: &str = "-- expected\n";

/// The base site's first quarter is public by then, and its second is not.
const AS_OF: Date = date(2016, 10, 31);

/// One mistake and its answer.
pub(crate) struct Case {
    path: PathBuf,
    /// Everything above the expected part.
    told: String,
    /// What a terminal shows.
    pub(crate) expected: String,
}

/// What is done to the base site.
enum Change {
    Whole(SourcePath, Vec<u8>),
    Edit(SourcePath, Vec<Hunk>),
    Delete(SourcePath),
    Move(SourcePath, SourcePath),
    Link(SourcePath, String),
    AsOf(Date),
}

/// Lines that are there, and the lines that stand in their place.
struct Hunk {
    old: Vec<u8>,
    new: Vec<u8>,
}

impl Case {
    /// Every case below a folder.
    pub(crate) fn all(folder: &Path) -> Vec<Self> {
        let files = WalkDir::new(folder).sort_by_file_name().into_iter();
        files
            .map(|entry| entry.expect("a case can be read").into_path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
            .map(Self::load)
            .collect()
    }

    /// A case that changes nothing.
    pub(crate) fn of_nothing() -> Self {
        Self {
            path: PathBuf::new(),
            told: String::new(),
            expected: String::new(),
        }
    }

    fn load(path: PathBuf) -> Self {
        let text = std::fs::read_to_string(&path).expect("a case is text");
        let (told, expected) = text.split_once(EXPECTED).unwrap_or((&text, ""));
        assert!(
            told.starts_with(char::is_uppercase),
            "{}: a case begins with a sentence that says what the officer did",
            path.display()
        );
        Self {
            told: told.to_owned(),
            expected: expected.to_owned(),
            path,
        }
    }

    /// Its file, below the folder of the suite.
    pub(crate) fn name(&self) -> String {
        let name = self.path.file_stem().unwrap_or_default().to_string_lossy();
        format!("{}/{name}", self.folder())
    }

    /// The folder that it is in.
    pub(crate) fn folder(&self) -> String {
        let folder = self.path.parent().and_then(Path::file_name);
        folder.unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Puts what is shown now in place of what was expected.
    pub(crate) fn write_expected(&self, shown: &str) {
        let text = format!("{}\n\n{EXPECTED}{shown}", self.told.trim_end());
        let beside = self.path.with_extension("new");
        std::fs::write(&beside, text).expect("a case can be written");
        std::fs::rename(&beside, &self.path).expect("a case can be replaced");
    }

    /// The site as it is after what was done, and the day of the edition.
    pub(crate) fn done(&self, base: &SourceTree) -> (SourceTree, Date) {
        let mut tree = base.clone();
        let mut as_of = AS_OF;
        for change in self.changes() {
            match change {
                Change::AsOf(day) => as_of = day,
                other => tree = self.apply(&tree, other),
            }
        }
        (tree, as_of)
    }

    fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut rest = self.told.as_str();
        while let Some(start) = next_section(rest) {
            let (head, below) = rest[start..]
                .split_once('\n')
                .unwrap_or((&rest[start..], ""));
            let end = next_section(below).unwrap_or(below.len());
            changes.push(change(head, &below[..end]));
            rest = &below[end..];
        }
        changes
    }

    fn apply(&self, tree: &SourceTree, change: Change) -> SourceTree {
        let mut changed = SourceTree::default();
        let (taken, given) = match change {
            Change::Link(path, to) => {
                changed.insert_unread(path.clone(), Unread::LeadsOut(to));
                (Some(path), None)
            }
            Change::Whole(path, bytes) => (None, Some((path, bytes))),
            Change::Delete(path) => (Some(path), None),
            Change::Move(from, to) => {
                let bytes = self.existing(tree, &from).to_vec();
                (Some(from), Some((to, bytes)))
            }
            Change::Edit(path, hunks) => {
                let mut bytes = self.existing(tree, &path).to_vec();
                for hunk in &hunks {
                    bytes = self.edit(&bytes, hunk);
                }
                (None, Some((path, bytes)))
            }
            Change::AsOf(_) => (None, None),
        };
        for (path, bytes) in tree
            .iter()
            .filter(|(path, _)| Some(*path) != taken.as_ref())
        {
            changed.insert(path.clone(), bytes.to_vec());
        }
        if let Some((path, bytes)) = given {
            changed.insert(path, bytes);
        }
        changed
    }

    fn existing<'t>(&self, tree: &'t SourceTree, path: &SourcePath) -> &'t [u8] {
        tree.get(path)
            .unwrap_or_else(|| panic!("{}: the base site has no {path}", self.name()))
    }

    fn edit(&self, bytes: &[u8], hunk: &Hunk) -> Vec<u8> {
        let places: Vec<usize> = (0..bytes.len())
            .filter(|at| *at == 0 || bytes[at - 1] == b'\n')
            .filter(|at| bytes[*at..].starts_with(&hunk.old))
            .collect();
        let [place] = places[..] else {
            panic!(
                "{}: these lines are there {} times:\n{}",
                self.name(),
                places.len(),
                String::from_utf8_lossy(&hunk.old)
            );
        };
        let after = &bytes[place + hunk.old.len()..];
        [&bytes[..place], &hunk.new, after].concat()
    }
}

/// Where the next section begins.
fn next_section(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("== ") || line.starts_with("=~ ") {
            return Some(at);
        }
        at += line.len();
    }
    None
}

fn change(head: &str, below: &str) -> Change {
    let words: Vec<&str> = head.split(' ').collect();
    match words.as_slice() {
        ["==", "delete", path] => Change::Delete(SourcePath::new(path)),
        ["==", "move", from, to @ ..] => {
            Change::Move(SourcePath::new(from), SourcePath::new(&to.join(" ")))
        }
        ["==", "link", path, to] => Change::Link(SourcePath::new(path), (*to).to_owned()),
        ["==", "as", "of", day] => Change::AsOf(day.parse().expect("a day")),
        ["==", "times", count, path] => {
            let count = count.parse().expect("a number of times");
            Change::Whole(
                SourcePath::new(path),
                whole(below).repeat(count).into_bytes(),
            )
        }
        ["==", "bytes", path] => Change::Whole(SourcePath::new(path), unescape(&whole(below))),
        ["==", path @ ..] => {
            Change::Whole(SourcePath::new(&path.join(" ")), whole(below).into_bytes())
        }
        ["=~", "bytes", path] => Change::Edit(SourcePath::new(path), hunks(below, unescape)),
        ["=~", path] => Change::Edit(SourcePath::new(path), hunks(below, |s| s.into())),
        _ => panic!("no such section: {head}"),
    }
}

/// A file's text, without the blank lines before the next section.
fn whole(below: &str) -> String {
    format!("{}\n", below.trim_end_matches('\n'))
}

fn hunks(below: &str, bytes: fn(&str) -> Vec<u8>) -> Vec<Hunk> {
    let texts = below.split("\n\n").map(|text| text.trim_matches('\n'));
    texts
        .filter(|text| !text.is_empty())
        .map(|text| {
            let side = |signs: [char; 2]| {
                let lines = text.lines().filter(|line| line.starts_with(signs));
                let lines = lines.map(|line| format!("{}\n", line.get(2..).unwrap_or_default()));
                lines.collect::<String>()
            };
            Hunk {
                old: side([' ', '-']).into_bytes(),
                new: bytes(&side([' ', '+'])),
            }
        })
        .collect()
}

/// `\xEF`, `\r`, `\t` and `\\` as the bytes they stand for.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend(before.as_bytes());
        let (byte, length) = match after.as_bytes() {
            [b'r', ..] => (b'\r', 1),
            [b't', ..] => (b'\t', 1),
            [b'\\', ..] => (b'\\', 1),
            [b'x', ..] => (u8::from_str_radix(&after[1..3], 16).expect("\\xEF"), 3),
            _ => panic!("no such escape: \\{after}"),
        };
        bytes.push(byte);
        rest = &after[length..];
    }
    bytes.extend(rest.as_bytes());
    bytes
}
