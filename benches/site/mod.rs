//! An invented council of any size, as files.

use std::collections::BTreeMap;

/// Five years.
pub const QUARTERS: usize = 20;

/// So many measures, twenty quarters, and in the last of them a comment on every so many measures.
pub fn files(measures: usize, commented: usize) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let settings = "title: Example\norganisation: Example Council\n";
    files.insert("content/site.yaml".to_owned(), settings.to_owned());
    for number in 0..measures {
        files.insert(format!("content/measures/m{number}.yaml"), measure(number));
    }
    for index in 0..QUARTERS {
        let path = format!("content/quarters/{}.yaml", slug(index));
        files.insert(path, quarter(index, measures));
    }
    let last = slug(QUARTERS - 1);
    for number in (0..measures).step_by(commented) {
        let text = format!(
            "Figures of [this measure](measure:m{number}) moved as expected.\n\nMore is being done.\n"
        );
        let path = format!("content/commentary/{last}/measures/m{number}.md");
        files.insert(path, text);
    }
    files
}

/// The name of a quarter's files.
pub fn slug(index: usize) -> String {
    let year = 2010 + index / 4;
    format!("{year}-{:02}-q{}", (year + 1) % 100, index % 4 + 1)
}

fn measure(number: usize) -> String {
    format!(
        "ref: M{number}\ntitle: Measure number {number}\ngroup: Group {}\nset: contract\nunit: percent\nbetter: higher\n\
         period: in_quarter\nreported: {{ from: 2010-11 Q1 }}\ntargets:\n  - {{ from: 2010-11 Q1, target: 90, tolerance: 85 }}\n\
         definition: \"What is counted, in a sentence that is as long as definitions usually are.\"\n",
        number % 12
    )
}

fn quarter(index: usize, measures: usize) -> String {
    let year = 2010 + index / 4;
    let mut text = format!(
        "quarter: {year}-{:02} Q{}\npublish_on: already_public\nvalues:\n",
        (year + 1) % 100,
        index % 4 + 1
    );
    for number in 0..measures {
        let value = 80 + (number * 7 + index * 3) % 20;
        text.push_str(&format!("  m{number}: {value}.{}\n", (number + index) % 10));
    }
    text
}
