//! Measures: targets, tolerances and due quarters.

use super::{Explanation, in_both};

pub(in crate::diag) const POLARITY: Explanation = Explanation {
    more: "With `better: higher` the tolerance is a figure below the target, with `better: lower` one above it. On the other side, a figure that meets the target would be outside tolerance. Often the mistake is in `better`.",
    paths: in_both("content/measures/a2.yaml"),
    wrong: "better: higher\ntargets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 95 }",
    right: "better: higher\ntargets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 90 }",
};

pub(in crate::diag) const TOLERANCE: Explanation = Explanation {
    more: "A tolerance is a figure (`90`), points (`{ points: 2 }`) or a percentage of the target (`{ percent: 5 }`). It cannot be two of these at once, and a percentage of a target of 0 is always 0.",
    paths: in_both("content/measures/a2.yaml"),
    wrong: "targets:\n  - { from: 2016-17 Q1, target: 92, tolerance: { points: 2, percent: 5 } }",
    right: "targets:\n  - { from: 2016-17 Q1, target: 92, tolerance: { points: 2 } }",
};

pub(in crate::diag) const NO_EFFECT: Explanation = Explanation {
    more: "Some fields depend on others. Running totals are not compared with the previous quarter, `allow` is only for the improvement rule, and a background quarter has no page for risks or money. Such a field is reported so that you do not rely on it.",
    paths: in_both("content/measures/e1.yaml"),
    wrong: "period: year_to_date\ncompare_with: previous_quarter",
    right: "period: year_to_date\ncompare_with: same_quarter_last_year",
};

pub(in crate::diag) const TARGETS: Explanation = Explanation {
    more: "Keep old targets, so that old ratings stay correct. Each target applies from its quarter until the next one starts. List them in order, with one target for each start.",
    paths: in_both("content/measures/a2.yaml"),
    wrong: "targets:\n  - { from: 2016-17 Q1, target: 92 }\n  - { from: 2015-16 Q1, target: 90 }",
    right: "targets:\n  - { from: 2015-16 Q1, target: 90 }\n  - { from: 2016-17 Q1, target: 92 }",
};

pub(in crate::diag) const PERIOD: Explanation = Explanation {
    more: "A figure for the year so far would be false if it was published as the figure for the quarter. A value or a target can state its period, which must then be the period of the measure.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  a2: { value: 88, period: year_to_date }",
    right: "values:\n  a2: { value: 88, period: in_quarter }",
};

pub(in crate::diag) const EXPECTED: Explanation = Explanation {
    more: "A measure is expected in every quarter from its first figure, or as `reported` and `due` say. Add the figure, say that it is missing and why, or say in the measure's file when it is reported.",
    paths: in_both("content/measures/leavers.yaml"),
    wrong: "reported: { from: 2016-17 Q1 }",
    right: "reported: { from: 2016-17 Q3 }",
};

pub(in crate::diag) const NOT_EXPECTED: Explanation = Explanation {
    more: "The measure's file says in which quarters it is reported. Either that is out of date, or the figure is in the wrong quarter or under the wrong measure.",
    paths: in_both("content/measures/a2.yaml"),
    wrong: "reported: { from: 2015-16 Q4, until: 2015-16 Q4 }",
    right: "reported: { from: 2015-16 Q4 }",
};

pub(in crate::diag) const OFF_SCALE: Explanation = Explanation {
    more: "A figure or a target a hundred times larger or smaller than before nearly always has its decimal point in the wrong place, or is a percentage written as a fraction. If it is correct, say so in `note:`.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  e1: 184300",
    right: "values:\n  e1: 1843",
};

pub(in crate::diag) const RANGE: Explanation = Explanation {
    more: "A percentage above 100 or a count below 0 is probably a mistake. So is a 6 on a scale from 1 to 5, or an action due in twenty years. Check it again.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  a2: 188",
    right: "values:\n  a2: 88",
};

pub(in crate::diag) const DECIMALS: Explanation = Explanation {
    more: "A figure is shown as typed. With more decimals than the measure, it would look more exact than it is.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  a2: 88.25",
    right: "values:\n  a2: 88",
};

pub(in crate::diag) const DISCLOSURE: Explanation = Explanation {
    more: "A count of two or three people could identify them to a neighbour. A measure with `disclosure` does not publish counts above 0 and below its limit: write that the figure is suppressed. Also leave out other figures from which it could be calculated.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  cases: 3",
    right: "values:\n  cases: { missing: suppressed, because: \"To protect people.\" }",
};
