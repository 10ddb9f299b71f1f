//! The rules by name. A code without its reason and its explanation does not compile.

use std::fmt;

use super::explain::{Explanation, files, measures, quarters, texts, theme, typing};

macro_rules! codes {
    ($($name:ident $code:literal $why:literal $explanation:path)*) => {
        /// Which rule found a problem. Names are stable: tools and habits hold on to them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $why] $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name that is printed in brackets.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Why the rule is there, in a sentence.
            pub fn why(self) -> &'static str {
                match self { $(Self::$name => $why,)* }
            }

            /// Why it matters, with a wrong and a right example.
            pub fn explanation(self) -> &'static Explanation {
                match self { $(Self::$name => &$explanation,)* }
            }
        }
    };
}

codes! {
    NotText "not-text" "Files are text in UTF-8; other encodings turn apostrophes and pound signs into nonsense." typing::NOT_TEXT
    HiddenCharacter "hidden-character" "A character that nobody can see changes what readers, search and other programs find." typing::HIDDEN_CHARACTER
    Leftover "leftover" "What a tool left in a file was never meant to be read by anybody." typing::LEFTOVER
    TooLarge "too-large" "A file that no person could review in a pull request is not read." typing::TOO_LARGE
    Syntax "syntax" "The file cannot be read as YAML." typing::SYNTAX
    Indentation "indentation" "What a line belongs to is told by the column that it begins in." typing::INDENTATION
    Quoting "quoting" "Unquoted text may not hold signs that mean something else in YAML." typing::QUOTING
    CutText "cut-text" "A space and a # cut unquoted text off, and nobody would see it missing." typing::CUT_TEXT
    CommaInBraces "comma-in-braces" "Inside { } a comma begins a new entry, so figures and sentences with commas fall apart." typing::COMMA_IN_BRACES
    Anchor "anchor" "Anchors, aliases and tags hide what a file says from the person who reviews it." typing::ANCHOR
    DuplicateKey "duplicate-key" "Of two entries under one name, one would be lost in silence." typing::DUPLICATE_KEY
    UnknownField "unknown-field" "A misspelt field would be ignored in silence." typing::UNKNOWN_FIELD
    MissingField "missing-field" "Something that a reader must be told is not there." typing::MISSING_FIELD
    BlankValue "blank-value" "A blank is neither a figure nor a reason; no cell of the site is ever blank." typing::BLANK_VALUE
    WrongShape "wrong-shape" "A single value stands where several are meant, or the other way round." typing::WRONG_SHAPE
    NotAFigure "not-a-figure" "Figures are digits and one point, so that every program reads the same number." typing::NOT_A_FIGURE
    UnknownWord "unknown-word" "The field takes certain words only." typing::UNKNOWN_WORD
    NotAQuarter "not-a-quarter" "Quarters are written 2016-17 Q1." typing::NOT_A_QUARTER
    NotADate "not-a-date" "Dates are written 2016-09-27, months 2016-09." typing::NOT_A_DATE
    BadId "bad-id" "Ids become addresses: small letters, digits and hyphens." files::BAD_ID
    DuplicateId "duplicate-id" "Two things with one id would share an address." files::DUPLICATE_ID
    UnknownMeasure "unknown-measure" "An entry for a measure that does not exist would never be shown." files::UNKNOWN_MEASURE
    UnknownObjective "unknown-objective" "No plan has an objective of this id." files::UNKNOWN_OBJECTIVE
    UnknownQuarter "unknown-quarter" "There is no file for this quarter." files::UNKNOWN_QUARTER
    UnknownVoice "unknown-voice" "Every voice is named in site.yaml, so that readers know who speaks." files::UNKNOWN_VOICE
    UnknownTarget "unknown-target" "A reference must lead to something that the site shows." files::UNKNOWN_TARGET
    UnpublishedReference "unpublished-reference" "What is published may not refer to what is not." files::UNPUBLISHED_REFERENCE
    MisspeltName "misspelt-name" "A name is given in one way and used in another, one letter away." files::MISSPELT_NAME
    StrayFile "stray-file" "A file that nothing reads looks published and is not." files::STRAY_FILE
    NotRead "not-read" "Only files in the site's own folder are read, up to stated sizes; a link out of it would publish what it leads to." files::NOT_READ
    Asset "asset" "A theme publishes files of the kinds that a website needs, each whole, and nothing else." theme::ASSET
    Polarity "polarity" "The tolerance must lie on the worse side of the target." measures::POLARITY
    Tolerance "tolerance" "A tolerance that says nothing judges nothing." measures::TOLERANCE
    Targets "targets" "Targets are a history: each holds from its quarter on." measures::TARGETS
    Period "period" "A figure of another period is the classic way to publish something false." measures::PERIOD
    Expected "expected" "A measure that is due and silently absent would drop off the page." measures::EXPECTED
    NotExpected "not-expected" "A figure outside the quarters that a measure says it is reported for." measures::NOT_EXPECTED
    NoEffect "no-effect" "What changes nothing and is on no page looks as if it did." measures::NO_EFFECT
    Reason "reason" "A gap, a person's rating and an arrow without a figure each need their reason." quarters::REASON
    Parts "parts" "Parts of one whole add up, or the report says why not." quarters::PARTS
    Sum "sum" "Services add up to their total, or the report says why not." quarters::SUM
    OffScale "off-scale" "A figure a hundred times off its own history is usually a slip of the point." measures::OFF_SCALE
    Range "range" "A figure outside what its unit allows." measures::RANGE
    Decimals "decimals" "More decimals than the measure is published with." measures::DECIMALS
    Disclosure "disclosure" "A count so small that people could be known by it is not published." measures::DISCLOSURE
    Override "override" "A typed rating that differs from the rule's own result." quarters::OVERRIDE
    Commentary "commentary" "A comment without anything to comment on." texts::COMMENTARY
    Markdown "markdown" "Commentary is Markdown; raw HTML and unsafe links are refused." texts::MARKDOWN
    Reference "reference" "A reference in the text does not read as one." texts::REFERENCE
    QuotedFigure "quoted-figure" "A figure quoted in the text is not the published one." texts::QUOTED_FIGURE
    ParagraphNumbers "paragraph-numbers" "Committees cite paragraphs by number, so the numbers run on without a gap." texts::PARAGRAPH_NUMBERS
    Plans "plans" "Plans follow one another; an objective belongs to one." files::PLANS
    Publication "publication" "A day of publication must be possible." quarters::PUBLICATION
    Stated "stated" "Stated totals must hold together." quarters::STATED
    Highlights "highlights" "What is added to a list or left out of it must be so by its rule." quarters::HIGHLIGHTS
    UnrecordedRevision "unrecorded-revision" "What has been published changes in the open, or not at all." quarters::UNRECORDED_REVISION
    Revision "revision" "A revision says what a figure was, and what it is now." quarters::REVISION
    Rounding "rounding" "A rating that would look wrong beside its rounded figure." quarters::ROUNDING
    Language "language" "A language without its table of words." files::LANGUAGE
    Theme "theme" "A theme cannot be used as it stands." theme::THEME
    ThemeSyntax "theme-syntax" "A template that the engine cannot read would leave pages unmade." theme::THEME_SYNTAX
    ThemeField "theme-field" "A misspelt field shows nothing, and nobody would see that it is missing." theme::THEME_FIELD
    ThemeValue "theme-value" "A list, a group of fields and a text are each shown in their own way." theme::THEME_VALUE
    ThemePart "theme-part" "Components, blocks, templates and filters are called by the names that they have." theme::THEME_PART
    ThemePage "theme-page" "A slip that shows itself only when a page is made is told before anything is published." theme::THEME_PAGE
    ThemeMarkup "theme-markup" "Only trusted markup may be printed as markup: in a text, tags of whoever typed it would run." theme::THEME_MARKUP
    ThemeProperty "theme-property" "A misspelt property, or one that the theme does not have, would be ignored in silence." theme::THEME_PROPERTY
    Contrast "contrast" "What stands out too little cannot be read by everybody: WCAG 2.2 AA, which the law asks for." theme::CONTRAST
    Accessibility "accessibility" "The law asks a public body for an accessibility statement that is dated, reviewed and true." files::ACCESSIBILITY
    Setting "setting" "A setting of site.yaml that cannot be used." files::SETTING
}

impl Code {
    /// Whether two places disagree that can each be read: what is said is known, and may not be published so.
    pub fn is_disagreement(self) -> bool {
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
