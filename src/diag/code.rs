//! The code of each rule, with its reason and its explanation: all that is known of a rule is in one table.
//!
//! The examples are parts of files of one small site. `tests/codes` makes each mistake in it and expects the problem.

use std::fmt;

use super::explain::{Example, Explanation};

macro_rules! codes {
    ($($name:ident $code:literal $why:literal
        more $more:literal
        wrong $wrong_path:literal $wrong:literal
        right $right_path:literal $right:literal)*) => {
        /// The rule that found a problem. Codes are stable, because other tools store them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $why] $name,)*
        }

        impl Code {
            /// Every code, in the order of `docs/codes.md`.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Returns the code as it is printed in brackets.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Returns the reason for the rule, in one sentence.
            pub fn why(self) -> &'static str {
                match self { $(Self::$name => $why,)* }
            }

            /// Returns the full explanation, with a wrong and a right example.
            pub fn explanation(self) -> Explanation {
                match self {
                    $(Self::$name => Explanation {
                        more: $more,
                        wrong: Example { path: $wrong_path, text: $wrong },
                        right: Example { path: $right_path, text: $right },
                    },)*
                }
            }
        }
    };
}

codes! {
    NotText "not-text" "Files are text in UTF-8; other encodings turn apostrophes and pound signs into nonsense."
        more "A spreadsheet, a PDF or a file in an old encoding cannot be compared line by line in a pull request, and cannot be read reliably: in the wrong encoding, £40 becomes nonsense. Save text as UTF-8, and copy the words of a document into a text file."
        wrong "content/pages/report.md" "%PDF-1.7"
        right "content/pages/report.md" "---\ntitle: The report in brief\n---\nContacts rose over the quarter."
    HiddenCharacter "hidden-character" "An invisible character changes what readers, search and other programs find."
        more "Control characters, text direction marks, zero width spaces and soft hyphens come with text that is pasted from other programs. Readers cannot see them, a figure that contains one is not a figure, and some of them make a feed or a chart unreadable. In double quotes, a backslash starts a special code: `\\b` is not a backslash and a b. So put a Windows path in single quotes, or type each of its backslashes twice."
        wrong "content/measures/a2.yaml" "source: \"S:\\budget\\figures.xlsx\""
        right "content/measures/a2.yaml" "source: 'S:\\budget\\figures.xlsx'"
    Leftover "leftover" "Marks that a tool leaves in a file are not meant to be published."
        more "An unfinished merge leaves both versions in the file, with lines of `<<<<<<<`, `=======` and `>>>>>>>` around them; a Git LFS file that was not fetched contains a pointer instead of its text; a patch that could not be applied contains the patch. Keep the correct text and delete the rest."
        wrong "content/commentary/2016-17-q1/measures/a2.council.md" "<<<<<<< HEAD\nAssessments were late in May.\n=======\nAssessments were late in June.\n>>>>>>> topic"
        right "content/commentary/2016-17-q1/measures/a2.council.md" "Assessments were late in May."
    TooLarge "too-large" "A file that is too large to review in a pull request is not read."
        more "The person who approves a change must be able to read it. In a file of more than 1 MB, a mistake would be hidden among thousands of lines. A quarter can be a folder with one file for each contributor."
        wrong "content/pages/about.md" "And so on, for more than a million letters."
        right "content/pages/about.md" "---\ntitle: About this site\n---\nThe figures are the council's own."
    Syntax "syntax" "The file cannot be read as YAML."
        more "A file has names and values, one to a line. Values that belong together are indented or in brackets. If a bracket or quotation mark is not closed, everything after it is read wrongly."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  a2: { value: 88, note: \"As reported.\""
        right "content/quarters/2016-17-q1.yaml" "values:\n  a2: { value: 88, note: \"As reported.\" }"
    Indentation "indentation" "In YAML the indent of a line decides what it belongs to."
        more "In YAML the indent decides what belongs together. A line that is indented one space too far can become part of the text above it, or end up under another name. Use 2 spaces for each level, and line up the lines that belong together."
        wrong "content/measures/e1.yaml" "notes:\n  - Counted by the week\n   - Counted again in May"
        right "content/measures/e1.yaml" "notes:\n  - Counted by the week\n  - Counted again in May"
    Quoting "quoting" "Text without quotes cannot contain characters that have a meaning in YAML."
        more "A colon and a space start a value; %, *, @, & and others have a special meaning at the start of a text. In double quotes none of them has a meaning, so use double quotes if in doubt."
        wrong "content/measures/a2.yaml" "title: Assessments: completed on time"
        right "content/measures/a2.yaml" "title: \"Assessments: completed on time\""
    CutText "cut-text" "A space and a # cut off text that is not in quotes, without any sign of it."
        more "In YAML a space and a # start a comment, and the rest of the line is ignored. The title would be cut off on the site."
        wrong "content/measures/a2.yaml" "title: Assessments under plan action #4"
        right "content/measures/a2.yaml" "title: \"Assessments under plan action #4\""
    CommaInBraces "comma-in-braces" "Inside { } a comma starts a new entry, so figures and sentences with commas are split."
        more "Inside { } a comma separates entries. A figure such as 1,843 would be split in two, and a sentence would be cut off at its first comma. Write figures without commas, and put sentences in double quotes."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  a2: { value: 88, note: one case, so it moves }"
        right "content/quarters/2016-17-q1.yaml" "values:\n  a2: { value: 88, note: \"One case, so it moves.\" }"
    Anchor "anchor" "YAML anchors, aliases and tags hide the content of a file from the person who reviews it."
        more "An anchor (&), an alias (*) or a tag (!) makes one line refer to another part of the file. A reviewer cannot see what it means, and a few such lines can expand to gigabytes. Write the value itself. Put text that starts with one of these characters in double quotes."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  a2: &same 88"
        right "content/quarters/2016-17-q1.yaml" "values:\n  a2: 88"
    DuplicateKey "duplicate-key" "If a name appears twice, one of the two entries would be lost."
        more "If a name appears twice, most programs keep only the last entry. The figure that someone checked might be the one that is lost."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  a2: 88\n  a2: 89"
        right "content/quarters/2016-17-q1.yaml" "values:\n  a2: 88"
    UnknownField "unknown-field" "A misspelt field would have no effect."
        more "A field with the wrong name has no effect. If `tolerance` is misspelt, the measure has no tolerance and its rating changes. The help gives the field that was probably meant, or lists all the fields."
        wrong "content/measures/a2.yaml" "targets:\n  - { from: 2016-17 Q1, target: 92, tolerence: 90 }"
        right "content/measures/a2.yaml" "targets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 90 }"
    MissingField "missing-field" "A field that readers need is missing."
        more "Some fields are always needed, such as the title of a measure or the quarter in which a target starts. They are not guessed."
        wrong "content/measures/a2.yaml" "targets:\n  - { target: 92, tolerance: 90 }"
        right "content/measures/a2.yaml" "targets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 90 }"
    BlankValue "blank-value" "No value is left empty: there is a figure, or a reason why there is none."
        more "An empty value could mean zero, not yet known or forgotten. So type the value, delete the line, or say that the figure is missing and why."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  a2:"
        right "content/quarters/2016-17-q1.yaml" "values:\n  a2: { missing: not_available, because: \"The return is late.\" }"
    WrongShape "wrong-shape" "There is a single value where several are needed, or the other way round."
        more "If a field needs `name: value` lines, a single value does not say which of them it is. If it needs one value, a list does not say which one counts."
        wrong "content/measures/a2.yaml" "targets: 92"
        right "content/measures/a2.yaml" "targets:\n  - { from: 2016-17 Q1, target: 92 }"
    NotAFigure "not-a-figure" "Figures are digits and one point, so that every program reads the same number."
        more "1,843 is one thousand eight hundred in Britain but less than two in other countries. Write figures with digits and at most one point, without a comma, pound sign or percent sign. The unit is in the measure's file."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  e1: 1,843"
        right "content/quarters/2016-17-q1.yaml" "values:\n  e1: 1843"
    UnknownWord "unknown-word" "The field has a fixed list of options."
        more "Some fields have a fixed list of options. The help lists them."
        wrong "content/measures/a2.yaml" "unit: percentage"
        right "content/measures/a2.yaml" "unit: percent"
    NotAQuarter "not-a-quarter" "Quarters are written 2016-17 Q1."
        more "Quarters run from April to March, and are written with both years: 2016-17 Q1 is April to June 2016. Any other form could be read as a calendar quarter."
        wrong "content/measures/a2.yaml" "targets:\n  - { from: 2016/17 Q1, target: 92 }"
        right "content/measures/a2.yaml" "targets:\n  - { from: 2016-17 Q1, target: 92 }"
    NotADate "not-a-date" "Dates are written 2016-09-27, months 2016-09."
        more "04/07/2016 is in July in Britain and in April in other countries. Write the year, the month and the day, with zeros: 2016-07-04."
        wrong "content/quarters/2016-17-q1.yaml" "publish_on: 27/09/2016"
        right "content/quarters/2016-17-q1.yaml" "publish_on: 2016-09-27"
    BadId "bad-id" "Ids are used in addresses: lower case letters, digits and hyphens."
        more "The name of a file is its id, and its id becomes an address that others link to and type. Lower case letters, digits and hyphens work in every system."
        wrong "content/pages/About Us.md" "---\ntitle: About us\n---\nThe figures are our own."
        right "content/pages/about-us.md" "---\ntitle: About us\n---\nThe figures are our own."
    DuplicateId "duplicate-id" "Two things with the same id would have the same address."
        more "The page of an objective keeps its address when a new plan starts, so two plans cannot use the same id. In the same way, a quarter cannot be both a file and a folder, and a voice cannot have two comments on the same thing."
        wrong "content/plans/2017-18.yaml" "title: Council plan 2017/18\nfrom: 2017-18 Q1\nobjectives:\n  safe: { title: Children are safer }"
        right "content/plans/2017-18.yaml" "title: Council plan 2017/18\nfrom: 2017-18 Q1\nobjectives:\n  safer: { title: Children are safer }"
    UnknownMeasure "unknown-measure" "An entry for a measure that does not exist would not be shown."
        more "The name of an entry is the id of its measure, which is the name of the measure's file. With any other name the figure would not be shown. Correct the id, or create the measure's file first."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  a22: 88"
        right "content/quarters/2016-17-q1.yaml" "values:\n  a2: 88"
    UnknownObjective "unknown-objective" "No plan has an objective with this id."
        more "A measure appears on the page of its objective. If the objective is misspelt, the measure would be missing from that page."
        wrong "content/measures/a2.yaml" "objective: sfae"
        right "content/measures/a2.yaml" "objective: safe"
    UnknownQuarter "unknown-quarter" "There is no file for this quarter."
        more "A link to a quarter leads to its page. A quarter has a page only if it has a file in content/quarters/."
        wrong "content/pages/about.md" "---\ntitle: About this site\n---\nSee [last year](quarter:2014-15-q1)."
        right "content/pages/about.md" "---\ntitle: About this site\n---\nSee [April to June 2016](quarter:2016-17-q1)."
    UnknownVoice "unknown-voice" "Every voice is listed in site.yaml, so that readers know who is commenting."
        more "Readers need to know who is commenting. Each voice has a name and a body under `voices:` in site.yaml, and its id is part of the comment's file name: a2.provider.md."
        wrong "content/commentary/2016-17-q1/measures/a2.trust.md" "Two teams have been joined."
        right "content/commentary/2016-17-q1/measures/a2.provider.md" "Two teams have been joined."
    UnknownTarget "unknown-target" "A reference must lead to something that the site shows."
        more "A reference must lead to a page. A background quarter has no page, because its figures are taken from later reports. You can quote its figures and write its name as plain text."
        wrong "content/pages/about.md" "---\ntitle: About this site\n---\nThe figures begin with [last spring](quarter:2015-16-q4)."
        right "content/pages/about.md" "---\ntitle: About this site\n---\nThe figures begin with January to March 2016."
    UnpublishedReference "unpublished-reference" "Published text must not refer to anything that is not published yet."
        more "Nothing about a quarter may be public before its publication day, not even that it exists. Mark the text as a draft, or add the reference later."
        wrong "content/pages/about.md" "---\ntitle: About this site\n---\nSee [July to September](quarter:2016-17-q2)."
        right "content/pages/about.md" "---\ntitle: About this site\ndraft: true\n---\nSee [July to September](quarter:2016-17-q2)."
    MisspeltName "misspelt-name" "A name is spelt one way where it is defined and another way where it is used."
        more "If a name is spelt the same way everywhere it is used, but differently where it is defined, the mistake is probably in the definition. It is reported only there."
        wrong "content/site.yaml" "groups: [Chidlren, Council]"
        right "content/site.yaml" "groups: [Children, Council]"
    StrayFile "stray-file" "A file in the wrong place is not published, although it may look as if it is."
        more "Each kind of file has its own folder in content/. A file anywhere else is not used, although its author may believe that it is published. Keep your own notes outside content/."
        wrong "content/notes.md" "Ask the provider about May."
        right "content/pages/notes.md" "---\ntitle: Notes on the figures\n---\nThe provider has corrected May."
    NotRead "not-read" "Only files in the site's folder are read, up to stated sizes. A link to another folder would publish what is there."
        more "A symbolic link out of the site's folder would publish the file it leads to, such as the passwords of the machine that builds the site. Pipes, devices and folders with the name of a file are not read either. If content/ or themes/ is itself a link, links inside it may lead anywhere in the repository that it leads to."
        wrong "content/pages/about.md" "(a link to ../../../about.md)"
        right "content/pages/about.md" "---\ntitle: About this site\n---\nThe figures are the council's own."
    Asset "asset" "A theme publishes only complete files of the kinds that a website needs."
        more "A picture that is cut off, a web page saved as a picture or a Git LFS pointer would show as a broken picture. Files of kinds that themes do not publish are left out with a warning, because they may be source files or private notes."
        wrong "themes/ours/crest.svg" "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4096"
        right "themes/ours/crest.svg" "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>"
    Polarity "polarity" "The tolerance must be on the worse side of the target."
        more "With `better: higher` the tolerance is a figure below the target, with `better: lower` one above it. On the other side, a figure that meets the target would be outside tolerance. Often the mistake is in `better`."
        wrong "content/measures/a2.yaml" "better: higher\ntargets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 95 }"
        right "content/measures/a2.yaml" "better: higher\ntargets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 90 }"
    Tolerance "tolerance" "The tolerance has no effect on ratings."
        more "A tolerance is a figure (`90`), points (`{ points: 2 }`) or a percentage of the target (`{ percent: 5 }`). It cannot be two of these at once, and a percentage of a target of 0 is always 0."
        wrong "content/measures/a2.yaml" "targets:\n  - { from: 2016-17 Q1, target: 92, tolerance: { points: 2, percent: 5 } }"
        right "content/measures/a2.yaml" "targets:\n  - { from: 2016-17 Q1, target: 92, tolerance: { points: 2 } }"
    Targets "targets" "Targets are a history: each applies from its quarter until the next one."
        more "Keep old targets, so that old ratings stay correct. Each target applies from its quarter until the next one starts. List them in order, with one target for each start."
        wrong "content/measures/a2.yaml" "targets:\n  - { from: 2016-17 Q1, target: 92 }\n  - { from: 2015-16 Q1, target: 90 }"
        right "content/measures/a2.yaml" "targets:\n  - { from: 2015-16 Q1, target: 90 }\n  - { from: 2016-17 Q1, target: 92 }"
    Period "period" "A figure for a different period would be published as this period's figure."
        more "A figure for the year so far would be false if it was published as the figure for the quarter. A value or a target can state its period, which must then be the period of the measure. For figures of the year so far, the measure says whether they add up or are an average; and a figure that a quarter and `outturns` have for one year must be the same in both."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  a2: { value: 88, period: year_to_date }"
        right "content/quarters/2016-17-q1.yaml" "values:\n  a2: { value: 88, period: in_quarter }"
    Expected "expected" "A measure that is due but missing would disappear from the page."
        more "A measure is expected in every quarter from its first figure, or as `reported` and `due` say. Add the figure, say that it is missing and why, or say in the measure's file when it is reported."
        wrong "content/measures/leavers.yaml" "reported: { from: 2016-17 Q1 }"
        right "content/measures/leavers.yaml" "reported: { from: 2016-17 Q3 }"
    NotExpected "not-expected" "The figure is outside the quarters in which the measure is reported."
        more "The measure's file says in which quarters it is reported. Either that is out of date, or the figure is in the wrong quarter or under the wrong measure."
        wrong "content/measures/a2.yaml" "reported: { from: 2015-16 Q4, until: 2015-16 Q4 }"
        right "content/measures/a2.yaml" "reported: { from: 2015-16 Q4 }"
    NoEffect "no-effect" "A field that has no effect looks as if it has one."
        more "Some fields depend on others. Running totals are not compared with the previous quarter, `allow` is only for the improvement rule, and a background quarter has no page for risks or money. Such a field is reported so that you do not rely on it."
        wrong "content/measures/e1.yaml" "period: year_to_date\ncompare_with: previous_quarter"
        right "content/measures/e1.yaml" "period: year_to_date\ncompare_with: same_quarter_last_year"
    Reason "reason" "A gap, a person's rating and an arrow without a figure each need a reason."
        more "Readers who see a gap, a rating without a figure or an arrow without a figure will ask why. The reason is shown next to it."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  a2: { missing: not_available }"
        right "content/quarters/2016-17-q1.yaml" "values:\n  a2: { missing: not_available, because: \"The return is late.\" }"
    Parts "parts" "Parts must add up to the whole, or a note must say why not."
        more "The parts of a percentage must add up to 100, and the parts that are counted in the figure must add up to the figure. If the source itself is wrong, say so in `note:`, which readers see."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  a3: { value: 79, parts: { poor: 12, fair: 62, good: 17 } }"
        right "content/quarters/2016-17-q1.yaml" "values:\n  a3: { value: 79, parts: { poor: 21, fair: 62, good: 17 } }"
    Sum "sum" "Services must add up to their total, or a note must say why not."
        more "Readers will add up the table. If the services do not add up to their total, correct the wrong amount. If the source itself is wrong, say so in the `note:` of the total."
        wrong "content/quarters/2016-17-q1.yaml" "finance:\n  in: thousands\n  revenue:\n    - { service: Children, budget: 300, projected: 312, basis: to_date }\n    - { service: Adults, budget: 166, projected: 166, basis: to_date }\n    - { service: All, total: true, budget: 466, projected: 487, basis: to_date }"
        right "content/quarters/2016-17-q1.yaml" "finance:\n  in: thousands\n  revenue:\n    - { service: Children, budget: 300, projected: 312, basis: to_date }\n    - { service: Adults, budget: 166, projected: 166, basis: to_date }\n    - { service: All, total: true, budget: 466, projected: 478, basis: to_date }"
    OffScale "off-scale" "A figure a hundred times larger or smaller than usual often has its decimal point in the wrong place."
        more "A figure or a target a hundred times larger or smaller than before nearly always has its decimal point in the wrong place, or is a percentage written as a fraction. If it is correct, say so in `note:`."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  e1: 184300"
        right "content/quarters/2016-17-q1.yaml" "values:\n  e1: 1843"
    Range "range" "The figure is not possible for its unit."
        more "A percentage above 100 or a count below 0 is probably a mistake. So is a 6 on a scale from 1 to 5, or an action due in twenty years. Check it again."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  a2: 188"
        right "content/quarters/2016-17-q1.yaml" "values:\n  a2: 88"
    Decimals "decimals" "The figure has more decimals than the measure."
        more "A figure is shown as typed. With more decimals than the measure, it would look more exact than it is."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  a2: 88.25"
        right "content/quarters/2016-17-q1.yaml" "values:\n  a2: 88"
    Disclosure "disclosure" "A count so small that it could identify people is not published."
        more "A count of two or three people could identify them to a neighbour. A measure with `disclosure` does not publish counts above 0 and below its limit: write that the figure is suppressed. Also leave out other figures from which it could be calculated."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  cases: 3"
        right "content/quarters/2016-17-q1.yaml" "values:\n  cases: { missing: suppressed, because: \"To protect people.\" }"
    Override "override" "A typed rating is different from the rating by the rule."
        more "A person's rating overrides the rule, and the site shows both with the reason. If the person's rating is better than the rule's, check that the reason will convince readers. This does not stop the build."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  a2: { value: 88, rating: on_target, because: \"The last week counted twice.\" }"
        right "content/quarters/2016-17-q1.yaml" "values:\n  a2: { value: 88 }"
    Commentary "commentary" "There is nothing for this comment to be about."
        more "A comment is shown next to what it is about. Without a figure, a rating, money or risks in that quarter it would not be shown."
        wrong "content/commentary/2016-17-q1/finance.md" "Spending is in line with the budget."
        right "content/commentary/2016-17-q1/overview.md" "Spending is in line with the budget."
    Markdown "markdown" "Comments are Markdown; HTML and unsafe links are not allowed."
        more "Comments are written by many people. HTML could break a page or run a program in the reader's browser. Markdown has everything that a comment needs."
        wrong "content/commentary/2016-17-q1/measures/a2.council.md" "Assessments were <b>late</b> in May."
        right "content/commentary/2016-17-q1/measures/a2.council.md" "Assessments were **late** in May."
    Reference "reference" "A reference in the text is not written correctly."
        more "A link such as `value:a2` is looked up when the site is built. If it is misspelt, it leads nowhere."
        wrong "content/commentary/2016-17-q1/measures/a2.council.md" "See [contacts](mesure:e1)."
        right "content/commentary/2016-17-q1/measures/a2.council.md" "See [contacts](measure:e1)."
    QuotedFigure "quoted-figure" "A figure quoted in the text is not the published one."
        more "A figure quoted by reference is compared with the published figure, so that a comment cannot disagree with a figure that has been corrected."
        wrong "content/commentary/2016-17-q1/measures/a2.council.md" "[89%](value:a2) of assessments were completed on time."
        right "content/commentary/2016-17-q1/measures/a2.council.md" "[88%](value:a2) of assessments were completed on time."
    ParagraphNumbers "paragraph-numbers" "Committees cite paragraphs by number, so the numbers must have no gaps."
        more "Committees cite \"paragraph 12\" in minutes. So the paragraph numbers of a report are typed, and continue without gaps across headings."
        wrong "content/reports/2016-09-27-scrutiny.md" "---\ntitle: The first quarter\ndate: 2016-09-27\n---\n1. Assessments are late.\n\n3. Demand has grown."
        right "content/reports/2016-09-27-scrutiny.md" "---\ntitle: The first quarter\ndate: 2016-09-27\n---\n1. Assessments are late.\n\n2. Demand has grown."
    Scrutiny "scrutiny" "An answer to a committee needs its day, and a decision on a recommendation its reason."
        more "A file in content/scrutiny/ has the question of a committee, and below a line `## Answer` the answer. An answer needs its day, `answered:`, and is not shown before then. A recommendation also says whether it was accepted; the answer gives the reason. An answer is overdue from the day after `due`, or after two months if a recommendation has no `due`: that is a warning."
        wrong "content/scrutiny/late-assessments.md" "---\nkind: recommendation\ntitle: Report late assessments\nby: Scrutiny panel\nasked: 2016-09-27\ndecision: refused\n---\nReport each month how many assessments are late."
        right "content/scrutiny/late-assessments.md" "---\nkind: recommendation\ntitle: Report late assessments\nby: Scrutiny panel\nasked: 2016-09-27\nanswered: 2016-10-20\ndecision: refused\n---\nReport each month how many assessments are late.\n\n## Answer\nThe figures of single months are too small to show a trend."
    Plans "plans" "Only one plan applies at a time, and an objective belongs to one plan."
        more "One council plan applies in each quarter, and its objectives are shown. So a plan must start before it ends, and end before the next one starts."
        wrong "content/plans/2017-18.yaml" "title: Council plan 2017/18\nfrom: 2016-17 Q4\nobjectives:\n  safer: { title: Children are safer }"
        right "content/plans/2017-18.yaml" "title: Council plan 2017/18\nfrom: 2017-18 Q1\nobjectives:\n  safer: { title: Children are safer }"
    Publication "publication" "The publication day is not possible."
        more "`publish_on` decides when the public sees a quarter, or a benchmark or an outturn of a year. A day before the end of the quarter or year, or years after it, is probably a typing mistake."
        wrong "content/quarters/2016-17-q1.yaml" "publish_on: 2016-05-27"
        right "content/quarters/2016-17-q1.yaml" "publish_on: 2016-09-27"
    Stated "stated" "Stated totals must be consistent."
        more "Totals that a source states without listing the items are shown as stated. They cannot be checked against items, but they must be consistent with each other."
        wrong "content/quarters/2016-17-q1.yaml" "stated:\n  - { of: measures, total: 9, green: 7, amber: 3 }"
        right "content/quarters/2016-17-q1.yaml" "stated:\n  - { of: measures, total: 9, green: 6, amber: 3 }"
    Highlights "highlights" "Measures added to a list or left out of it must differ from what the rule does."
        more "The rule chooses the measures for the two lists. Editors can add or leave out a measure with a reason that readers see. Adding a measure that the rule has already chosen, or leaving out one that it has not, would mislead readers."
        wrong "content/quarters/2016-17-q1.yaml" "highlights:\n  improvement:\n    add: { a2: \"The panel asked.\" }"
        right "content/quarters/2016-17-q1.yaml" "highlights:\n  improvement:\n    add: { e1: \"Demand is rising.\" }"
    UnrecordedRevision "unrecorded-revision" "A published figure can change only with a revision."
        more "Readers have seen, copied and asked about the figure. `check --changed-since` and `diff` compare the site with its earlier version: a published figure may change only with an entry under `revisions:` that gives the day and the reason."
        wrong "content/quarters/2015-16-q4.yaml" "values:\n  a2: 92"
        right "content/quarters/2015-16-q4.yaml" "values:\n  a2: 92\nrevisions:\n  - { measure: a2, period: 2015-16 Q4, was: 91, now: 92, on: 2016-07-20, because: \"Late records.\" }"
    UnrecordedChange "unrecorded-change" "A published promise can change only with its reason."
        more "Readers were promised a target, which way is better, or what is counted. `check --changed-since` and `diff` compare the site with its earlier version. A new target and the end of a measure need `because:` beside them; anything else needs an entry under `changes:` that says what it was, what it is now and why. If published quarters are judged again, each rating that differs needs an entry under `revisions:`."
        wrong "content/measures/a2.yaml" "unit: score"
        right "content/measures/a2.yaml" "unit: score\nchanges:\n  - { field: unit, from: 2016-17 Q3, was: percent, now: score, on: 2016-10-20, because: \"The figure was never a share.\" }"
    Revision "revision" "A revision gives the figure before and the figure now."
        more "When a published figure changes, `values` has the figure now and the revision says what it was. If the two do not match, it is not clear which figure is published."
        wrong "content/quarters/2016-17-q1.yaml" "revisions:\n  - { measure: a2, period: 2015-16 Q4, was: 90, now: 92, on: 2016-07-20, because: \"Late records.\" }"
        right "content/quarters/2016-17-q1.yaml" "revisions:\n  - { measure: a2, period: 2015-16 Q4, was: 90, now: 91, on: 2016-07-20, because: \"Late records.\" }"
    Rounding "rounding" "The rating would look wrong next to the rounded figure."
        more "Ratings use figures before rounding. If a calculated figure is rounded to its target but rated below it, the page seems to contradict itself. Give the measure more decimals."
        wrong "content/quarters/2016-17-q1.yaml" "values:\n  a2: { numerator: 899, denominator: 1000 }"
        right "content/quarters/2016-17-q1.yaml" "values:\n  a2: { numerator: 905, denominator: 1000 }"
    Language "language" "Pages are not available in this language."
        more "The headings and sentences of pages come from one table for each language. Only English is available so far. Texts in other languages are checked but not shown."
        wrong "content/site.yaml" "languages: [en, cy]"
        right "content/site.yaml" "languages: [en]"
    Theme "theme" "The theme cannot be used."
        more "A site's theme is the folder under themes/ that site.yaml names. If the name is wrong, the site would be published with the built-in theme."
        wrong "content/site.yaml" "theme: harbuor"
        right "content/site.yaml" "theme: default"
    ThemeSyntax "theme-syntax" "Pages cannot be made from a template with a syntax error."
        more "Templates print with {{ }} and control with {% %}. If one of these is not closed, the rest of the file is read as part of it."
        wrong "themes/ours/templates/slots/header.html" "<p>{{ frame.organisation }</p>"
        right "themes/ours/templates/slots/header.html" "<p>{{ frame.organisation }}</p>"
    ThemeField "theme-field" "A misspelt field in a template shows nothing."
        more "The template engine shows nothing for a field that does not exist. So every field in a template is checked before pages are made. docs/theme.md lists the fields."
        wrong "themes/ours/templates/methods.html" "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.ruels %}<p>{{ rule.text }}</p>{% endfor %}\n{% endblock %}"
        right "themes/ours/templates/methods.html" "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.rules %}<p>{{ rule.text }}</p>{% endfor %}\n{% endblock %}"
    ThemeValue "theme-value" "Lists, groups of fields and texts are each shown differently."
        more "Print a text, loop over a list, and choose one field of a group of fields. Anything else would put program code on the page."
        wrong "themes/ours/templates/methods.html" "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n<p>{{ view.rules }}</p>\n{% endblock %}"
        right "themes/ours/templates/methods.html" "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.rules %}<p>{{ rule.text }}</p>{% endfor %}\n{% endblock %}"
    ThemePart "theme-part" "The template uses a component, block, template or filter that does not exist."
        more "Components, blocks, templates and filters are used by name. A name that does not exist would stop the build at the first page that needs it."
        wrong "themes/ours/templates/methods.html" "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods | uper }}</h1>\n{% endblock %}"
        right "themes/ours/templates/methods.html" "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods | upper }}</h1>\n{% endblock %}"
    ThemePage "theme-page" "Every kind of page is made once before anything is published, to find mistakes early."
        more "Before anything is published, the program makes a trial page of each kind to find mistakes that only show when a page is made."
        wrong "themes/ours/templates/slots/header.html" "<p>{{ frame.footer[99] }}</p>"
        right "themes/ours/templates/slots/header.html" "<p>{{ frame.organisation }}</p>"
    ThemeMarkup "theme-markup" "Only trusted markup may be printed as markup: HTML typed in a text would run in the browser."
        more "`| safe` prints a text as markup. HTML that someone typed in the text would then run in every reader's browser. Use it only for fields that docs/theme.md lists as markup."
        wrong "themes/ours/templates/methods.html" "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.rules %}<p>{{ rule.text | safe }}</p>{% endfor %}\n{% endblock %}"
        right "themes/ours/templates/methods.html" "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.rules %}<p>{{ rule.text }}</p>{% endfor %}\n{% endblock %}"
    ThemeProperty "theme-property" "A misspelt property, or one that the theme does not have, would have no effect."
        more "Browsers ignore properties that they do not know, so a misspelt property would have no effect."
        wrong "themes/ours/properties.css" ":root {\n  --lnik: #12436d;\n}"
        right "themes/ours/properties.css" ":root {\n  --link: #12436d;\n}"
    Contrast "contrast" "Colours need enough contrast for everyone to read them: WCAG 2.2 AA, which the law requires."
        more "Many readers cannot see low contrast, and no one can in sunlight. The law requires public bodies to meet WCAG 2.2 AA: a contrast of 4.5 to 1 for text and 3 to 1 for shapes. The help gives the nearest colour that meets it."
        wrong "themes/ours/properties.css" ":root {\n  --link: #6fa8d6;\n}"
        right "themes/ours/properties.css" ":root {\n  --link: #12436d;\n}"
    Accessibility "accessibility" "The law requires public bodies to publish an accessibility statement and keep it up to date."
        more "Regulations of 2018 ask public bodies for an accessibility statement on each website, reviewed at least once a year. It says how far the site complies, what was tested and when, and whom to contact. Do not claim anything that was not tested."
        wrong "content/site.yaml" "accessibility: { prepared: 2016-07-01, contact: access@example.gov.uk }"
        right "content/site.yaml" "accessibility: { prepared: 2016-07-01, reviewed: 2016-07-01, tested: 2016-06-28, compliance: full, contact: access@example.gov.uk }"
    Setting "setting" "A setting of site.yaml that cannot be used."
        more "Settings in site.yaml affect every page, so one that cannot be used is an error. For example, an `edit_url` without `{path}` would lead every editor to the same page."
        wrong "content/site.yaml" "edit_url: https://www.example.gov.uk/edit/"
        right "content/site.yaml" "edit_url: https://www.example.gov.uk/edit/{path}"
}

impl Code {
    /// Returns whether the problem is that two places disagree although each is valid. Such a report is known, but must
    /// not be published.
    pub(crate) fn is_disagreement(self) -> bool {
        matches!(
            self,
            Self::QuotedFigure
                | Self::Revision
                | Self::UnrecordedRevision
                | Self::UnrecordedChange
                | Self::Expected
                | Self::NotExpected
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
