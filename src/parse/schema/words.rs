//! What each field is for, with an example: what an editor's program shows while a file is typed.

/// Where the ids of a field are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// Nowhere: it is free.
    Anything,
    /// Measures.
    Measures,
    /// Measures and members of measures.
    MeasuresAndMembers,
    /// Objectives.
    Objectives,
    /// Quarters.
    Quarters,
    /// Voices.
    Voices,
    /// Groups.
    Groups,
}

/// What is said of a field.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The map that it is in, as its reader calls it.
    pub what: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What to write.
    pub text: &'static str,
    /// What it may look like.
    pub example: &'static str,
    /// Where its ids are made.
    pub of: Of,
}

impl Words {
    /// What is said of one field.
    pub fn of(what: &str, name: &str) -> Option<&'static Self> {
        WORDS
            .iter()
            .find(|words| words.what == what && words.name == name)
    }
}

macro_rules! words {
    ($($what:literal { $($name:literal $text:literal $example:literal $($of:ident)?;)* })*) => {
        /// Every field, by the map that it is in.
        pub static WORDS: &[Words] = &[$($(Words {
            what: $what,
            name: $name,
            text: $text,
            example: $example,
            of: words!(@of $($of)?),
        },)*)*];
    };
    (@of) => { Of::Anything };
    (@of $of:ident) => { Of::$of };
}

words! {
    "site.yaml" {
        "title" "The site's name, in the header of every page." "How our streets are doing";
        "organisation" "Whose performance it is." "Example Council";
        "base_url" "The address that the site will have." "https://www.example.gov.uk/performance/";
        "languages" "Codes of languages; the first must be en, the only one with a table of words so far." "en";
        "voices" "Who comments: an id each, which is a part of the names of their files." "council: { name: Council comment, body: the council }";
        "groups" "The rows of the summary table, in order. With this list, the group of a measure must be one of them." "Roads";
        "governance_groups" "Groups whose measures stand on the page Governance and workforce of a quarter." "Workforce" Groups;
        "reporting" "When reports are due, and when the next one comes." "{ due_days: 90, next: 2025-01-28 }";
        "finance" "How money is rated. Without it money is shown and not rated." "{ amber_up_to: 250 }";
        "contact" "Where questions go, at the foot of every page: one e-mail address, the address of a page or a telephone number." "performance@example.gov.uk";
        "licence" "The licence of the figures, at the foot of every page." "OGL-UK-3.0";
        "theme" "The site's own look: a folder under themes/, beside content/." "default";
        "edit_url" "Where a file can be changed, with {path} for its path." "https://github.com/example/performance/edit/main/{path}";
        "notice" "A sentence at the top of every page." "A demonstration.";
        "accessibility" "What the accessibility statement says, which the law asks a public body for." "{ prepared: 2024-07-01, reviewed: 2024-07-01 }";
        "hosts" "Where the site is served, of those that read headers from a file in it." "netlify";
    }
    "a voice" {
        "name" "The heading above what they say." "Council comment";
        "body" "What sentences call them: \"as rated by the council\"." "the council";
    }
    "`accessibility`" {
        "run_by" "Who runs the website, where it is not the organisation." "the performance team";
        "contact" "Where accessibility problems are reported, where it is another address than the site's." "access@example.gov.uk";
        "response_days" "So many days after a message it is answered." "5";
        "prepared" "The day on which the statement was first prepared." "2024-07-01";
        "reviewed" "The day on which somebody last read it against the site, within a year." "2024-07-01";
        "tested" "The day on which the site was last tested." "2024-06-20";
        "tested_by" "Who tested it, and how." "the council's web team";
        "compliance" "How far the site complies with WCAG 2.2 AA, by that test." "partial";
        "problems" "What is not accessible, and why." "Charts of more than twenty quarters are hard to read at 320 pixels.";
        "burden" "What it would be a disproportionate burden to make accessible, by the council's own assessment." "The map of roadworks has no words beside it.";
        "out_of_scope" "What the regulations do not ask to be accessible." "Reports of before 23 September 2018 are PDF files that were not made to be read aloud.";
        "enforcement" "Who hears complaints: ehrc in England, Scotland and Wales, ecni in Northern Ireland." "ehrc";
    }
    "`reporting`" {
        "due_days" "So many days after the end of its quarter a report is due. Without it nothing is called late." "90";
        "next" "The day that is announced for the next publication." "2025-01-28";
    }
    "`finance`" {
        "amber_up_to" "So many thousands over budget are still amber." "250";
        "in" "What one of an amount is." "thousands";
        "revenue" "Spending against its budget, by service." "{ service: Roads, budget: 1000, projected: 1250, basis: full_year_forecast }";
        "capital" "Capital spending, by service." "{ service: Roads, budget: 23159, estimate: 23829, actual: 4851 }";
        "savings" "Savings to be made." "{ target: 2781, projected: 1828 }";
    }
    "a measure" {
        "title" "The measure's name." "Missed bin collections";
        "ref" "What reports print; two measures may share one." "SCC/011b";
        "also" "Other references for the same measure." "A5";
        "objective" "The objectives that it belongs to." "streets" Objectives;
        "group" "Its row in the summary table." "Waste" Groups;
        "set" "contract, context, governance, national, or a word of your own. Measures of the set context are shown and not counted." "contract";
        "unit" "What is counted." "percent";
        "per" "The base of a rate." "100000";
        "decimals" "Of figures that the program computes." "1";
        "better" "Which way is better." "higher";
        "period" "What each figure covers." "in_quarter";
        "reported" "The first and the last quarter in which it is reported." "{ from: 2024-25 Q1 }";
        "due" "The quarters of the year in which it is due." "Q4";
        "rule" "By which rule it is rated. Without it: target and tolerance." "tolerance";
        "allow" "Of the improvement rule: how far a target may be missed and be green." "{ percent: 10 }";
        "targets" "Its targets, the earliest first: each holds from its quarter on." "{ from: 2024-25 Q1, target: 90, tolerance: 85 }";
        "no_target" "Why it has no target, in place of targets." "To be set after the first year.";
        "compare_with" "Which comparison leads." "previous_quarter";
        "meaningful_change" "A change smaller than this is no real change." "0.5";
        "rated_by" "The voice whose ratings these are." "contractor" Voices;
        "disclosure" "From which size on counts are published." "{ suppress_below: 5 }";
        "rebase" "The quarter from which limits are calculated anew." "2024-25 Q1" Quarters;
        "benchmarks" "What other bodies have reached." "{ name: England, period: 2023-24, value: 81.5 }";
        "outturns" "Its own figures for whole years, for context." "{ year: 2023-24, value: 91.7 }";
        "baselines" "Where it began." "{ name: Before the new contract, value: 140 }";
        "breaks" "Quarters from which on it is counted in another way." "{ from: 2024-25 Q1, because: \"Counted by the lorry.\" }";
        "notes" "What readers must know of all its figures." "The contract prints the target as 60.";
        "definition" "What is counted, exactly." "Collections reported as missed, per 100,000.";
        "source" "Where the figures come from." "Contractor's monthly return";
        "owner" "Who answers for it, by role." "Head of waste services";
        "members" "Small measures under one name, by id. What one does not say itself it takes from the whole." "bridges: { title: Bridges }";
        "parts" "What stands behind the figure, by id." "good: { title: Good, in_figure: true }";
    }
    "`reported`" {
        "from" "The first quarter." "2024-25 Q1";
        "until" "The last one." "2026-27 Q4";
    }
    "`disclosure`" {
        "suppress_below" "Counts above nought and below this are not published." "5";
    }
    "a target" {
        "from" "The first quarter in which it holds." "2024-25 Q1";
        "target" "A figure, or { low: 85, high: 95 } for what is best between two." "92";
        "tolerance" "How far it may be missed: a bound, { points: 2 }, { percent: 5 }, or a band round a band." "90";
        "profile" "Of counts that run on through the year: what is to be reached by the end of each quarter." "[100, 200, 300, 400]";
        "period" "The period that it is for; it must be that of the measure." "in_quarter";
        "set_by" "Who set it." "contract review";
        "because" "Why it is so far from the measure's own history." "The service was doubled.";
    }
    "a target band" {
        "low" "The lower end." "85";
        "high" "The upper end." "95";
    }
    "a tolerance band" {
        "low" "The lower end." "85";
        "high" "The upper end." "95";
    }
    "a tolerance" {
        "points" "In the unit of the measure." "2";
        "percent" "As a share of the target." "5";
    }
    "a benchmark" {
        "name" "Whose it is." "England";
        "rank" "Which place this body has." "4";
        "period" "Of which year." "2023-24";
        "value" "Their figure." "81.5";
        "of" "Among how many." "11";
        "quartile" "In which quartile this body is." "upper";
        "publish_on" "The first day on which it is public. Without it, it is published with the quarter that its year ends with." "2024-07-25";
    }
    "an outturn" {
        "year" "The year." "2023-24";
        "value" "The figure." "91.7";
        "standing" "How it stood among others." "upper quartile in England";
        "publish_on" "The first day on which it is public. Without it, it is published with the quarter that its year ends with." "2024-07-25";
    }
    "a baseline" {
        "name" "What it is called." "Before the new contract";
        "value" "The figure." "140";
        "publish_on" "The first day on which it is public. Without it, it is public at once." "2024-07-25";
    }
    "a break in the series" {
        "from" "The first quarter that is counted in the new way." "2024-25 Q1";
        "because" "What has changed." "Counted by the lorry; was counted by the street.";
    }
    "a part" {
        "title" "Its name." "Good";
        "in_figure" "Whether it is counted in the figure." "true";
    }
    "a plan" {
        "title" "The plan's name." "Council plan 2024 to 2028";
        "from" "The first quarter in which it is in force." "2024-25 Q1";
        "to" "The last one. Without it the plan is in force until another begins." "2027-28 Q4";
        "priorities" "Its priorities, by id." "p1: { title: \"A place to be proud of\" }";
        "objectives" "Its objectives, by id. An id is unique across all plans." "streets: { title: \"Clean and safe streets\" }";
    }
    "a priority" {
        "title" "Its name; a plan that only numbers its priorities leaves it out." "A place to be proud of";
    }
    "an objective" {
        "ref" "As it is printed." "P1.1";
        "priority" "The priority that it belongs to." "p1";
        "title" "Its name." "Clean and safe streets";
    }
    "a quarter" {
        "quarter" "The quarter again: it must be the one in the name of the file." "2024-25 Q1";
        "publish_on" "The day on which the quarter becomes public, or already_public. Without it the quarter is a draft." "2024-07-30";
        "background" "true for a quarter that is known from later reports only." "true";
        "challenges" "What lies ahead." "{ title: \"A hard winter\" }";
        "source" "Where the figures were published." "{ title: \"Report to cabinet\" }";
        "values" "The figure of each measure, or why there is none. While publish_on is not there, a line may be left blank." "potholes: 88" Measures;
        "objectives" "Ratings of objectives by people." "streets: { rating: amber }" Objectives;
        "highlights" "What is added to the two lists, or left out of them." "improvement: { add: { e1: \"Demand is rising.\" } }";
        "stated" "Totals that a source gives without naming the items." "{ of: actions, total: 7, green: 5, amber: 2 }";
        "actions" "Actions of plans." "{ plan: Corporate plan, title: \"Open the second depot\" }";
        "risks" "Risks." "{ title: \"A hard winter\" }";
        "finance" "Money." "{ in: thousands }";
        "progress" "What was done about earlier challenges." "{ challenge: \"A hard winter\", from: 2024-25 Q1 }";
        "revisions" "Published figures that have changed." "{ measure: a3, period: 2023-24 Q4, was: 85, now: 84, on: 2024-07-20, because: \"Two late audits.\" }";
    }
    "a source" {
        "title" "Its title." "Quarterly performance report";
        "url" "Its address." "https://www.example.gov.uk/reports/2024-q1.pdf";
    }
    "an entry" {
        "value" "The figure: digits and at most one point." "88";
        "mark" "What must be known of the figure." "provisional";
        "forecast" "What the figure is expected to be at the end of the year." "380";
        "months" "Single months of the quarter, and of the year after it." "2024-07: 63";
        "parts" "The parts that the measure names." "good: 20";
        "members" "An entry for every member that the measure names." "bridges: 94";
        "cohort" "How many cases stand behind the figure." "13";
        "numerator" "What a figure is computed from, in place of value." "34";
        "denominator" "What a figure is computed from, in place of value." "36";
        "rating" "A person's rating, in the publisher's own words." "amber";
        "rated_by" "The voice whose rating it is." "contractor" Voices;
        "direction" "An arrow that the source prints." "worsened";
        "missing" "Why there is no figure. It needs because as well." "not_available";
        "period" "The period that the figure covers; it must be that of the measure." "in_quarter";
        "because" "The reason of a gap, of a rating, of an arrow." "The return is late.";
        "note" "What readers must know of this figure." "One case, so it moves.";
    }
    "a figure" {
        "value" "The figure." "91";
        "mark" "What must be known of it." "provisional";
    }
    "a stated total" {
        "of" "What is counted." "measures";
        "plan" "The plan that it is limited to." "Corporate plan";
        "group" "The group that it is limited to." "Roads" Groups;
        "set" "The set that it is limited to." "contract";
        "total" "How many in all." "36";
        "on_target" "How many are so." "5";
        "within_tolerance" "How many are so." "5";
        "outside_tolerance" "How many are so." "5";
        "green" "How many are so." "5";
        "amber" "How many are so." "5";
        "red" "How many are so." "5";
        "annual" "How many are so." "5";
        "no_result" "How many are so." "5";
        "no_target" "How many are so." "5";
        "not_available" "How many are so." "5";
        "note" "Where it is printed, and what does not fit." "The source prints 36 in one place.";
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
        "plan" "The plan that it belongs to." "Corporate plan";
        "title" "What is to be done." "Open the second depot";
        "rating" "A person's rating." "amber";
        "due" "A day, a month or a quarter." "2024-12";
        "note" "What readers must know." "The lease is late.";
    }
    "a risk" {
        "title" "What may happen." "A hard winter";
        "kind" "What kind of risk it is." "corporate";
        "inherent" "Its size before action: a colour, or { likelihood: 4, impact: 5 }." "red";
        "residual" "Its size after action." "amber";
        "mitigation" "What is done about it." "Grit is ordered";
        "owner" "Who answers for it, by role." "Director of highways";
        "note" "What readers must know." "New in this quarter.";
    }
    "a risk's size" {
        "likelihood" "From 1 to 5." "4";
        "impact" "From 1 to 5." "5";
    }
    "a challenge" {
        "title" "What lies ahead." "The winter will be hard on the roads";
        "actions" "What will be done." "Order grit early";
    }
    "progress" {
        "challenge" "The title of the challenge as it stood." "The winter will be hard on the roads";
        "from" "The earlier quarter that named it." "2024-25 Q1" Quarters;
        "done" "What was done." "Grit is ordered";
    }
    "a revenue row" {
        "service" "Which service." "Roads";
        "total" "true for the row that is the sum." "true";
        "budget" "The budget." "1000";
        "projected" "What is expected to be spent." "1250";
        "gross" "The gross budget, beside a printed variance." "80175";
        "net" "The net budget, beside a printed variance." "47614";
        "variance" "The variance as it is printed. Where budget and projected are there, it is computed." "3687";
        "variance_on" "The base of which the percentage of a variance is taken." "net";
        "basis" "What the amounts cover." "full_year_forecast";
        "note" "What readers must know." "The source prints 3,687.";
    }
    "a capital row" {
        "service" "Which service." "Roads";
        "total" "true for the row that is the sum." "true";
        "budget" "The budget." "23159";
        "estimate" "The latest estimate." "23829";
        "earlier_estimate" "The estimate a quarter earlier." "23500";
        "actual" "What has been spent so far." "4851";
        "note" "What readers must know." "Two schemes have moved.";
    }
    "a savings row" {
        "service" "Which service." "Roads";
        "target" "What is to be saved." "2781";
        "projected" "What is expected to be saved." "1828";
        "note" "What readers must know." "The rest comes next year.";
    }
    "a revision" {
        "measure" "The measure, or a member such as inspections.bridges." "a3" MeasuresAndMembers;
        "period" "The quarter whose figure has changed." "2023-24 Q4" Quarters;
        "was" "What the figure was." "85";
        "now" "What it is now: it must be the figure as it stands." "84";
        "on" "The day from which the new figure is public." "2024-07-20";
        "because" "Why it has changed." "Two late audits.";
    }
    "the head" {
        "draft" "true keeps the file out of builds." "true";
        "title" "Its title." "About this site";
        "to" "The committee." "Environment scrutiny panel";
        "date" "The day of the meeting, or the month where only that is known." "2024-09-10";
        "quarter" "The quarter that it reports; it must be public." "2024-25 Q1" Quarters;
        "publish_on" "The first day on which the page is public." "2024-07-30";
    }
}
