//! The small site that the examples of the explanations are parts of, and how a part is put in its file.

use quarterdeck::diag::explain::Example;
use quarterdeck::source::{SourcePath, SourceTree};

const FILES: &[(&str, &str)] = &[
    (
        "content/site.yaml",
        "title: Example performance\norganisation: Example Council\nlanguages: [en]\nvoices:\n  council: { name: Council \
         comment, body: the council }\n  provider: { name: Provider response, body: the provider }\ngroups: [Children, Council]\n",
    ),
    (
        "content/plans/2016-17.yaml",
        "title: Council plan 2016/17\nfrom: 2016-17 Q1\nto: 2016-17 Q4\nobjectives:\n  safe: { title: Children are safe }\n",
    ),
    (
        "content/measures/a2.yaml",
        "title: Assessments completed on time\nobjective: safe\ngroup: Children\nunit: percent\ndecimals: 0\nbetter: higher\nperiod: \
         in_quarter\ntargets:\n  - { from: 2015-16 Q1, target: 90 }\n",
    ),
    (
        "content/measures/a3.yaml",
        "title: Case files graded fair or better\ngroup: Children\nunit: percent\nbetter: higher\nperiod: in_quarter\nno_target: \"Set \
         after a year.\"\nparts:\n  poor: Poor\n  fair: { title: Fair, in_figure: true }\n  good: { title: Good, in_figure: \
         true }\n",
    ),
    (
        "content/measures/cases.yaml",
        "title: Serious cases\nunit: count\nbetter: neither\nperiod: in_quarter\ndisclosure: { suppress_below: 5 }\n",
    ),
    (
        "content/measures/e1.yaml",
        "title: Contacts received\nunit: count\nbetter: neither\nperiod: in_quarter\n",
    ),
    (
        "content/measures/leavers.yaml",
        "title: Staff who left\nunit: count\nbetter: lower\nperiod: in_quarter\nno_target: \"Set after a year.\"\nreported: \
         { from: 2016-17 Q3 }\n",
    ),
    (
        "content/quarters/2015-16-q4.yaml",
        "background: true\nvalues:\n  a2: 91\n  e1: 1790\n",
    ),
    (
        "content/quarters/2016-17-q1.yaml",
        "publish_on: 2016-09-27\nvalues:\n  a2: 88\n  a3: 79\n  cases: 12\n  e1: 1843\n",
    ),
    (
        "content/quarters/2016-17-q2.yaml",
        "publish_on: 2016-12-06\nvalues:\n  a2: 91\n  a3: 80\n  cases: 14\n  e1: 1910\n",
    ),
];

/// The site as it should be.
pub(crate) fn whole() -> SourceTree {
    FILES.iter().copied().collect()
}

/// The site with a part of one file as the example shows it.
pub(crate) fn with(example: &Example) -> SourceTree {
    let mut tree = whole();
    let path = SourcePath::new(example.path);
    let before = tree
        .get(&path)
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let text = match before {
        Some(before) => merged(&before, &format!("{}\n", example.text)),
        None => format!("{}\n", example.text),
    };
    tree.insert(path, text.into_bytes());
    if example.path.starts_with("themes/ours/") {
        let site = format!("{}theme: ours\n", FILES[0].1);
        tree.insert(SourcePath::new(FILES[0].0), site.into_bytes());
    }
    tree
}

/// A name with everything that is indented below it.
struct Block<'t> {
    name: &'t str,
    lines: Vec<&'t str>,
}

/// The parts of a file of names with values. A name that stands twice stays so.
fn blocks<'t>(lines: &[&'t str], indent: usize) -> Vec<Block<'t>> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in lines {
        let blanks = line.len() - line.trim_start().len();
        match blocks.last_mut() {
            Some(block) if blanks > indent => block.lines.push(line),
            _ => blocks.push(Block {
                name: line.trim_start().split(':').next().unwrap_or_default(),
                lines: vec![line],
            }),
        }
    }
    blocks
}

/// A file with a part of it in place of what it said under the same names.
fn merged(whole: &str, part: &str) -> String {
    let whole: Vec<&str> = whole.lines().collect();
    let part: Vec<&str> = part.lines().collect();
    let lines = merge(&whole, &part, 0);
    lines.join("\n") + "\n"
}

fn merge<'t>(whole: &[&'t str], part: &[&'t str], indent: usize) -> Vec<&'t str> {
    let (whole, part) = (blocks(whole, indent), blocks(part, indent));
    let mut lines = Vec::new();
    for block in &whole {
        let new: Vec<&Block> = part.iter().filter(|new| new.name == block.name).collect();
        match new.as_slice() {
            [] => lines.extend(&block.lines),
            [new] if is_map(block) && is_map(new) => {
                lines.push(new.lines[0]);
                lines.extend(merge(&block.lines[1..], &new.lines[1..], indent + 2));
            }
            all => lines.extend(all.iter().flat_map(|new| &new.lines)),
        }
    }
    let is_new = |new: &&Block| whole.iter().all(|block| block.name != new.name);
    lines.extend(part.iter().filter(is_new).flat_map(|new| &new.lines));
    lines
}

/// Whether more names follow below the first line.
fn is_map(block: &Block) -> bool {
    let below = block.lines.get(1).map(|line| line.trim_start());
    below.is_some_and(|line| !line.starts_with("- "))
}
