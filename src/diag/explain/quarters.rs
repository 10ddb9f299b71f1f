//! What a quarter file says: reasons, sums, overrides, lists and revisions.

use super::{Explanation, at};

pub(in crate::diag) const REASON: Explanation = Explanation {
    more: "Readers see a gap, a rating without a figure and an arrow alone, and ask why. The answer stands beside it, in the words of whoever knows.",
    wrong: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: { missing: not_available }",
    ),
    right: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: { missing: not_available, because: \"The return is late.\" }",
    ),
};

pub(in crate::diag) const PARTS: Explanation = Explanation {
    more: "The parts of a percentage come to 100, and those that are counted in the figure come to the figure. If not, one of them is wrong, or the source is: then say so in `note:`, and readers see why.",
    wrong: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a3: { value: 79, parts: { poor: 12, fair: 62, good: 17 } }",
    ),
    right: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a3: { value: 79, parts: { poor: 21, fair: 62, good: 17 } }",
    ),
};

pub(in crate::diag) const SUM: Explanation = Explanation {
    more: "Someone will add up the table. Where services do not come to their total, one amount is wrong, or the source is: then say so in the `note:` of the total.",
    wrong: at(
        "content/quarters/2016-17-q1.yaml",
        "finance:\n  in: thousands\n  revenue:\n    - { service: Children, budget: 300, projected: 312, basis: to_date }\n    - { service: Adults, budget: 166, projected: 166, basis: to_date }\n    - { service: All, total: true, budget: 466, projected: 487, basis: to_date }",
    ),
    right: at(
        "content/quarters/2016-17-q1.yaml",
        "finance:\n  in: thousands\n  revenue:\n    - { service: Children, budget: 300, projected: 312, basis: to_date }\n    - { service: Adults, budget: 166, projected: 166, basis: to_date }\n    - { service: All, total: true, budget: 466, projected: 478, basis: to_date }",
    ),
};

pub(in crate::diag) const OVERRIDE: Explanation = Explanation {
    more: "A person's rating stands in place of the rule's own, and the site shows both with the reason. Where the person's is the better one, readers will want to be convinced: look at it once more. Nothing is stopped.",
    wrong: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: { value: 88, rating: on_target, because: \"The last week counted twice.\" }",
    ),
    right: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: { value: 88 }",
    ),
};

pub(in crate::diag) const PUBLICATION: Explanation = Explanation {
    more: "`publish_on` decides when the public sees a quarter, or a benchmark or an outturn of a year. A day before the quarter or the year has ended, or years after the quarter, is a slip of the keyboard.",
    wrong: at("content/quarters/2016-17-q1.yaml", "publish_on: 2016-05-27"),
    right: at("content/quarters/2016-17-q1.yaml", "publish_on: 2016-09-27"),
};

pub(in crate::diag) const STATED: Explanation = Explanation {
    more: "Totals that a source states without naming the items are shown as stated, and cannot be counted again here. At least they must not contradict themselves.",
    wrong: at(
        "content/quarters/2016-17-q1.yaml",
        "stated:\n  - { of: measures, total: 9, green: 7, amber: 3 }",
    ),
    right: at(
        "content/quarters/2016-17-q1.yaml",
        "stated:\n  - { of: measures, total: 9, green: 6, amber: 3 }",
    ),
};

pub(in crate::diag) const HIGHLIGHTS: Explanation = Explanation {
    more: "The rule picks the two lists. Editors add and leave out in the open, with a reason; adding what the rule has picked anyway, or leaving out what it has not, would tell readers something that is not so.",
    wrong: at(
        "content/quarters/2016-17-q1.yaml",
        "highlights:\n  improvement:\n    add: { a2: \"The panel asked.\" }",
    ),
    right: at(
        "content/quarters/2016-17-q1.yaml",
        "highlights:\n  improvement:\n    add: { e1: \"Demand is rising.\" }",
    ),
};

pub(in crate::diag) const REVISION: Explanation = Explanation {
    more: "A published figure that changes is a revision: `values` hold it as it stands now, and the revision says what it was. Where the two differ, nobody knows what is published.",
    wrong: at(
        "content/quarters/2016-17-q1.yaml",
        "revisions:\n  - { measure: a2, period: 2015-16 Q4, was: 90, now: 92, on: 2016-07-20, because: \"Late records.\" }",
    ),
    right: at(
        "content/quarters/2016-17-q1.yaml",
        "revisions:\n  - { measure: a2, period: 2015-16 Q4, was: 90, now: 91, on: 2016-07-20, because: \"Late records.\" }",
    ),
};

pub(in crate::diag) const UNRECORDED_REVISION: Explanation = Explanation {
    more: "Readers have seen the figure, copied it, and asked about it. `check --changed-since` and `diff` compare the site with what it said before: a published figure that is another one now is either a slip, or it has an entry under `revisions:` with the day and the reason.",
    wrong: at("content/quarters/2015-16-q4.yaml", "values:\n  a2: 92"),
    right: at(
        "content/quarters/2015-16-q4.yaml",
        "values:\n  a2: 92\nrevisions:\n  - { measure: a2, period: 2015-16 Q4, was: 91, now: 92, on: 2016-07-20, because: \"Late records.\" }",
    ),
};

pub(in crate::diag) const ROUNDING: Explanation = Explanation {
    more: "Ratings use figures before they are rounded. Where a worked-out figure rounds to its target and is rated as short of it, the page contradicts itself before the reader's eyes. Give the measure more decimals.",
    wrong: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: { numerator: 899, denominator: 1000 }",
    ),
    right: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: { numerator: 905, denominator: 1000 }",
    ),
};
