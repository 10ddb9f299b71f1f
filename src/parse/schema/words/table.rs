//! The descriptions and examples of the fields of the site, its measures and its plans.

use super::{Of, Words};

words! {
    "site.yaml" {
        "title" "The site's name, shown in the header of every page." "\"Council performance\"";
        "organisation" "The organisation whose performance it is." "\"Example Council\"";
        "base_url" "The site's public address." "https://www.example.gov.uk/performance/";
        "languages" "Language codes. The first must be en, the only language available so far." "en";
        "voices" "Who comments, by id. The id is part of the file names of their comments." "council: { name: Council comment, body: the council }";
        "groups" "The rows of the summary table, in order. If you give this list, the group of each measure must be in it." "Roads";
        "order" "The ids of measures in the order of a printed list, within each group. Others follow by reference." "potholes" Measures;
        "governance_groups" "Groups whose measures appear on a quarter's page Governance and workforce." "Workforce" Groups;
        "reporting" "When reports are due, and when the next one will be published." "{ due_days: 90, next: 2025-01-28 }";
        "finance" "How money is rated. Without it, money is shown but not rated." "{ amber_up_to: 250 }";
        "contact" "The contact for questions, shown on every page: one e-mail address, the address of a page or a telephone number." "performance@example.gov.uk";
        "licence" "The licence of the figures, shown at the foot of every page: OGL-UK-3.0 or another that is widely used, or a name with an address." "OGL-UK-3.0";
        "theme" "The site's theme: a folder under themes/, next to content/." "default";
        "edit_url" "The address where a file can be changed, with {path} for the path of the file." "https://github.com/example/performance/edit/main/{path}";
        "notice" "A sentence at the top of every page." "A demonstration.";
        "accessibility" "What the accessibility statement says, which the law requires of a public body." "{ prepared: 2024-07-01, reviewed: 2024-07-01 }";
        "whole_reports" "Which quarters have a whole report for printing: all, latest or none, or those from a quarter on. If not given, all; on a site of more than 500 measures the latest." "{ from: 2024-25 Q1 }";
        "earlier_targets" "Whether pages say what a rating would be under an earlier target." "no";
        "embeds" "Whether other websites can show the charts and tiles of measures: all or none." "none";
        "scales" "The council's own scales of ratings, each with its states from the best to the worst. Measures use the first, unless they name another." "council: { met: { name: Met, counts_as: good, when: target }, missed: { name: Missed, counts_as: poor, when: otherwise } }";
        "tolerances" "How far targets may be missed that have no tolerance." "{ all: { percent: 5 } }";
        "risks" "The matrix of risks, from which the state of a score follows. Without it, likelihood and impact go from 1 to 5, and a score has no colour." "{ likelihood: 5, impact: 5, levels: { red: 15, amber: 8, green: 1 } }";
        "rating_names" "The names of the ratings by tolerance, if the site does not use On target, Close to target and Off target." "{ on_target: Met, within_tolerance: Nearly met, outside_tolerance: Missed }";
        "changes" "Changes of the site's own rules after they were published, and measures and plans that were removed." "[{ field: due_days, from: 2024-25 Q2, was: 80, now: 90, on: 2024-08-01, because: \"...\" }]";
        "hosts" "Where the site is hosted, if the host reads headers from a file." "netlify";
    }
    "`licence`" {
        "name" "The name of the licence." "Open Parliament Licence";
        "url" "The address of its text." "https://www.parliament.uk/site-information/copyright-parliament/open-parliament-licence/";
    }
    "`rating_names`" {
        "on_target" "A figure that equals or is better than its target." "On or better than target";
        "within_tolerance" "A figure that is worse than its target, but not worse than the tolerance." "Within tolerance";
        "outside_tolerance" "A figure that is worse than the tolerance, or misses a target without one." "Outside tolerance";
    }
    "`tolerances`" {
        "all" "Of every target, in per cent of it or in points." "{ percent: 5 }";
        "groups" "Of the targets of a group, by its name." "Housing: { percent: 10 }";
        "sets" "Of the targets of a set, by its name." "national: { points: 2 }";
    }
    "a matrix of risks" {
        "likelihood" "The greatest likelihood." "5";
        "impact" "The greatest impact." "5";
        "levels" "The least score, which is likelihood times impact, of each state of the scale risks." "{ red: 15, amber: 8, green: 1 }";
        "grid" "Instead of the rest, if the state does not follow from the score: the state of each square. The first row is the likeliest, and the first square of a row has the smallest impact." "[[amber, red], [green, amber]]";
    }
    "a state of a scale" {
        "name" "What pages print." "Exceeded";
        "counts_as" "What it counts as: complete, beyond, good, watch or poor." "beyond";
        "look" "Its symbol and colour: blue, green, yellow, amber, red or purple. If not given, it follows from counts_as." "blue";
        "when" "When a figure has it. A figure has the first state whose condition it meets. A state without a condition is given by people." "target";
    }
    "a condition" {
        "within" "How far the target may be missed." "{ percent: 5 }";
        "better_by" "How much better than the target the figure must be." "{ percent: 5 }";
    }
    "a voice" {
        "name" "The heading above their comments." "\"Council comment\"";
        "body" "How sentences refer to them: \"as rated by the council\"." "the council";
    }
    "`accessibility`" {
        "run_by" "Who runs the website, if it is not the organisation." "the performance team";
        "contact" "The contact for accessibility problems, if it is not the site's." "access@example.gov.uk";
        "response_days" "The number of days in which messages are answered." "5";
        "prepared" "The day on which the statement was first prepared." "2024-07-01";
        "reviewed" "The day on which it was last checked against the site, within the last year." "2024-07-01";
        "tested" "The day on which the site was last tested." "2024-06-20";
        "tested_by" "Who tested it, and how." "the council's web team";
        "compliance" "How far the site complies with WCAG 2.2 AA, by that test." "partial";
        "problems" "What is not accessible, and why." "Charts of more than twenty quarters are hard to read at 320 pixels.";
        "burden" "What the council has assessed as a disproportionate burden to make accessible." "The map of roadworks has no words beside it.";
        "out_of_scope" "What the regulations do not require to be accessible." "Reports of before 23 September 2018 are PDF files that were not made to be read aloud.";
        "enforcement" "Who handles complaints: ehrc in England, Scotland and Wales, ecni in Northern Ireland." "ehrc";
    }
    "`reporting`" {
        "due_days" "The number of days after the end of a quarter when its report is due. Without it, no report is called late." "90";
        "next" "The day announced for the next publication." "2025-01-28";
    }
    "`whole_reports`" {
        "from" "The first quarter with a whole report." "2024-25 Q1";
    }
    "`finance`" {
        "amber_up_to" "How many thousands over budget are still amber." "250";
        "in" "The unit of the amounts." "thousands";
        "revenue" "Spending against its budget, by service." "{ service: Roads, budget: 1000, projected: 1250, basis: full_year_forecast }";
        "capital" "Capital spending, by service." "{ service: Roads, budget: 23159, estimate: 23829, actual: 4851 }";
        "savings" "Savings to be made." "{ target: 2781, projected: 1828 }";
    }
    "a measure" {
        "title" "The measure's name." "\"Single assessments completed on time\"";
        "ref" "The reference that reports print. Two measures may have the same one." "SCC/011b";
        "also" "Other references for the same measure." "A5";
        "objective" "The objectives that it belongs to." "streets" Objectives;
        "group" "Its row in the summary table." "Waste" Groups;
        "set" "contract, context, governance, national, or a word of your own. Measures of the set context are shown and not counted." "contract";
        "kind" "What kind of thing it is of: outcome, what changes; output, what the service does; input, what is put in; users_view, what users say." "outcome";
        "unit" "What is counted: a word, or a unit described in { }." "percent";
        "per" "The base of a rate." "100000";
        "decimals" "The number of decimals of calculated figures." "1";
        "better" "Which way is better." "higher";
        "period" "What each figure covers." "in_quarter";
        "targets_are" "What the council calls what its figures are compared with, if not targets." "forecasts";
        "rates" "Which figure is rated, if entries have one of the year to date as well." "year_to_date";
        "months" "If figures are monthly: what the quarter's figure is, the last month, the sum, the average, or typed." "sum";
        "lag" "How many quarters before the one that reports them figures are for." "1";
        "year_starts" "The month in which the measure's own year starts, if that is not April." "January";
        "every" "How many years there are between years with figures, counted from reported: from." "2";
        "range" "Where figures usually are, if it is not what the unit allows." "{ low: -30, high: 30 }";
        "reported" "The first and the last quarter in which it is reported." "{ from: 2024-25 Q1 }";
        "due" "The quarters of the year in which it is due." "Q4";
        "rule" "The rule by which it is rated. Without it: target and tolerance." "tolerance";
        "scale" "The scale on which it is rated, if not the site's first." "people" Scales;
        "allow" "For the improvement rule, or a scale that asks for it: how far a target may be missed and still be green." "{ percent: 10 }";
        "targets" "Its targets, the earliest first. Each applies from its quarter until the next one. Or each_quarter, if a target is typed with each figure." "{ from: 2024-25 Q1, target: 90, tolerance: 85 }";
        "no_target" "Why it has no target, instead of targets." "To be set after the first year.";
        "compare_with" "The comparison that is shown first." "previous_quarter";
        "meaningful_change" "A smaller change than this does not count as a change." "0.5";
        "rated_by" "The voice that gives the ratings." "contractor" Voices;
        "disclosure" "The smallest count that is published." "{ suppress_below: 5 }";
        "rebase" "The quarter from which limits are calculated again." "2024-25 Q1" Quarters;
        "benchmarks" "Figures of other bodies, for comparison." "{ name: England, period: 2023-24, value: 81.5 }";
        "outturns" "Its own figures for whole years, for context." "{ year: 2023-24, value: 91.7 }";
        "baselines" "The baseline." "{ name: Before the new contract, value: 140 }";
        "breaks" "Quarters in which the way of counting changed." "{ from: 2024-25 Q1, because: \"Counted by the lorry.\" }";
        "notes" "What readers need to know about all its figures." "The contract prints the target as 60.";
        "definition" "What is counted, exactly." "Collections reported as missed, per 100,000.";
        "source" "Where the figures come from." "Contractor's monthly return";
        "owner" "The responsible officer, by role." "Head of waste services";
        "contact" "Whom readers can ask: the name of a team, one e-mail address, the address of a page or a telephone number." "Waste team";
        "assurance" "Who has checked its figures, and when." "Checked by internal audit in May 2016.";
        "cost" "What it costs, as the source says it. Costs are shown and not compared." "\"£1.2 million a year\"";
        "members" "Small measures under one name, by id. A member takes fields that it does not have from the whole measure." "bridges: { title: Bridges }";
        "parts" "The parts of the figure, by id." "good: { title: Good, in_figure: true }";
        "changes" "Changes of this file after it was published, other than new targets." "[{ field: definition, from: 2024-25 Q2, was: \"Visits made.\", now: \"Visits due and made.\", on: 2024-08-01, because: \"...\" }]";
    }
    "`reported`" {
        "from" "The first quarter." "2024-25 Q1";
        "until" "The last one." "2026-27 Q4";
        "because" "Why it ends. Without `until`, why it was added." "\"Replaced by a survey of all users.\"";
        "decided" "Who decided that it ends." "{ on: 2026-03-12, by: Cabinet, paper: https://www.example.gov.uk/papers/12 }";
    }
    "`disclosure`" {
        "suppress_below" "Counts above 0 and below this are not published." "5";
    }
    "a target" {
        "from" "The first quarter in which it applies." "2016-17 Q1";
        "target" "A figure, { low: 85, high: 95 } for a measure with better: between, or { last_year: better }." "92";
        "in_words" "What it asks for, if that is not a figure. A person rates it." "top quartile";
        "month" "What it asks of each month, if the quarter's figure is the sum of its months; or of each month its own." "{ 2024-04: 88, 2024-05: 89 }";
        "by" "The day, month or quarter by which it is to be reached." "2027-03-31";
        "beside" "Lines that are shown beside it and not judged." "{ name: Aspiration, value: 98 }";
        "tolerance" "How far it may be missed: a figure, { points: 2 }, { percent: 5 }, or a wider range around a range." "90";
        "profile" "For running totals: the target for the end of each quarter or month. For a target with a day: what is to be reached on the way." "[100, 200, 300, 400]";
        "period" "The period that it is for; it must be that of the measure." "in_quarter";
        "set_by" "Who set it." "contract review";
        "because" "Why it differs from the target before, or is so far from the measure's history." "The service was doubled.";
        "decided" "Who decided it." "{ on: 2026-03-12, by: Cabinet, paper: https://www.example.gov.uk/papers/12 }";
    }
    "`decided`" {
        "on" "The day of the decision." "2026-03-12";
        "by" "Who decided." "Cabinet";
        "paper" "The address of the paper." "https://www.example.gov.uk/papers/12";
    }
    "a target of a quarter" {
        "target" "A figure, or { low: 85, high: 95 } for a measure with better: between." "92";
        "tolerance" "How far it may be missed." "90";
        "in_words" "What it asks for, if that is not a figure." "top quartile";
        "month" "What it asks of each month, if the quarter's figure is the sum of its months; or of each month its own." "{ 2024-04: 88, 2024-05: 89 }";
        "beside" "Lines that are shown beside it and not judged." "{ name: Aspiration, value: 98 }";
        "set_by" "Who set it." "contract review";
        "because" "Why it differs from the target before, or is so far from the measure's history." "Two lines were closed.";
        "decided" "Who decided it." "{ on: 2026-03-12, by: Cabinet, paper: https://www.example.gov.uk/papers/12 }";
    }
    "a target from last year's figure" {
        "last_year" "How much better than last year's figure: better, { percent: 10 } or { points: 2 }." "better";
    }
    "a line beside a target" {
        "name" "What it is." "Aspiration";
        "value" "Where it is, in the measure's unit." "98";
        "as_printed" "What is shown instead of a value, such as one in another unit. Charts do not draw it." "9 a day";
    }
    "a unit" {
        "one" "The name for 1 of a unit of your own." "tonne";
        "many" "The name for several." "tonnes";
        "short" "The name that is written after figures, if it is a short one." "t";
        "duration" "Hours, minutes and seconds: the smallest part that is written." "minutes";
        "pounds" "In which unit amounts of money are typed." "thousands";
        "results" "The results in words, the best first, each with the rating that it counts as." "{ Achieved: on_target, Not achieved: outside_tolerance }";
    }
    "a range" {
        "low" "The lowest figure that is usual." "-30";
        "high" "The highest figure that is usual." "30";
    }
    "a target to be passed" {
        "more_than" "If a figure must be more than it." "50";
        "less_than" "If a figure must be less than it." "50";
    }
    "a target range" {
        "low" "The lower end." "85";
        "high" "The upper end." "95";
    }
    "a tolerance range" {
        "low" "The lower end." "85";
        "high" "The upper end." "95";
    }
    "a tolerance" {
        "points" "In the unit of the measure." "2";
        "percent" "As a share of the target." "5";
    }
    "a benchmark" {
        "name" "The name of the body." "England";
        "rank" "The rank of this body." "4";
        "period" "The year." "2023-24";
        "value" "Their figure." "81.5";
        "as_printed" "What the source prints instead of a figure." "\"85-95%\"";
        "of" "The number of bodies." "11";
        "quartile" "The quartile of this body." "upper";
        "publish_on" "The first day on which it is public. Without it, it is published with the last quarter of its year." "2024-07-25";
    }
    "an outturn" {
        "year" "The year." "2014-15";
        "value" "The figure." "91.7";
        "as_printed" "What the source prints instead of a figure." "\"85-95%\"";
        "standing" "How it compared with others." "upper quartile in England";
        "publish_on" "The first day on which it is public. Without it, it is published with the last quarter of its year." "2024-07-25";
    }
    "a baseline" {
        "name" "What it is called." "\"At transfer\"";
        "value" "The figure." "546";
        "as_printed" "What the source prints instead of a figure." "\"85-95%\"";
        "publish_on" "The first day on which it is public. Without it, it is public at once." "2024-07-25";
    }
    "a break in the series" {
        "from" "The first quarter counted in the new way." "2015-16 Q4";
        "because" "What has changed." "\"counted in another way\"";
    }
    "a part" {
        "title" "Its name." "Good";
        "in_figure" "Whether it is counted in the figure." "true";
    }
    "a plan" {
        "title" "The plan's name." "\"Council plan 2016/17\"";
        "from" "The first quarter in which it applies." "2016-17 Q1";
        "to" "The last quarter. Without it, the plan applies until another one starts." "2027-28 Q4";
        "priorities" "Its priorities, by id." "p1: { title: \"A place to be proud of\" }";
        "objectives" "Its objectives, by id. An id is unique across all plans." "streets: { title: \"Clean and safe streets\" }";
        "changes" "Changes of this file after it was published." "[{ objective: streets, field: title, from: 2024-25 Q2, was: \"Clean streets\", now: \"Clean and safe streets\", on: 2024-08-01, because: \"...\" }]";
    }
    "a priority" {
        "title" "Its name. Leave it out if the plan only numbers its priorities." "A place to be proud of";
    }
    "an objective" {
        "ref" "As it is printed." "P1.1";
        "priority" "The priority that it belongs to." "p1";
        "title" "Its name." "\"Improve professional practice\"";
    }
}
