//! Typing errors: how YAML and Markdown read punctuation, quotes and brackets.

use super::{Explanation, in_both};

pub(in crate::diag) const NOT_TEXT: Explanation = Explanation {
    more: "A spreadsheet, a PDF or a file in an old encoding cannot be compared line by line in a pull request, and cannot be read reliably: in the wrong encoding, £40 becomes nonsense. Save text as UTF-8, and copy the words of a document into a text file.",
    paths: in_both("content/pages/report.md"),
    wrong: "%PDF-1.7",
    right: "---\ntitle: The report in brief\n---\nContacts rose over the quarter.",
};

pub(in crate::diag) const HIDDEN_CHARACTER: Explanation = Explanation {
    more: "Control characters, text direction marks, zero width spaces and soft hyphens come with text that is pasted from other programs. Readers cannot see them, a figure that contains one is not a figure, and some of them make a feed or a chart unreadable. In double quotes, a backslash starts a special code: `\\b` is not a backslash and a b. So put a Windows path in single quotes, or type each of its backslashes twice.",
    paths: in_both("content/measures/a2.yaml"),
    wrong: "source: \"S:\\budget\\figures.xlsx\"",
    right: "source: 'S:\\budget\\figures.xlsx'",
};

pub(in crate::diag) const LEFTOVER: Explanation = Explanation {
    more: "An unfinished merge leaves both versions in the file, with lines of `<<<<<<<`, `=======` and `>>>>>>>` around them; a Git LFS file that was not fetched contains a pointer instead of its text; a patch that could not be applied contains the patch. Keep the correct text and delete the rest.",
    paths: in_both("content/commentary/2016-17-q1/measures/a2.council.md"),
    wrong: "<<<<<<< HEAD\nAssessments were late in May.\n=======\nAssessments were late in June.\n>>>>>>> topic",
    right: "Assessments were late in May.",
};

pub(in crate::diag) const TOO_LARGE: Explanation = Explanation {
    more: "The person who approves a change must be able to read it. In a file of more than 1 MB, a mistake would be hidden among thousands of lines. A quarter can be a folder with one file for each contributor.",
    paths: in_both("content/pages/about.md"),
    wrong: "And so on, for more than a million letters.",
    right: "---\ntitle: About this site\n---\nThe figures are the council's own.",
};

pub(in crate::diag) const SYNTAX: Explanation = Explanation {
    more: "A file has names and values, one to a line. Values that belong together are indented or in brackets. If a bracket or quotation mark is not closed, everything after it is read wrongly.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  a2: { value: 88, note: \"As reported.\"",
    right: "values:\n  a2: { value: 88, note: \"As reported.\" }",
};

pub(in crate::diag) const INDENTATION: Explanation = Explanation {
    more: "In YAML the indent decides what belongs together. A line that is indented one space too far can become part of the text above it, or end up under another name. Use 2 spaces for each level, and line up the lines that belong together.",
    paths: in_both("content/measures/e1.yaml"),
    wrong: "notes:\n  - Counted by the week\n   - Counted again in May",
    right: "notes:\n  - Counted by the week\n  - Counted again in May",
};

pub(in crate::diag) const QUOTING: Explanation = Explanation {
    more: "A colon and a space start a value; %, *, @, & and others have a special meaning at the start of a text. In double quotes none of them has a meaning, so use double quotes if in doubt.",
    paths: in_both("content/measures/a2.yaml"),
    wrong: "title: Assessments: completed on time",
    right: "title: \"Assessments: completed on time\"",
};

pub(in crate::diag) const CUT_TEXT: Explanation = Explanation {
    more: "In YAML a space and a # start a comment, and the rest of the line is ignored. The title would be cut off on the site.",
    paths: in_both("content/measures/a2.yaml"),
    wrong: "title: Assessments under plan action #4",
    right: "title: \"Assessments under plan action #4\"",
};

pub(in crate::diag) const COMMA_IN_BRACES: Explanation = Explanation {
    more: "Inside { } a comma separates entries. A figure such as 1,843 would be split in two, and a sentence would be cut off at its first comma. Write figures without commas, and put sentences in double quotes.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  a2: { value: 88, note: one case, so it moves }",
    right: "values:\n  a2: { value: 88, note: \"One case, so it moves.\" }",
};

pub(in crate::diag) const ANCHOR: Explanation = Explanation {
    more: "An anchor (&), an alias (*) or a tag (!) makes one line refer to another part of the file. A reviewer cannot see what it means, and a few such lines can expand to gigabytes. Write the value itself. Put text that starts with one of these characters in double quotes.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  a2: &same 88",
    right: "values:\n  a2: 88",
};

pub(in crate::diag) const DUPLICATE_KEY: Explanation = Explanation {
    more: "If a name appears twice, most programs keep only the last entry. The figure that someone checked might be the one that is lost.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  a2: 88\n  a2: 89",
    right: "values:\n  a2: 88",
};

pub(in crate::diag) const UNKNOWN_FIELD: Explanation = Explanation {
    more: "A field with the wrong name has no effect. If `tolerance` is misspelt, the measure has no tolerance and its rating changes. The help gives the field that was probably meant, or lists all the fields.",
    paths: in_both("content/measures/a2.yaml"),
    wrong: "targets:\n  - { from: 2016-17 Q1, target: 92, tolerence: 90 }",
    right: "targets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 90 }",
};

pub(in crate::diag) const MISSING_FIELD: Explanation = Explanation {
    more: "Some fields are always needed, such as the title of a measure or the quarter in which a target starts. They are not guessed.",
    paths: in_both("content/measures/a2.yaml"),
    wrong: "targets:\n  - { target: 92, tolerance: 90 }",
    right: "targets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 90 }",
};

pub(in crate::diag) const BLANK_VALUE: Explanation = Explanation {
    more: "An empty value could mean zero, not yet known or forgotten. So type the value, delete the line, or say that the figure is missing and why.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  a2:",
    right: "values:\n  a2: { missing: not_available, because: \"The return is late.\" }",
};

pub(in crate::diag) const WRONG_SHAPE: Explanation = Explanation {
    more: "If a field needs `name: value` lines, a single value does not say which of them it is. If it needs one value, a list does not say which one counts.",
    paths: in_both("content/measures/a2.yaml"),
    wrong: "targets: 92",
    right: "targets:\n  - { from: 2016-17 Q1, target: 92 }",
};

pub(in crate::diag) const NOT_A_FIGURE: Explanation = Explanation {
    more: "1,843 is one thousand eight hundred in Britain but less than two in other countries. Write figures with digits and at most one point, without a comma, pound sign or percent sign. The unit is in the measure's file.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  e1: 1,843",
    right: "values:\n  e1: 1843",
};

pub(in crate::diag) const UNKNOWN_WORD: Explanation = Explanation {
    more: "Some fields have a fixed list of options. The help lists them.",
    paths: in_both("content/measures/a2.yaml"),
    wrong: "unit: percentage",
    right: "unit: percent",
};

pub(in crate::diag) const NOT_A_QUARTER: Explanation = Explanation {
    more: "Quarters run from April to March, and are written with both years: 2016-17 Q1 is April to June 2016. Any other form could be read as a calendar quarter.",
    paths: in_both("content/measures/a2.yaml"),
    wrong: "targets:\n  - { from: 2016/17 Q1, target: 92 }",
    right: "targets:\n  - { from: 2016-17 Q1, target: 92 }",
};

pub(in crate::diag) const NOT_A_DATE: Explanation = Explanation {
    more: "04/07/2016 is in July in Britain and in April in other countries. Write the year, the month and the day, with zeros: 2016-07-04.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "publish_on: 27/09/2016",
    right: "publish_on: 2016-09-27",
};
