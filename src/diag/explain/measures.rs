//! What a measure says of itself: targets, tolerances and what it expects.

use super::{Explanation, at};

pub(in crate::diag) const POLARITY: Explanation = Explanation {
    more: "With `better: higher` the tolerance is a figure below the target, with `better: lower` one above it. On the other side, a figure that meets the target would be outside tolerance. Often it is `better` that is wrong.",
    wrong: at(
        "content/measures/a2.yaml",
        "better: higher\ntargets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 95 }",
    ),
    right: at(
        "content/measures/a2.yaml",
        "better: higher\ntargets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 90 }",
    ),
};

pub(in crate::diag) const TOLERANCE: Explanation = Explanation {
    more: "A tolerance is a bound (`90`), points (`{ points: 2 }`) or a share of the target (`{ percent: 5 }`). Two at once contradict one another, and a share of a target of nought is nought.",
    wrong: at(
        "content/measures/a2.yaml",
        "targets:\n  - { from: 2016-17 Q1, target: 92, tolerance: { points: 2, percent: 5 } }",
    ),
    right: at(
        "content/measures/a2.yaml",
        "targets:\n  - { from: 2016-17 Q1, target: 92, tolerance: { points: 2 } }",
    ),
};

pub(in crate::diag) const NO_EFFECT: Explanation = Explanation {
    more: "Some fields depend on others: figures that run on through the year have no quarter before to compare with, an allowance belongs to the improvement rule, and a background quarter has no page for its risks or its money. The program reports such a field, so that nobody relies on it.",
    wrong: at(
        "content/measures/e1.yaml",
        "period: year_to_date\ncompare_with: previous_quarter",
    ),
    right: at(
        "content/measures/e1.yaml",
        "period: year_to_date\ncompare_with: same_quarter_last_year",
    ),
};

pub(in crate::diag) const TARGETS: Explanation = Explanation {
    more: "Old targets stay, so that old ratings stay true. Each holds from its quarter until the next one begins: they stand in that order, and no two begin together.",
    wrong: at(
        "content/measures/a2.yaml",
        "targets:\n  - { from: 2016-17 Q1, target: 92 }\n  - { from: 2015-16 Q1, target: 90 }",
    ),
    right: at(
        "content/measures/a2.yaml",
        "targets:\n  - { from: 2015-16 Q1, target: 90 }\n  - { from: 2016-17 Q1, target: 92 }",
    ),
};

pub(in crate::diag) const PERIOD: Explanation = Explanation {
    more: "A figure for the year so far, published as the quarter's, is false however right each digit is. A value or a target may say its own period, and then it must be the measure's.",
    wrong: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: { value: 88, period: year_to_date }",
    ),
    right: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  a2: { value: 88, period: in_quarter }",
    ),
};

pub(in crate::diag) const EXPECTED: Explanation = Explanation {
    more: "A measure is expected in every quarter from its first figure on, or as its `reported` and `due` say. If it is not there, readers must learn why: give the figure, say that it is missing and why, or say in the measure's file when it is reported.",
    wrong: at(
        "content/measures/leavers.yaml",
        "reported: { from: 2016-17 Q1 }",
    ),
    right: at(
        "content/measures/leavers.yaml",
        "reported: { from: 2016-17 Q3 }",
    ),
};

pub(in crate::diag) const NOT_EXPECTED: Explanation = Explanation {
    more: "The measure's own file says in which quarters it is reported. Either that is out of date, or the figure stands in the wrong quarter, or under the wrong measure.",
    wrong: at(
        "content/measures/a2.yaml",
        "reported: { from: 2015-16 Q4, until: 2015-16 Q4 }",
    ),
    right: at("content/measures/a2.yaml", "reported: { from: 2015-16 Q4 }"),
};

pub(in crate::diag) const OFF_SCALE: Explanation = Explanation {
    more: "A figure or a target a hundred times off what the measure has had so far is nearly always a slip of the point, or a percentage given as a fraction. Where it is true, say so in `note:`.",
    wrong: at("content/quarters/2016-17-q1.yaml", "values:\n  e1: 184300"),
    right: at("content/quarters/2016-17-q1.yaml", "values:\n  e1: 1843"),
};

pub(in crate::diag) const RANGE: Explanation = Explanation {
    more: "A percentage above a hundred, or a count below nought, can be right: look at it again. A scale from 1 to 5 has no 6. Nor is an action often due in twenty years.",
    wrong: at("content/quarters/2016-17-q1.yaml", "values:\n  a2: 188"),
    right: at("content/quarters/2016-17-q1.yaml", "values:\n  a2: 88"),
};

pub(in crate::diag) const DECIMALS: Explanation = Explanation {
    more: "A figure is shown as it is typed. With more decimals than its measure says, it looks more exact than its neighbours, and than the measure is.",
    wrong: at("content/quarters/2016-17-q1.yaml", "values:\n  a2: 88.25"),
    right: at("content/quarters/2016-17-q1.yaml", "values:\n  a2: 88"),
};

pub(in crate::diag) const DISCLOSURE: Explanation = Explanation {
    more: "A count of two or three people in one quarter may tell a neighbour who they are. A measure with `disclosure` publishes no count above nought and below its limit: say that it is suppressed. Leave out what it could be worked out from as well.",
    wrong: at("content/quarters/2016-17-q1.yaml", "values:\n  cases: 3"),
    right: at(
        "content/quarters/2016-17-q1.yaml",
        "values:\n  cases: { missing: suppressed, because: \"To protect people.\" }",
    ),
};
