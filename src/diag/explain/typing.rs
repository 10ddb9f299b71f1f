//! Slips of typing: what YAML and Markdown make of signs, quotes and brackets.

use super::{Explanation, at};

pub(in crate::diag) const NOT_TEXT: Explanation = Explanation {
    more: "A spreadsheet, a PDF or a file in an old encoding cannot be compared line by line in a pull request, and what it says cannot be read safely: in a wrong encoding, £40 becomes nonsense. Save text as UTF-8; copy what a document says into a text file.",
    wrong: at("content/pages/report.md", "%PDF-1.7"),
    right: at(
        "content/pages/report.md",
        "---\ntitle: The report in brief\n---\nContacts rose over the quarter.",
    ),
};

pub(in crate::diag) const HIDDEN_CHARACTER: Explanation = Explanation {
    more: "Control characters, text direction marks, zero width spaces and soft hyphens come with text that is pasted from other programs. A reader does not see them, a figure with one of them is not a figure, and some of them make a feed or a chart unreadable. In double quotes, a backslash begins an escape: `\\b` is not a backslash and a b. So a Windows path is put in single quotes, or each of its backslashes is typed twice.",
    wrong: at(
        "content/measures/a2.yaml",
        "source: \"S:\\budget\\figures.xlsx\"",
    ),
    right: at(
        "content/measures/a2.yaml",
        "source: 'S:\\budget\\figures.xlsx'",
    ),
};

pub(in crate::diag) const LEFTOVER: Explanation = Explanation {
    more: "A merge that was not finished leaves both sides in the file, with lines of `<<<<<<<`, `=======` and `>>>>>>>` around them; a file of Git LFS that was not fetched holds a pointer in place of its text; a patch that could not be applied holds the patch. Choose what is meant, and delete what the tool wrote.",
    wrong: at(
        "content/commentary/2016-17-q1/measures/a2.council.md",
        "<<<<<<< HEAD\nAssessments were late in May.\n=======\nAssessments were late in June.\n>>>>>>> topic",
    ),
    right: at(
        "content/commentary/2016-17-q1/measures/a2.council.md",
        "Assessments were late in May.",
    ),
};

pub(in crate::diag) const TOO_LARGE: Explanation = Explanation {
    more: "Whoever approves a change must be able to read it. A file of more than 1 MB was never typed by a person, and one mistake in it would hide among thousands of lines. A quarter may be a folder of files instead, one for each contributor.",
    wrong: at(
        "content/pages/about.md",
        "And so on, for more than a million letters.",
    ),
    right: at(
        "content/pages/about.md",
        "---\ntitle: About this site\n---\nThe figures are the council's own.",
    ),
};

pub(in crate::diag) const SYNTAX: Explanation = Explanation {
    more: "A file is names with values, one to a line, and what belongs together is indented or stands in brackets. Where a bracket or a quotation mark is never closed, everything after it would be read as something else.",
    wrong: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: { value: 88, note: \"As reported.\"",
    ),
    right: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: { value: 88, note: \"As reported.\" }",
    ),
};

pub(in crate::diag) const INDENTATION: Explanation = Explanation {
    more: "YAML has no other sign of what belongs to what. A line that begins one blank further right than its neighbours can be swallowed by the text above it, or end up under another name; where it still means the same, it is one slip from not doing so. Two blanks for each step, and those that belong together in one column.",
    wrong: at(
        "content/measures/e1.yaml",
        "notes:\n  - Counted by the week\n   - Counted again in May",
    ),
    right: at(
        "content/measures/e1.yaml",
        "notes:\n  - Counted by the week\n  - Counted again in May",
    ),
};

pub(in crate::diag) const QUOTING: Explanation = Explanation {
    more: "A colon and a blank begin a value; %, *, @, & and others mean something of their own at the start of a text. In double quotes a text is only a text, so quote it whenever in doubt.",
    wrong: at(
        "content/measures/a2.yaml",
        "title: Assessments: completed on time",
    ),
    right: at(
        "content/measures/a2.yaml",
        "title: \"Assessments: completed on time\"",
    ),
};

pub(in crate::diag) const CUT_TEXT: Explanation = Explanation {
    more: "YAML takes a blank and a # for the beginning of a remark, and leaves out the rest of the line without a word. The title would stand on the site cut off, and nobody would know that something is missing.",
    wrong: at(
        "content/measures/a2.yaml",
        "title: Assessments under plan action #4",
    ),
    right: at(
        "content/measures/a2.yaml",
        "title: \"Assessments under plan action #4\"",
    ),
};

pub(in crate::diag) const COMMA_IN_BRACES: Explanation = Explanation {
    more: "Within { } a comma parts one entry from the next. A figure such as 1,843 falls into two, and of a sentence only the part before its first comma would stay. Write figures without commas, and put sentences in double quotes.",
    wrong: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: { value: 88, note: one case, so it moves }",
    ),
    right: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: { value: 88, note: \"One case, so it moves.\" }",
    ),
};

pub(in crate::diag) const ANCHOR: Explanation = Explanation {
    more: "An anchor (&), an alias (*) or a tag (!) lets one line stand for another, elsewhere in the file. Whoever reviews the line cannot see what it says, and a few lines of them can unfold to gigabytes. Write the value itself; a text that begins with one of these signs stands in double quotes.",
    wrong: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: &same 88",
    ),
    right: at("content/quarters/2016-17-q1.yaml", "values:\n  a2: 88"),
};

pub(in crate::diag) const DUPLICATE_KEY: Explanation = Explanation {
    more: "Most programs keep the last of two entries under one name, and say nothing. The figure that someone checked might be the one that is dropped.",
    wrong: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: 88\n  a2: 89",
    ),
    right: at("content/quarters/2016-17-q1.yaml", "values:\n  a2: 88"),
};

pub(in crate::diag) const UNKNOWN_FIELD: Explanation = Explanation {
    more: "A field that nobody asks for does nothing. Misspelt, a tolerance would simply not be there, and the rating would be another one. The help names the field that was probably meant, or all that there are.",
    wrong: at(
        "content/measures/a2.yaml",
        "targets:\n  - { from: 2016-17 Q1, target: 92, tolerence: 90 }",
    ),
    right: at(
        "content/measures/a2.yaml",
        "targets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 90 }",
    ),
};

pub(in crate::diag) const MISSING_FIELD: Explanation = Explanation {
    more: "Some things a reader must be told: what a measure is called, from when a target holds, who speaks. They are never guessed.",
    wrong: at(
        "content/measures/a2.yaml",
        "targets:\n  - { target: 92, tolerance: 90 }",
    ),
    right: at(
        "content/measures/a2.yaml",
        "targets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 90 }",
    ),
};

pub(in crate::diag) const BLANK_VALUE: Explanation = Explanation {
    more: "A blank might mean zero, not yet known, or forgotten. So a name without a value is refused: type the value, take the line out, or say that the figure is missing and why.",
    wrong: at("content/quarters/2016-17-q1.yaml", "values:\n  a2:"),
    right: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: { missing: not_available, because: \"The return is late.\" }",
    ),
};

pub(in crate::diag) const WRONG_SHAPE: Explanation = Explanation {
    more: "Where names with values are meant, a single value cannot say which of them it is; and where one value is meant, a list cannot say which of its own counts.",
    wrong: at("content/measures/a2.yaml", "targets: 92"),
    right: at(
        "content/measures/a2.yaml",
        "targets:\n  - { from: 2016-17 Q1, target: 92 }",
    ),
};

pub(in crate::diag) const NOT_A_FIGURE: Explanation = Explanation {
    more: "1,843 is eighteen hundred in Britain and less than two elsewhere; 88% is a text. A figure is digits and at most one point, without comma, pound or percent sign: its unit stands with the measure.",
    wrong: at("content/quarters/2016-17-q1.yaml", "values:\n  e1: 1,843"),
    right: at("content/quarters/2016-17-q1.yaml", "values:\n  e1: 1843"),
};

pub(in crate::diag) const UNKNOWN_WORD: Explanation = Explanation {
    more: "Some fields take certain words only, because rules are made from them. The help names them all.",
    wrong: at("content/measures/a2.yaml", "unit: percentage"),
    right: at("content/measures/a2.yaml", "unit: percent"),
};

pub(in crate::diag) const NOT_A_QUARTER: Explanation = Explanation {
    more: "Quarters run from April to March, and are written with both years: 2016-17 Q1 is April to June 2016. Any other form might be meant as a calendar quarter.",
    wrong: at(
        "content/measures/a2.yaml",
        "targets:\n  - { from: 2016/17 Q1, target: 92 }",
    ),
    right: at(
        "content/measures/a2.yaml",
        "targets:\n  - { from: 2016-17 Q1, target: 92 }",
    ),
};

pub(in crate::diag) const NOT_A_DATE: Explanation = Explanation {
    more: "04/07/2016 is in July here and in April elsewhere. The year comes first, then the month, then the day, each with its noughts.",
    wrong: at("content/quarters/2016-17-q1.yaml", "publish_on: 27/09/2016"),
    right: at("content/quarters/2016-17-q1.yaml", "publish_on: 2016-09-27"),
};
