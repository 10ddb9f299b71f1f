//! The code of each rule. Every code has its reason and its explanation, or the program does not compile.

use std::fmt;

use super::explain::{Explanation, files, measures, quarters, texts, theme, typing};

macro_rules! codes {
    ($($name:ident $code:literal $why:literal $explanation:path)*) => {
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
            pub fn explanation(self) -> &'static Explanation {
                match self { $(Self::$name => &$explanation,)* }
            }
        }
    };
}

codes! {
    NotText "not-text" "Files are text in UTF-8; other encodings turn apostrophes and pound signs into nonsense." typing::NOT_TEXT
    HiddenCharacter "hidden-character" "An invisible character changes what readers, search and other programs find." typing::HIDDEN_CHARACTER
    Leftover "leftover" "Marks that a tool leaves in a file are not meant to be published." typing::LEFTOVER
    TooLarge "too-large" "A file that is too large to review in a pull request is not read." typing::TOO_LARGE
    Syntax "syntax" "The file cannot be read as YAML." typing::SYNTAX
    Indentation "indentation" "In YAML the indent of a line decides what it belongs to." typing::INDENTATION
    Quoting "quoting" "Text without quotes cannot contain characters that have a meaning in YAML." typing::QUOTING
    CutText "cut-text" "A space and a # cut off text that is not in quotes, without any sign of it." typing::CUT_TEXT
    CommaInBraces "comma-in-braces" "Inside { } a comma starts a new entry, so figures and sentences with commas are split." typing::COMMA_IN_BRACES
    Anchor "anchor" "YAML anchors, aliases and tags hide the content of a file from the person who reviews it." typing::ANCHOR
    DuplicateKey "duplicate-key" "If a name appears twice, one of the two entries would be lost." typing::DUPLICATE_KEY
    UnknownField "unknown-field" "A misspelt field would have no effect." typing::UNKNOWN_FIELD
    MissingField "missing-field" "A field that readers need is missing." typing::MISSING_FIELD
    BlankValue "blank-value" "No value is left empty: there is a figure, or a reason why there is none." typing::BLANK_VALUE
    WrongShape "wrong-shape" "There is a single value where several are needed, or the other way round." typing::WRONG_SHAPE
    NotAFigure "not-a-figure" "Figures are digits and one point, so that every program reads the same number." typing::NOT_A_FIGURE
    UnknownWord "unknown-word" "The field has a fixed list of options." typing::UNKNOWN_WORD
    NotAQuarter "not-a-quarter" "Quarters are written 2016-17 Q1." typing::NOT_A_QUARTER
    NotADate "not-a-date" "Dates are written 2016-09-27, months 2016-09." typing::NOT_A_DATE
    BadId "bad-id" "Ids are used in addresses: lower case letters, digits and hyphens." files::BAD_ID
    DuplicateId "duplicate-id" "Two things with the same id would have the same address." files::DUPLICATE_ID
    UnknownMeasure "unknown-measure" "An entry for a measure that does not exist would not be shown." files::UNKNOWN_MEASURE
    UnknownObjective "unknown-objective" "No plan has an objective with this id." files::UNKNOWN_OBJECTIVE
    UnknownQuarter "unknown-quarter" "There is no file for this quarter." files::UNKNOWN_QUARTER
    UnknownVoice "unknown-voice" "Every voice is listed in site.yaml, so that readers know who is commenting." files::UNKNOWN_VOICE
    UnknownTarget "unknown-target" "A reference must lead to something that the site shows." files::UNKNOWN_TARGET
    UnpublishedReference "unpublished-reference" "Published text must not refer to anything that is not published yet." files::UNPUBLISHED_REFERENCE
    MisspeltName "misspelt-name" "A name is spelt one way where it is defined and another way where it is used." files::MISSPELT_NAME
    StrayFile "stray-file" "A file in the wrong place is not published, although it may look as if it is." files::STRAY_FILE
    NotRead "not-read" "Only files in the site's folder are read, up to stated sizes. A link to another folder would publish what is there." files::NOT_READ
    Asset "asset" "A theme publishes only complete files of the kinds that a website needs." theme::ASSET
    Polarity "polarity" "The tolerance must be on the worse side of the target." measures::POLARITY
    Tolerance "tolerance" "The tolerance has no effect on ratings." measures::TOLERANCE
    Targets "targets" "Targets are a history: each applies from its quarter until the next one." measures::TARGETS
    Period "period" "A figure for a different period would be published as this period's figure." measures::PERIOD
    Expected "expected" "A measure that is due but missing would disappear from the page." measures::EXPECTED
    NotExpected "not-expected" "The figure is outside the quarters in which the measure is reported." measures::NOT_EXPECTED
    NoEffect "no-effect" "A field that has no effect looks as if it has one." measures::NO_EFFECT
    Reason "reason" "A gap, a person's rating and an arrow without a figure each need a reason." quarters::REASON
    Parts "parts" "Parts must add up to the whole, or a note must say why not." quarters::PARTS
    Sum "sum" "Services must add up to their total, or a note must say why not." quarters::SUM
    OffScale "off-scale" "A figure a hundred times larger or smaller than usual often has its decimal point in the wrong place." measures::OFF_SCALE
    Range "range" "The figure is not possible for its unit." measures::RANGE
    Decimals "decimals" "The figure has more decimals than the measure." measures::DECIMALS
    Disclosure "disclosure" "A count so small that it could identify people is not published." measures::DISCLOSURE
    Override "override" "A typed rating is different from the rating by the rule." quarters::OVERRIDE
    Commentary "commentary" "There is nothing for this comment to be about." texts::COMMENTARY
    Markdown "markdown" "Comments are Markdown; HTML and unsafe links are not allowed." texts::MARKDOWN
    Reference "reference" "A reference in the text is not written correctly." texts::REFERENCE
    QuotedFigure "quoted-figure" "A figure quoted in the text is not the published one." texts::QUOTED_FIGURE
    ParagraphNumbers "paragraph-numbers" "Committees cite paragraphs by number, so the numbers must have no gaps." texts::PARAGRAPH_NUMBERS
    Plans "plans" "Only one plan applies at a time, and an objective belongs to one plan." files::PLANS
    Publication "publication" "The publication day is not possible." quarters::PUBLICATION
    Stated "stated" "Stated totals must be consistent." quarters::STATED
    Highlights "highlights" "Measures added to a list or left out of it must differ from what the rule does." quarters::HIGHLIGHTS
    UnrecordedRevision "unrecorded-revision" "A published figure can change only with a revision." quarters::UNRECORDED_REVISION
    Revision "revision" "A revision gives the figure before and the figure now." quarters::REVISION
    Rounding "rounding" "The rating would look wrong next to the rounded figure." quarters::ROUNDING
    Language "language" "Pages are not available in this language." files::LANGUAGE
    Theme "theme" "The theme cannot be used." theme::THEME
    ThemeSyntax "theme-syntax" "Pages cannot be made from a template with a syntax error." theme::THEME_SYNTAX
    ThemeField "theme-field" "A misspelt field in a template shows nothing." theme::THEME_FIELD
    ThemeValue "theme-value" "Lists, groups of fields and texts are each shown differently." theme::THEME_VALUE
    ThemePart "theme-part" "The template uses a component, block, template or filter that does not exist." theme::THEME_PART
    ThemePage "theme-page" "Every kind of page is made once before anything is published, to find mistakes early." theme::THEME_PAGE
    ThemeMarkup "theme-markup" "Only trusted markup may be printed as markup: HTML typed in a text would run in the browser." theme::THEME_MARKUP
    ThemeProperty "theme-property" "A misspelt property, or one that the theme does not have, would have no effect." theme::THEME_PROPERTY
    Contrast "contrast" "Colours need enough contrast for everyone to read them: WCAG 2.2 AA, which the law requires." theme::CONTRAST
    Accessibility "accessibility" "The law requires public bodies to publish an accessibility statement and keep it up to date." files::ACCESSIBILITY
    Setting "setting" "A setting of site.yaml that cannot be used." files::SETTING
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
