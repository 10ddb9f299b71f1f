//! The descriptions and examples of the fields of quarters, and of the heads of texts.

use super::{Of, Words};

words! {
    "a quarter" {
        "quarter" "The quarter, which must be the same as in the file name." "2024-25 Q1";
        "publish_on" "The day on which the quarter is published, or already_public. Without it, the quarter is a draft." "2024-07-30";
        "publish_months" "The months that are published before the quarter, each with its day." "2024-04: 2024-05-20";
        "background" "true for a quarter whose figures are taken from later reports." "true";
        "challenges" "A challenge ahead." "{ title: \"A hard winter\" }";
        "source" "Where the figures were published." "{ title: \"Report to cabinet\" }";
        "values" "The figure of each measure, or why there is none. Values may be left empty until the quarter has publish_on." "potholes: 88" Measures;
        "objectives" "Ratings of objectives by people." "streets: { rating: amber }" Objectives;
        "highlights" "Measures that are added to the two lists or left out of them." "improvement: { add: { e1: \"Demand is rising.\" } }";
        "stated" "Totals that a source gives without listing the items." "{ of: actions, total: 7, green: 5, amber: 2 }";
        "actions" "Actions of plans." "{ plan: Corporate plan, title: \"Open the second depot\" }";
        "risks" "Risks." "{ title: \"A hard winter\" }";
        "finance" "Money." "{ in: thousands }";
        "progress" "Progress on earlier challenges." "{ challenge: \"A hard winter\", from: 2024-25 Q1 }";
        "revisions" "Published figures that have changed." "{ measure: a3, period: 2023-24 Q4, was: 85, now: 84, on: 2024-07-20, because: \"Two late audits.\" }";
    }
    "a source" {
        "title" "Its title." "\"Quarterly performance report\"";
        "url" "Its address." "https://www.example.gov.uk/reports/2024-q1.pdf";
    }
    "an entry" {
        "value" "The figure: digits and at most one point; for units in words as people write them." "88";
        "as_printed" "What the source prints instead of a figure." "\"85-95%\"";
        "year_to_date" "The figure of the year so far, beside that of the quarter." "90.4";
        "covers" "The period that the figure is for, in words, if it is not the quarter." "Wave 12, May 2024";
        "target" "The target of this quarter, if it is not in the measure's file." "92";
        "margin" "How far the figure may be off, as a survey states it." "2.9";
        "mark" "Marks of the figure, such as provisional." "provisional";
        "forecast" "The forecast for the end of the year." "380";
        "on_target_by" "The quarter by which the measure is promised to be on target." "2025-26 Q4";
        "months" "Single months of the quarter, and of the year after it." "2024-07: 63";
        "parts" "The parts that the measure names." "good: 20";
        "members" "An entry for every member that the measure names." "bridges: 94";
        "cohort" "The number of cases that the figure is based on." "13";
        "numerator" "What the figure is calculated from, instead of value." "34";
        "denominator" "What the figure is calculated from, instead of value." "36";
        "rating" "A rating given by a person." "amber";
        "rated_by" "The voice that gave the rating." "contractor" Voices;
        "direction" "An arrow that the source prints." "worsened";
        "missing" "Why there is no figure. Also needs because." "not_available";
        "period" "The period that the figure covers; it must be that of the measure." "in_quarter";
        "because" "The reason for a gap, a rating or an arrow." "The return is late.";
        "note" "What readers need to know about this figure." "One case, so it moves.";
    }
    "a printed direction" {
        "is" "The arrow." "worsened";
        "on" "What the source compares with." "last_year";
    }
    "a figure" {
        "value" "The figure." "91";
        "mark" "Its marks, such as provisional." "provisional";
    }
    "a stated total" {
        "of" "What is counted." "measures";
        "plan" "The plan that it is limited to." "Corporate plan";
        "group" "The group that it is limited to." "Roads" Groups;
        "set" "The set that it is limited to." "contract";
        "objective" "The objective that it is limited to." "streets" Objectives;
        "total" "How many in all." "36";
        "*" "The number with this rating." "5";
        "annual" "The number that has a figure once a year, and not now." "5";
        "no_result" "The number without a result yet." "5";
        "no_target" "The number without a target." "5";
        "not_available" "The number whose figure is not available." "5";
        "note" "Where it is printed, and any mismatch in the source." "The source prints 36 in one place.";
    }
    "an objective's entry" {
        "rating" "A person's rating." "amber";
        "direction" "An arrow that the source prints." "improved";
        "because" "The reason." "Cleaner, and not yet safer.";
    }
    "`highlights`" {
        "performing_well" "The list of areas performing well." "add: { a1: \"The best for years.\" }";
        "improvement" "The list of areas for improvement." "leave_out: { b8: \"Thirteen cases.\" }";
    }
    "a list of highlights" {
        "add" "Measures that are added, each with the reason." "e1: \"Demand is rising.\"" MeasuresAndMembers;
        "leave_out" "Measures that are left out, each with the reason." "b8: \"Thirteen cases: one long one moves it.\"" MeasuresAndMembers;
    }
    "an action" {
        "plan" "The plan that it belongs to." "\"Corporate Plan\"";
        "ref" "The reference that the source prints." "CP1.2";
        "title" "The action." "\"What is to be done\"";
        "rating" "A person's rating." "amber";
        "complete" "How much of it is done, in per cent." "60";
        "due" "A day, a month or a quarter, or ongoing." "2024-12";
        "first_due" "When it was first due, if due is a later day." "2024-09";
        "milestones" "Steps of the action." "{ title: \"Contract signed\", due: 2024-09 }";
        "measures" "The measures or members that it should improve." "[missed-bins]" MeasuresAndMembers;
        "objectives" "The objectives that it serves." "[streets]" Objectives;
        "owner" "The responsible officer, by role." "Head of waste services";
        "note" "What readers need to know." "The lease is late.";
    }
    "a milestone" {
        "title" "The milestone." "\"Contract signed\"";
        "rating" "A person's rating." "amber";
        "due" "A day, a month or a quarter, or ongoing." "2024-09";
        "note" "What readers need to know." "The lease is late.";
    }
    "a risk" {
        "ref" "The council's own reference." "CR4";
        "title" "The risk." "\"What may happen\"";
        "kind" "What kind of risk it is, or closed." "corporate";
        "inherent" "Its size before action: a state of the scale risks, a score, or { likelihood: 4, impact: 5 }." "red";
        "residual" "Its size after action." "amber";
        "target" "The size that is aimed at." "green";
        "direction" "Its direction as printed, shown where it cannot be compared with an earlier report." "improved";
        "mitigation" "What is being done about it." "Grit is ordered";
        "owner" "The responsible officer, by role." "Director of highways";
        "measures" "The measures or members that it affects." "[missed-bins]" MeasuresAndMembers;
        "objectives" "The objectives that it affects." "[streets]" Objectives;
        "note" "What readers need to know." "New in this quarter.";
    }
    "a risk's size" {
        "likelihood" "From 1 to 5, or to what the site's matrix has." "4";
        "impact" "From 1 to 5, or to what the site's matrix has." "5";
    }
    "a challenge" {
        "title" "A challenge ahead." "\"What lies ahead\"";
        "actions" "What will be done." "Order grit early";
        "measures" "The measures or members that it affects." "[missed-bins]" MeasuresAndMembers;
        "objectives" "The objectives that it affects." "[streets]" Objectives;
        "owner" "The responsible officer, by role." "Head of highways";
    }
    "progress" {
        "challenge" "The title of the challenge." "\"What lay ahead\"";
        "from" "The earlier quarter that named it." "2015-16 Q1" Quarters;
        "done" "What was done." "Grit is ordered";
    }
    "a revenue row" {
        "service" "Which service." "\"All\"";
        "total" "true for the total row." "true";
        "budget" "The budget." "1000";
        "projected" "What is expected to be spent." "1250";
        "gross" "The gross budget, with a printed variance." "80175";
        "net" "The net budget, with a printed variance." "47614";
        "variance" "The printed variance, or { gross: 3687, net: 1200 }. With budget and projected it is calculated." "3687";
        "variance_on" "What the percentage of a variance is based on. Of two variances, the one that is rated." "net";
        "basis" "What the amounts cover." "full_year_forecast";
        "columns" "Further amounts, each with the name of its column." "\"Forecast at month 3\": 1180";
        "note" "What readers need to know." "The source prints 3,687.";
    }
    "a variance" {
        "gross" "The variance from the gross budget." "3687";
        "net" "The variance from the net budget." "1200";
    }
    "a capital row" {
        "service" "Which service." "\"Education\"";
        "total" "true for the total row." "true";
        "budget" "The budget." "23159";
        "estimate" "The latest estimate." "23829";
        "earlier_estimate" "The estimate a quarter earlier." "23500";
        "actual" "Spending so far." "4851";
        "columns" "Further amounts, each with the name of its column." "\"Forecast at month 3\": 23700";
        "note" "What readers need to know." "Two schemes have moved.";
    }
    "a savings row" {
        "service" "Which service." "Roads";
        "target" "What is to be saved." "2781";
        "projected" "What is expected to be saved." "1828";
        "columns" "Further amounts, each with the name of its column." "\"Forecast at month 3\": 1900";
        "note" "What readers need to know." "The rest comes next year.";
    }
    "a change of a measure" {
        "member" "The member, if it is about one." "bridges";
        "field" "The name of the field that changed." "target";
        "from" "The first quarter in which it applies." "2024-25 Q2" Quarters;
        "was" "The value before, as it was typed. Leave it out if there was none." "90";
        "now" "The value now, as it is typed. Leave it out if there is none." "80";
        "on" "The day of the change." "2024-08-01";
        "because" "Why it was changed." "\"Funding for the service has ended.\"";
        "decided" "Who decided it." "{ on: 2024-07-12, by: Cabinet }";
    }
    "a change of a plan" {
        "objective" "The objective, if it is about one." "streets" Objectives;
        "field" "The name of the field that changed." "title";
        "from" "The first quarter in which it applies." "2024-25 Q2" Quarters;
        "was" "The value before, as it was typed. Leave it out if there was none." "90";
        "now" "The value now, as it is typed. Leave it out if there is none." "80";
        "on" "The day of the change." "2024-08-01";
        "because" "Why it was changed." "\"Funding for the service has ended.\"";
        "decided" "Who decided it." "{ on: 2024-07-12, by: Cabinet }";
    }
    "a change of the site" {
        "measure" "A measure that was removed." "a3";
        "plan" "A plan that was removed." "2018-22";
        "field" "The name of the field that changed." "due_days";
        "from" "The first quarter in which it applies." "2024-25 Q2" Quarters;
        "was" "The value before, as it was typed. Leave it out if there was none." "90";
        "now" "The value now, as it is typed. Leave it out if there is none." "80";
        "on" "The day of the change." "2024-08-01";
        "because" "Why it was changed." "\"Funding for the service has ended.\"";
        "decided" "Who decided it." "{ on: 2024-07-12, by: Cabinet }";
    }
    "a revision" {
        "measure" "The measure, or a member such as inspections.bridges." "a3" MeasuresAndMembers;
        "objective" "The objective, if the revision is of its rating." "streets" Objectives;
        "money" "The service, if the revision is of an amount; of capital or savings, followed by (capital) or (savings)." "Adult care";
        "risk" "The title of the risk, if the revision is of its size." "A provider fails";
        "action" "The title of the action, if the revision is of its rating or its day." "Open the new depot";
        "stated" "The stated total, if the revision is of its numbers." "actions";
        "field" "What has changed, if it is not a figure of a measure." "rating";
        "period" "The quarter whose figure has changed, or the month." "2015-16 Q4" Quarters;
        "was" "What it was. Leave it out for a month that is published again." "85";
        "now" "What it is now, which must be what the quarter's file says. Leave it out for a month that is withdrawn." "84";
        "on" "The day on which the change was published." "2016-07-20";
        "because" "Why it has changed." "\"Two late audits.\"";
        "decided" "Who decided it." "{ on: 2016-07-12, by: Cabinet }";
    }
    "the head" {
        "draft" "true keeps the file out of builds." "true";
        "title" "Its title." "\"About this site\"";
        "to" "The committee." "Environment scrutiny panel";
        "date" "The day of the meeting, or the month where only that is known." "2016-09-27";
        "quarter" "The quarter that it reports; it must be public." "2024-25 Q1" Quarters;
        "publish_on" "The first day on which the page or the comment is public. A comment on a quarter that is published month by month is not public before it is complete, unless it has a day." "2024-07-30";
        "kind" "Whether the committee asks for an answer (question) or for something to be done (recommendation)." "recommendation";
        "by" "The committee that asked." "Environment scrutiny panel";
        "asked" "The day on which it asked. Before then the file is not published." "2024-09-10";
        "measures" "The measures that it is about." "[a2]" MeasuresAndMembers;
        "objectives" "The objectives that it is about." "[safer]" Objectives;
        "due" "The last day for the answer. For a recommendation two months after it was made, if you leave it out." "2024-11-10";
        "answered" "The day of the answer. Before then the answer is not published." "2024-10-20";
        "decision" "Whether a recommendation is accepted. The answer gives the reason." "accepted";
        "paper" "The address of the paper or the minutes." "https://www.example.gov.uk/scrutiny/2024-09-10";
    }
}
