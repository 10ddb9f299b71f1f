//! Edits of the sample sites that take nothing back. None may be refused.

use std::path::Path;

use jiff::civil::{Date, date};
use quarterdeck::build::Session;
use quarterdeck::compare;
use quarterdeck::diag::Diagnostic;
use quarterdeck::disk;
use quarterdeck::source::{SourcePath, SourceTree};

use crate::Read;

const SITES: [(&str, Date); 2] = [
    (".", date(2016, 10, 1)),
    ("tests/sites/example", date(2024, 7, 1)),
];

/// Changes every text below a folder of `content/` that ends so.
fn each(
    tree: &SourceTree,
    folder: &str,
    ending: &str,
    edit: impl Fn(&str) -> String,
) -> SourceTree {
    let mut edited = tree.clone();
    let folder = format!("content/{folder}");
    for (path, bytes) in tree.iter() {
        if path.as_str().starts_with(&folder) && path.as_str().ends_with(ending) {
            let text = String::from_utf8_lossy(bytes);
            edited.insert(path.clone(), edit(&text).into_bytes());
        }
    }
    edited
}

/// Adds a line before the first line with a field, unless the file has the line's own field.
fn with_line(text: &str, field: &str, line: &str) -> String {
    let own = line.split(':').next().unwrap_or(line);
    if format!("\n{text}").contains(&format!("\n{own}:")) {
        return text.to_owned();
    }
    text.replacen(&format!("\n{field}:"), &format!("\n{line}\n{field}:"), 1)
}

/// Changes each line that is a measure with its figure alone: `  potholes: 88`.
fn figures(text: &str, edit: impl Fn(&str, &str) -> String) -> String {
    let mut is_value = false;
    let lines = text.lines().map(|line| {
        if !line.starts_with(' ') {
            is_value = line == "values:";
        }
        let pair = line
            .strip_prefix("  ")
            .and_then(|line| line.split_once(": "));
        match pair.filter(|_| is_value) {
            Some((id, figure)) if !id.starts_with(' ') && figure.parse::<f64>().is_ok() => {
                edit(id, figure)
            }
            _ => line.to_owned(),
        }
    });
    lines.map(|line| line + "\n").collect()
}

fn quoted(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split_once("title: ") {
        Some(("", title)) if !title.contains(['"', '\'', '#', '{']) => {
            format!("title: \"{title}\"")
        }
        _ => line.to_owned(),
    });
    lines.map(|line| line + "\n").collect()
}

fn with_file(tree: &SourceTree, path: &str, text: &str) -> SourceTree {
    let mut edited = tree.clone();
    edited.insert(SourcePath::new(path), text.as_bytes().to_vec());
    edited
}

type Edit = (&'static str, fn(&SourceTree) -> SourceTree);

const EDITS: &[Edit] = &[
    ("remarks", |tree| {
        each(tree, "", ".yaml", |text| format!("# A remark.\n{text}"))
    }),
    ("empty lines at the end", |tree| {
        each(tree, "", ".yaml", |text| format!("{text}\n\n"))
    }),
    ("line ends of Windows", |tree| {
        each(tree, "", ".yaml", |text| text.replace('\n', "\r\n"))
    }),
    ("a mark of the byte order", |tree| {
        each(tree, "", ".yaml", |text| format!("\u{feff}{text}"))
    }),
    ("titles in quotation marks", |tree| {
        each(tree, "measures/", ".yaml", quoted)
    }),
    ("owners", |tree| {
        each(tree, "measures/", ".yaml", |text| {
            with_line(text, "unit", "owner: Head of service")
        })
    }),
    ("notes of measures", |tree| {
        each(tree, "measures/", ".yaml", |text| {
            with_line(text, "unit", "notes: [\"A note.\"]")
        })
    }),
    ("other references", |tree| {
        each(tree, "measures/", ".yaml", |text| {
            with_line(text, "unit", "also: [Z99]")
        })
    }),
    ("figures with a note", |tree| {
        each(tree, "quarters/", ".yaml", |text| {
            figures(text, |id, figure| {
                format!("  {id}: {{ value: {figure}, note: \"A note.\" }}")
            })
        })
    }),
    ("figures in the long form", |tree| {
        each(tree, "quarters/", ".yaml", |text| {
            figures(text, |id, figure| format!("  {id}:\n    value: {figure}"))
        })
    }),
    ("provisional figures", |tree| {
        each(tree, "quarters/", ".yaml", |text| {
            figures(text, |id, figure| {
                format!("  {id}: {{ value: {figure}, mark: provisional }}")
            })
        })
    }),
    ("comments", |tree| {
        each(tree, "commentary/", ".md", |text| {
            format!("{}\n\nAnother sentence.\n", text.trim_end())
        })
    }),
    ("pages", |tree| {
        each(tree, "pages/", ".md", |text| {
            format!("{}\n\nAnother sentence.\n", text.trim_end())
        })
    }),
    ("a new page", |tree| {
        with_file(
            tree,
            "content/pages/new.md",
            "---\ntitle: New\n---\n\nNew.\n",
        )
    }),
    ("a notice", |tree| {
        each(tree, "site.yaml", "", |text| {
            with_line(text, "organisation", "notice: A trial.")
        })
    }),
    ("no embeds", |tree| {
        each(tree, "site.yaml", "", |text| {
            with_line(text, "organisation", "embeds: none")
        })
    }),
    ("the title of the site", |tree| {
        each(tree, "site.yaml", "", |text| {
            text.replacen("title: ", "title: Our ", 1)
                .replacen("title: Our \"", "title: \"Our ", 1)
        })
    }),
    ("other spaces in the lists of quarters", |tree| {
        each(tree, "quarters/", ".yaml", |text| {
            text.replace(": { ", ":   {   ")
        })
    }),
    ("a new measure", |tree| {
        let text = "title: Something new\nunit: count\nbetter: neither\nperiod: in_quarter\nreported: { from: 2030-31 Q1 }\n";
        with_file(tree, "content/measures/something-new.yaml", text)
    }),
    ("everything in another order", |tree| {
        let mut edited = SourceTree::default();
        let files: Vec<_> = tree
            .iter()
            .map(|(path, bytes)| (path.clone(), bytes.to_vec()))
            .collect();
        for (path, bytes) in files.into_iter().rev() {
            edited.insert(path, bytes);
        }
        each(&edited, "measures/", ".yaml", |text| {
            let (last, first): (Vec<&str>, Vec<&str>) =
                text.lines().partition(|line| line.starts_with("title:"));
            let lines: Vec<&str> = first.into_iter().chain(last).collect();
            lines.join("\n") + "\n"
        })
    }),
];

#[test]
fn no_harmless_edit_of_a_sample_site_is_refused() {
    let mut complaints = Vec::new();
    let mut tried = 0;
    for (site, as_of) in SITES {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(site);
        let tree = disk::read(&root).expect("a site");
        let session = &mut Session::default();
        let before = Read::new(session, &tree, as_of);
        for (name, edit) in EDITS {
            let after = edit(&tree);
            let now = Read::new(session, &after, as_of);
            let found = compare::unrecorded(before.editions(), now.editions(), &after, as_of);
            let all = now.reading.problems.into_iter().chain(found);
            let errors: Vec<String> = all
                .filter(Diagnostic::is_error)
                .map(|one| one.message)
                .collect();
            if !errors.is_empty() {
                complaints.push(format!("{site}, {name}: {errors:#?}"));
            }
            let is_same = tree.iter().eq(after.iter());
            tried += usize::from(!is_same);
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(tried >= 30, "{tried} edits");
}
