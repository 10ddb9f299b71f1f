//! The rules in words, for the page that explains them.

words! {
    /// Each rule's heading, and what it says.
    RuleWords as RULES;

    tolerance: "Target and tolerance",
    tolerance_text: "A figure that equals or is better than its target is on or better than target. A figure that is worse than the target but equals or is better than the tolerance is within tolerance. A figure that is worse than the tolerance is outside tolerance. The page of each measure says whether higher or lower is better, or whether a figure between two limits is best. A target without a tolerance has two outcomes. Ratings use figures before rounding.",
    cumulative: "Running totals for the year",
    cumulative_text: "For counts that start again each April, the target for the year is divided between the quarters, and each quarter is compared with the target so far. If the target is not divided, the figure is rated only in the last quarter.",
    improvement: "The improvement rule",
    improvement_text: "Some measures are also compared with last year. A figure that misses its target by no more than is allowed is green. If it misses by more, it is amber if it is no worse than in the same quarter last year, and red if it is worse.",
    editorial: "Ratings given by people",
    editorial_text: "Some ratings are given by people, without a target or instead of the rule. The page says who gave the rating and why. If the rule would give a different rating, that is shown too. Colour ratings are not converted to the words of the tolerance scale.",
    unrated: "No rating",
    unrated_text: "A measure is not rated if it is for context only, has no target yet, is not due in this quarter or has no figure. The page says which. If it has no target and no figure, the page says that no target is set.",
    direction: "Direction of travel",
    direction_text: "Each figure is compared with the quarter before and with the same quarter last year, and has improved or worsened. A change that is too small to count for the measure is no real change. Context measures go up or down. Figures are not compared across a break in the series. If no comparison is available, the page says why.",
    hard: "Hard to shift",
    hard_text: "A measure is hard to shift if it has been outside tolerance for two or more quarters in a row. Quarters in which it is not due are ignored.",
    lists: "The two lists",
    lists_text: "Areas performing well are all measures that are on or better than target, or green. Areas for improvement are all measures that are outside tolerance, or red. Editors can add or leave out a measure. The page says which, and why.",
    rollup: "Counts and percentages",
    rollup_text: "Counts are of measures. For a measure with several parts, each part is counted. Percentages are of the measures that are rated, and the page says how many are rated. Totals that a source states without listing the items are shown as stated, next to our own counts.",
    objectives: "Objectives",
    objectives_text: "The rating of an objective is given by a person. Next to it is what its measures suggest: red if half or more of the rated measures are outside tolerance or red, green if all are on target or green, and amber if not.",
    money: "Money",
    money_text: "Variance is projected spending minus the stated budget. A shortfall in savings is the savings target minus the savings expected.",
    rounding: "Rounding",
    rounding_text: "Figures are shown as published. Only figures calculated by this site are rounded: a half is rounded away from zero.",
    reporting: "When reports are due",
    reporting_text: "Days are counted from the last day of a quarter to the day on which its report was published. If the full date is not known, days are not counted. A report published by the deadline is on time, and a report published after it is late. A report that has not been published by the deadline is overdue. A quarter whose figures are taken from later reports has no report that could be late.",
    publication: "Publication",
    publication_text: "A quarter is shown from its publication day. Nothing about it is on this site before then.",
}
