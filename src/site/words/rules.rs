//! The rules in words, for the page that explains them.

use super::table::words;

words! {
    /// Each rule's heading, and what it says.
    RuleWords as RULES;

    tolerance: "Target and tolerance",
    tolerance_text: "A figure that is as good as its target or better is on or better than target. One that is worse than the target, and as good as the tolerance or better, is within tolerance. One that is worse than the tolerance is outside tolerance. Which way is better, higher or lower, stands with each measure; a measure may also be best between two figures. A target without a tolerance has two outcomes. Ratings use figures before they are rounded.",
    cumulative: "Figures that run on through the year",
    cumulative_text: "Where counts run on from April, the year's target is shared out over the quarters, and each quarter is held against its share. Without shares, the figure is rated in the last quarter only.",
    improvement: "The improvement rule",
    improvement_text: "Some measures are judged against last year as well. A miss of no more than the stated allowance is green. A larger miss is amber while the figure is no worse than in the same quarter last year, and red otherwise.",
    editorial: "Ratings given by people",
    editorial_text: "Some ratings are published without a target, or in place of the rule's own. They are marked with whose they are, the reason stands beside them, and where the rule would say something else, that is shown too. Ratings in colours are never turned into words of the tolerance scale.",
    unrated: "No rating",
    unrated_text: "A measure may be context only, have no target yet, not be due in this quarter, or have no figure. Each is said in words. Where there is neither a target nor a figure, the page says that no target is set.",
    direction: "Direction of travel",
    direction_text: "A measure has improved or worsened against the quarter before, and against the same quarter last year. A change smaller than the measure's own dead band is no real change. Context goes up or down. Nothing is compared across a break in the series, and the page says why where a direction cannot be told.",
    hard: "Hard to shift",
    hard_text: "A measure is hard to shift when it has been outside tolerance in two or more quarters running. Quarters in which it is not due are passed over.",
    lists: "The two lists",
    lists_text: "Areas performing well are all measures that are on or better than target, or green. Areas for improvement are all that are outside tolerance, or red. Editors may add a measure or leave one out; the page says which, and why.",
    rollup: "Counts and percentages",
    rollup_text: "Counts are of measures; a measure with several parts counts by its parts. Percentages are of the measures that are rated, and the page says how many those are. Totals that a source states without naming the items are shown as stated, beside what is counted here.",
    objectives: "Objectives",
    objectives_text: "An objective's rating is a person's. Beside it stands what its measures suggest: red where half or more of the rated ones are outside tolerance or red, green where all are on target or green, amber otherwise.",
    money: "Money",
    money_text: "Variance is projected spending less budget, on the budget that is named. Savings fall short by what is to be saved less what is expected.",
    rounding: "Rounding",
    rounding_text: "Figures are shown as they were published. Only figures that are worked out here are rounded, half away from zero.",
    reporting: "When reports are due",
    reporting_text: "Days are counted from the last day of a quarter to the day on which its report was published. Where no full date is known, none are counted. A report that comes on the last day of those allowed is on time; one that comes later is late, and one that has not come by then is overdue. A quarter that is known only from what later reports say has no report that could be late.",
    publication: "Publication",
    publication_text: "A quarter is shown from its day of publication on. Nothing of it is on this site before.",
}
