//! Quarter files: reasons, sums, overrides, lists and revisions.

use super::{Explanation, in_both};

pub(in crate::diag) const REASON: Explanation = Explanation {
    more: "Readers who see a gap, a rating without a figure or an arrow without a figure will ask why. The reason is shown next to it.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  a2: { missing: not_available }",
    right: "values:\n  a2: { missing: not_available, because: \"The return is late.\" }",
};

pub(in crate::diag) const PARTS: Explanation = Explanation {
    more: "The parts of a percentage must add up to 100, and the parts that are counted in the figure must add up to the figure. If the source itself is wrong, say so in `note:`, which readers see.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  a3: { value: 79, parts: { poor: 12, fair: 62, good: 17 } }",
    right: "values:\n  a3: { value: 79, parts: { poor: 21, fair: 62, good: 17 } }",
};

pub(in crate::diag) const SUM: Explanation = Explanation {
    more: "Readers will add up the table. If the services do not add up to their total, correct the wrong amount. If the source itself is wrong, say so in the `note:` of the total.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "finance:\n  in: thousands\n  revenue:\n    - { service: Children, budget: 300, projected: 312, basis: to_date }\n    - { service: Adults, budget: 166, projected: 166, basis: to_date }\n    - { service: All, total: true, budget: 466, projected: 487, basis: to_date }",
    right: "finance:\n  in: thousands\n  revenue:\n    - { service: Children, budget: 300, projected: 312, basis: to_date }\n    - { service: Adults, budget: 166, projected: 166, basis: to_date }\n    - { service: All, total: true, budget: 466, projected: 478, basis: to_date }",
};

pub(in crate::diag) const OVERRIDE: Explanation = Explanation {
    more: "A person's rating overrides the rule, and the site shows both with the reason. If the person's rating is better than the rule's, check that the reason will convince readers. This does not stop the build.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  a2: { value: 88, rating: on_target, because: \"The last week counted twice.\" }",
    right: "values:\n  a2: { value: 88 }",
};

pub(in crate::diag) const PUBLICATION: Explanation = Explanation {
    more: "`publish_on` decides when the public sees a quarter, or a benchmark or an outturn of a year. A day before the end of the quarter or year, or years after it, is probably a typing mistake.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "publish_on: 2016-05-27",
    right: "publish_on: 2016-09-27",
};

pub(in crate::diag) const STATED: Explanation = Explanation {
    more: "Totals that a source states without listing the items are shown as stated. They cannot be checked against items, but they must be consistent with each other.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "stated:\n  - { of: measures, total: 9, green: 7, amber: 3 }",
    right: "stated:\n  - { of: measures, total: 9, green: 6, amber: 3 }",
};

pub(in crate::diag) const HIGHLIGHTS: Explanation = Explanation {
    more: "The rule chooses the measures for the two lists. Editors can add or leave out a measure with a reason that readers see. Adding a measure that the rule has already chosen, or leaving out one that it has not, would mislead readers.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "highlights:\n  improvement:\n    add: { a2: \"The panel asked.\" }",
    right: "highlights:\n  improvement:\n    add: { e1: \"Demand is rising.\" }",
};

pub(in crate::diag) const REVISION: Explanation = Explanation {
    more: "When a published figure changes, `values` has the figure now and the revision says what it was. If the two do not match, it is not clear which figure is published.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "revisions:\n  - { measure: a2, period: 2015-16 Q4, was: 90, now: 92, on: 2016-07-20, because: \"Late records.\" }",
    right: "revisions:\n  - { measure: a2, period: 2015-16 Q4, was: 90, now: 91, on: 2016-07-20, because: \"Late records.\" }",
};

pub(in crate::diag) const UNRECORDED_REVISION: Explanation = Explanation {
    more: "Readers have seen, copied and asked about the figure. `check --changed-since` and `diff` compare the site with its earlier version: a published figure may change only with an entry under `revisions:` that gives the day and the reason.",
    paths: in_both("content/quarters/2015-16-q4.yaml"),
    wrong: "values:\n  a2: 92",
    right: "values:\n  a2: 92\nrevisions:\n  - { measure: a2, period: 2015-16 Q4, was: 91, now: 92, on: 2016-07-20, because: \"Late records.\" }",
};

pub(in crate::diag) const ROUNDING: Explanation = Explanation {
    more: "Ratings use figures before rounding. If a calculated figure is rounded to its target but rated below it, the page seems to contradict itself. Give the measure more decimals.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  a2: { numerator: 899, denominator: 1000 }",
    right: "values:\n  a2: { numerator: 905, denominator: 1000 }",
};
