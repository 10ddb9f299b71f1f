//! Comments, reports and pages.

use super::{Explanation, at};

pub(in crate::diag) const COMMENTARY: Explanation = Explanation {
    more: "A comment stands beside what it is about. Without a figure, a rating, money or risks in that quarter there is nothing to stand beside, and readers would not find it.",
    wrong: at(
        "content/commentary/2016-17-q1/finance.md",
        "Spending is in line with the budget.",
    ),
    right: at(
        "content/commentary/2016-17-q1/overview.md",
        "Spending is in line with the budget.",
    ),
};

pub(in crate::diag) const MARKDOWN: Explanation = Explanation {
    more: "Comments come from many hands, and every page is read by people with many machines. Raw HTML could break a page or carry a program; Markdown says all that a comment needs.",
    wrong: at(
        "content/commentary/2016-17-q1/measures/a2.council.md",
        "Assessments were <b>late</b> in May.",
    ),
    right: at(
        "content/commentary/2016-17-q1/measures/a2.council.md",
        "Assessments were **late** in May.",
    ),
};

pub(in crate::diag) const REFERENCE: Explanation = Explanation {
    more: "A link such as `value:a2` is looked up when the site is made. A misspelt one leads nowhere.",
    wrong: at(
        "content/commentary/2016-17-q1/measures/a2.council.md",
        "See [contacts](mesure:e1).",
    ),
    right: at(
        "content/commentary/2016-17-q1/measures/a2.council.md",
        "See [contacts](measure:e1).",
    ),
};

pub(in crate::diag) const QUOTED_FIGURE: Explanation = Explanation {
    more: "A figure that is quoted by reference is held against the published one, so that no comment can go on saying what has since been corrected.",
    wrong: at(
        "content/commentary/2016-17-q1/measures/a2.council.md",
        "[89%](value:a2) of assessments were completed on time.",
    ),
    right: at(
        "content/commentary/2016-17-q1/measures/a2.council.md",
        "[88%](value:a2) of assessments were completed on time.",
    ),
};

pub(in crate::diag) const PARAGRAPH_NUMBERS: Explanation = Explanation {
    more: "Committees cite \"paragraph 12\" in minutes. So the numbers of a report are typed, never made up, and run on without a gap, also across headings.",
    wrong: at(
        "content/reports/2016-09-27-scrutiny.md",
        "---\ntitle: The first quarter\ndate: 2016-09-27\n---\n1. Assessments are late.\n\n3. Demand has grown.",
    ),
    right: at(
        "content/reports/2016-09-27-scrutiny.md",
        "---\ntitle: The first quarter\ndate: 2016-09-27\n---\n1. Assessments are late.\n\n2. Demand has grown.",
    ),
};
