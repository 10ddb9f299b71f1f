//! Comments, reports and pages.

use super::{Explanation, in_both};

pub(in crate::diag) const COMMENTARY: Explanation = Explanation {
    more: "A comment is shown next to what it is about. Without a figure, a rating, money or risks in that quarter it would not be shown.",
    paths: [
        "content/commentary/2016-17-q1/finance.md",
        "content/commentary/2016-17-q1/overview.md",
    ],
    wrong: "Spending is in line with the budget.",
    right: "Spending is in line with the budget.",
};

pub(in crate::diag) const MARKDOWN: Explanation = Explanation {
    more: "Comments are written by many people. HTML could break a page or run a program in the reader's browser. Markdown has everything that a comment needs.",
    paths: in_both("content/commentary/2016-17-q1/measures/a2.council.md"),
    wrong: "Assessments were <b>late</b> in May.",
    right: "Assessments were **late** in May.",
};

pub(in crate::diag) const REFERENCE: Explanation = Explanation {
    more: "A link such as `value:a2` is looked up when the site is built. If it is misspelt, it leads nowhere.",
    paths: in_both("content/commentary/2016-17-q1/measures/a2.council.md"),
    wrong: "See [contacts](mesure:e1).",
    right: "See [contacts](measure:e1).",
};

pub(in crate::diag) const QUOTED_FIGURE: Explanation = Explanation {
    more: "A figure quoted by reference is compared with the published figure, so that a comment cannot disagree with a figure that has been corrected.",
    paths: in_both("content/commentary/2016-17-q1/measures/a2.council.md"),
    wrong: "[89%](value:a2) of assessments were completed on time.",
    right: "[88%](value:a2) of assessments were completed on time.",
};

pub(in crate::diag) const PARAGRAPH_NUMBERS: Explanation = Explanation {
    more: "Committees cite \"paragraph 12\" in minutes. So the paragraph numbers of a report are typed, and continue without gaps across headings.",
    paths: in_both("content/reports/2016-09-27-scrutiny.md"),
    wrong: "---\ntitle: The first quarter\ndate: 2016-09-27\n---\n1. Assessments are late.\n\n3. Demand has grown.",
    right: "---\ntitle: The first quarter\ndate: 2016-09-27\n---\n1. Assessments are late.\n\n2. Demand has grown.",
};
