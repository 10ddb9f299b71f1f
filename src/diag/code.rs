//! The rules by name. A code without its reason does not compile.

use std::fmt;

macro_rules! codes {
    ($($name:ident $code:literal $why:literal)*) => {
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

            /// Why the rule is there.
            pub fn why(self) -> &'static str {
                match self { $(Self::$name => $why,)* }
            }
        }
    };
}

codes! {
    NotText "not-text" "Files are text in UTF-8; other encodings turn apostrophes and pound signs into nonsense."
    TooLarge "too-large" "A file that no person could review in a pull request is not read."
    Syntax "syntax" "The file cannot be read as YAML."
    Quoting "quoting" "Unquoted text may not hold signs that mean something else in YAML."
    CutText "cut-text" "A space and a # cut unquoted text off, and nobody would see it missing."
    CommaInBraces "comma-in-braces" "Inside { } a comma begins a new entry, so figures and sentences with commas fall apart."
    Anchor "anchor" "Anchors, aliases and tags hide what a file says from the person who reviews it."
    DuplicateKey "duplicate-key" "Of two entries under one name, one would be lost in silence."
    UnknownField "unknown-field" "A misspelt field would be ignored in silence."
    MissingField "missing-field" "Something that a reader must be told is not there."
    BlankValue "blank-value" "A blank is neither a figure nor a reason; no cell of the site is ever blank."
    WrongShape "wrong-shape" "A single value stands where several are meant, or the other way round."
    NotAFigure "not-a-figure" "Figures are digits and one point, so that every program reads the same number."
    UnknownWord "unknown-word" "The field takes certain words only."
    NotAQuarter "not-a-quarter" "Quarters are written 2016-17 Q1."
    NotADate "not-a-date" "Dates are written 2016-09-27, months 2016-09."
    BadId "bad-id" "Ids become addresses: small letters, digits and hyphens."
    DuplicateId "duplicate-id" "Two things with one id would share an address."
    UnknownMeasure "unknown-measure" "An entry for a measure that does not exist would never be shown."
    UnknownObjective "unknown-objective" "No plan has an objective of this id."
    UnknownQuarter "unknown-quarter" "There is no file for this quarter."
    UnknownVoice "unknown-voice" "Every voice is named in site.yaml, so that readers know who speaks."
    UnknownTarget "unknown-target" "A reference must lead to something that the site shows."
    UnpublishedReference "unpublished-reference" "What is published may not refer to what is not."
    StrayFile "stray-file" "A file that nothing reads looks published and is not."
    Polarity "polarity" "The tolerance must lie on the worse side of the target."
    Tolerance "tolerance" "A tolerance that says nothing judges nothing."
    Targets "targets" "Targets are a history: each holds from its quarter on."
    Period "period" "A figure of another period is the classic way to publish something false."
    Expected "expected" "A measure that is due and silently absent would drop off the page."
    NotExpected "not-expected" "A figure outside the quarters that a measure says it is reported for."
    Reason "reason" "A gap, a person's rating and an arrow without a figure each need their reason."
    Parts "parts" "Parts of one whole add up, or the report says why not."
    Sum "sum" "Services add up to their total, or the report says why not."
    OffScale "off-scale" "A figure a hundred times off its own history is usually a slip of the point."
    Range "range" "A figure outside what its unit allows."
    Decimals "decimals" "More decimals than the measure is published with."
    Disclosure "disclosure" "A count so small that people could be known by it is not published."
    Override "override" "A typed rating that differs from the rule's own result."
    Commentary "commentary" "A comment without anything to comment on."
    Markdown "markdown" "Commentary is Markdown; raw HTML and unsafe links are refused."
    Reference "reference" "A reference in the text does not read as one."
    QuotedFigure "quoted-figure" "A figure quoted in the text is not the published one."
    ParagraphNumbers "paragraph-numbers" "Committees cite paragraphs by number, so the numbers run on without a gap."
    Plans "plans" "Plans follow one another; an objective belongs to one."
    Publication "publication" "A day of publication must be possible."
    Stated "stated" "Stated totals must hold together."
    Highlights "highlights" "What is added to a list or left out of it must be so by its rule."
    Revision "revision" "A revision says what a figure was, and what it is now."
    Rounding "rounding" "A rating that would look wrong beside its rounded figure."
    Language "language" "A language without its table of words."
    Theme "theme" "A theme cannot be used as it stands."
    ThemeSyntax "theme-syntax" "A template that the engine cannot read would leave pages unmade."
    ThemeField "theme-field" "A misspelt field shows nothing, and nobody would see that it is missing."
    ThemeValue "theme-value" "A list, a group of fields and a text are each shown in their own way."
    ThemePart "theme-part" "Components, blocks, templates and filters are called by the names that they have."
    ThemePage "theme-page" "A slip that shows itself only when a page is made is told before anything is published."
    ThemeMarkup "theme-markup" "Only trusted markup may be printed as markup: in a text, tags of whoever typed it would run."
    ThemeProperty "theme-property" "A misspelt property, or one that the theme does not have, would be ignored in silence."
    Contrast "contrast" "What stands out too little cannot be read by everybody: WCAG 2.2 AA, which the law asks for."
    Accessibility "accessibility" "The law asks a public body for an accessibility statement that is dated, reviewed and true."
    Setting "setting" "A setting of site.yaml that cannot be used."
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
