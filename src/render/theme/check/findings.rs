//! What is found wrong on the way, each in the file that the site can change.

use std::collections::BTreeMap;
use std::ops::Range;

use super::library::Library;
use super::shape::{Book, Shape};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::source::Place;

/// Something wrong, before it is known whose file it stands in.
pub(super) struct Complaint {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
}

/// How a value is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mode {
    /// Whether it is there: what is not there is simply not.
    Test,
    /// It must be there.
    Use,
}

/// Every reading of one name at one place: it may be reached with several kinds of values.
#[derive(Debug, Default)]
struct Reads {
    /// How often the name was there.
    found: usize,
    /// From what it was asked, where it was not there.
    missing: Vec<Missing>,
}

/// Every use of one name at one place.
#[derive(Debug, Default)]
struct Names {
    /// How often it stood for something.
    known: usize,
    /// What could have been used, where it stood for nothing.
    others: Vec<String>,
}

/// A field that was not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missing {
    /// What was asked, in a template's words: "`view` of home.html".
    pub(super) owner: String,
    pub(super) shape: Shape,
    pub(super) mode: Mode,
}

/// Where a name stands: template, bytes.
type Spot = (usize, usize, usize);

/// Everything found.
#[derive(Default)]
pub(super) struct Findings {
    told: Vec<Diagnostic>,
    reads: BTreeMap<(Spot, String), Reads>,
    names: BTreeMap<(Spot, String), Names>,
}

impl Findings {
    pub(super) fn tell(&mut self, place: Place, complaint: Complaint) {
        let Complaint {
            code,
            message,
            help,
        } = complaint;
        let told = Diagnostic::error(code, place, message).help(help);
        if !self.told.contains(&told) {
            self.told.push(told);
        }
    }

    pub(super) fn tell_diagnostic(&mut self, told: Diagnostic) {
        if !self.told.contains(&told) {
            self.told.push(told);
        }
    }

    /// Whether something of the kind has been told of a place.
    pub(super) fn has_told(&self, code: Code, place: &Place) -> bool {
        let mut told = self.told.iter();
        told.any(|one| one.code == code && one.place == *place)
    }

    pub(super) fn found(&mut self, at: usize, span: &Range<usize>, name: &str) {
        let spot = ((at, span.start, span.end), name.to_owned());
        self.reads.entry(spot).or_default().found += 1;
    }

    pub(super) fn missing(&mut self, at: usize, span: &Range<usize>, name: &str, what: Missing) {
        let spot = ((at, span.start, span.end), name.to_owned());
        let reads = self.reads.entry(spot).or_default();
        if !reads.missing.contains(&what) {
            reads.missing.push(what);
        }
    }

    /// A name that stands for nothing, among those that do.
    pub(super) fn unknown(&mut self, at: usize, span: &Range<usize>, name: &str, others: &[&str]) {
        let spot = ((at, span.start, span.end), name.to_owned());
        let names = self.names.entry(spot).or_default();
        names.others = others.iter().map(|name| (*name).to_owned()).collect();
    }

    /// A name that stands for something, the way this place was reached.
    pub(super) fn known(&mut self, at: usize, span: &Range<usize>, name: &str) {
        let spot = ((at, span.start, span.end), name.to_owned());
        self.names.entry(spot).or_default().known += 1;
    }

    /// How much was found: whether something was added since.
    pub(super) fn count(&self) -> usize {
        self.told.len()
    }

    pub(super) fn into_diagnostics(self, library: &Library, book: &Book) -> Vec<Diagnostic> {
        let mut told = self.told;
        for (((at, start, end), name), names) in self.names {
            if names.known == 0 {
                let place = library.place(at, &(start..end));
                told.push(unknown_name(place, &name, &names.others));
            }
        }
        for (((at, start, end), name), reads) in self.reads {
            let place = library.place(at, &(start..end));
            if !reads.missing.is_empty() {
                told.extend(missing_field(place, &name, &reads, book));
            }
        }
        told
    }
}

fn unknown_name(place: Place, name: &str, known: &[String]) -> Diagnostic {
    let known = || known.iter().map(String::as_str);
    let message = format!("nothing goes by the name `{name}` here");
    let help = match did_you_mean(name, known()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("what can be used here: {}", listed(known())),
    };
    Diagnostic::error(Code::ThemeField, place, message).help(help)
}

fn missing_field(place: Place, name: &str, reads: &Reads, book: &Book) -> Option<Diagnostic> {
    let used = reads.missing.iter().find(|m| m.mode == Mode::Use);
    let tell = |message: String, help: String| {
        Some(Diagnostic::error(Code::ThemeField, place, message).help(help))
    };
    if reads.found > 0 {
        let owner = &used?.owner;
        let asked = plain(owner).trim_matches('`');
        let message = format!("{owner} has no `{name}`, though others that come here have");
        let help = format!("ask first: `{{% if {asked}.{name} %}}` ... `{{% endif %}}` round it");
        return tell(message, help);
    }
    let first = reads.missing.first()?;
    if reads.missing.iter().any(|m| m.shape != first.shape) {
        let all = reads.missing.iter().flat_map(|m| fields_of(&m.shape, book));
        let message = format!("{} has no field `{name}` on any page", plain(&first.owner));
        let help = match did_you_mean(name, all) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "docs/theme.md lists the fields of each page".to_owned(),
        };
        return tell(message, help);
    }
    let (message, help) = no_such_field(&first.owner, name, &first.shape, book);
    tell(message, help)
}

/// Without the page: "`view`".
fn plain(owner: &str) -> &str {
    owner.split(" of ").next().unwrap_or(owner)
}

/// The words for a field that is not there.
pub(super) fn no_such_field(
    owner: &str,
    name: &str,
    shape: &Shape,
    book: &Book,
) -> (String, String) {
    let kind = match shape {
        Shape::Record(_) | Shape::Choice(_) => {
            let fields = fields_of(shape, book);
            let known = || fields.iter().copied();
            let message = format!("{owner} has no field `{name}`");
            let help = match did_you_mean(name, known()) {
                Some(meant) if fields.len() > LISTED => format!("did you mean `{meant}`?"),
                Some(meant) => format!("did you mean `{meant}`? It has {}", listed(known())),
                None => format!("it has {}", listed(known())),
            };
            return (message, help);
        }
        Shape::List(_) => "a list",
        Shape::Number => "a number",
        Shape::Truth => "yes or no",
        Shape::Html | Shape::Printed => "markup",
        _ => "a text",
    };
    let message = format!("{owner} is {kind}, so it has no field `{name}`");
    let help = if kind == "a list" {
        "write `{% for one in ... %}` and ask each one, or take the first with `| first`"
    } else {
        "print it as it is"
    };
    (message, help.to_owned())
}

/// The fields that a value may have.
pub(super) fn fields_of<'b>(shape: &Shape, book: &'b Book) -> Vec<&'b str> {
    let mut names: Vec<&str> = Vec::new();
    let options = match shape {
        Shape::Choice(options) => options.as_slice(),
        one => std::slice::from_ref(one),
    };
    for option in options {
        if let Shape::Record(name) = option
            && let Some(record) = book.record(name)
        {
            for field in &record.fields {
                if !names.contains(&&*field.name) {
                    names.push(&field.name);
                }
            }
        }
    }
    names
}

/// The longest list that helps.
const LISTED: usize = 30;

/// "`a`, `b` and `c`", as far as it helps.
pub(super) fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => "none".to_owned(),
        [only] => only.clone(),
        _ if names.len() > LISTED => {
            format!(
                "{} and {} more; docs/theme.md lists them all",
                names[..LISTED].join(", "),
                names.len() - LISTED
            )
        }
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
