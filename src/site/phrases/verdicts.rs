//! Verdicts in words: the label, its tone, and the arithmetic as a sentence.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::figures;
use crate::assess::JudgedEntry;
use crate::assess::rating::{Outcome, RatedBy, Unrated, Verdict};
use crate::assess::reporting::Absent;
use crate::assess::rollup::Column;
use crate::model::{
    Colour, Goal, Judgement, Measure, Missing, Rating, Site, Standing, Text, Unit, VoiceId,
};
use crate::site::context::Context;
use crate::site::words::{Words, fill};

/// The look of a rating: a shape and a colour, never a colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Circle with a tick, green.
    Good,
    /// Diamond, amber.
    Near,
    /// Triangle, red.
    Bad,
    /// Ring, grey.
    None,
}

/// A rating with its explanation.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct VerdictView {
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// The rating, or why there is none: "Outside tolerance".
    pub label: String,
    /// The arithmetic in words.
    pub sentence: String,
    /// Notes: the reason for a rating by a person, and what the rule would say.
    pub notes: Vec<String>,
}

/// What the sentences of a verdict need to know.
pub struct Subject<'a> {
    /// The site, for the names of voices.
    pub site: &'a Site,
    /// The measure.
    pub measure: &'a Measure,
    /// The words.
    pub words: &'a Words,
}

/// Returns what the sentences on a measure need to know.
pub(crate) fn subject<'a>(context: &Context<'a>, measure: &'a Measure) -> Subject<'a> {
    Subject {
        site: &context.report.site,
        measure,
        words: context.words,
    }
}

/// Returns a verdict in words.
pub fn verdict(subject: &Subject, verdict: &Verdict) -> VerdictView {
    let mut notes = Vec::new();
    if let Some((_, arithmetic)) = verdict.rule_says.as_deref() {
        let sentence = subject.arithmetic(arithmetic);
        notes.push(fill(
            subject.words.rule_would_say,
            &[("sentence", &sentence)],
        ));
    }
    if let (Some(because), Outcome::Rated(_)) = (&verdict.because, verdict.outcome) {
        notes.push(fill(
            subject.words.because_line,
            &[("because", because.as_str())],
        ));
    }
    VerdictView {
        tone: tone(verdict.outcome),
        label: subject.label(verdict),
        sentence: subject.sentence(verdict),
        notes,
    }
}

pub(crate) fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Rated(rating) => rating_tone(rating),
        Outcome::Unrated(_) => Tone::None,
    }
}

pub(crate) fn rating_tone(rating: Rating) -> Tone {
    match rating {
        Rating::Tolerance(Standing::OnTarget) | Rating::Colour(Colour::Green) => Tone::Good,
        Rating::Tolerance(Standing::Within) | Rating::Colour(Colour::Amber) => Tone::Near,
        Rating::Tolerance(Standing::Outside) | Rating::Colour(Colour::Red) => Tone::Bad,
    }
}

pub(crate) fn rating_name(words: &Words, rating: Rating) -> &'static str {
    match rating {
        Rating::Tolerance(standing) => standing_name(words, standing),
        Rating::Colour(colour) => colour_name(words, colour),
    }
}

fn standing_name(words: &Words, standing: Standing) -> &'static str {
    match standing {
        Standing::OnTarget => words.on_target,
        Standing::Within => words.within_tolerance,
        Standing::Outside => words.outside_tolerance,
    }
}

pub(crate) fn colour_name(words: &Words, colour: Colour) -> &'static str {
    match colour {
        Colour::Green => words.green,
        Colour::Amber => words.amber,
        Colour::Red => words.red,
    }
}

fn colour_by_rule(words: &Words, colour: Colour) -> &'static str {
    match colour {
        Colour::Green => words.green_by_rule,
        Colour::Amber => words.amber_by_rule,
        Colour::Red => words.red_by_rule,
    }
}

pub(crate) fn unrated_name(words: &Words, reason: Unrated) -> &'static str {
    match reason {
        Unrated::Context => words.context,
        Unrated::NoTargetSet => words.no_target_set,
        Unrated::NotDue => words.not_due,
        Unrated::Owed => words.owed,
        Unrated::Missing(Missing::NotAvailable) => words.not_available,
        Unrated::Missing(Missing::NotApplicable) => words.not_applicable,
        Unrated::Missing(Missing::NotCollected) => words.not_collected,
        Unrated::Missing(Missing::Suppressed) => words.suppressed,
        Unrated::YearEndTarget => words.year_end_target,
        Unrated::NoLastYear => words.no_last_year,
        Unrated::NotPrinted => words.not_printed,
        Unrated::NotStated => words.not_stated,
        Unrated::ByMembers => words.by_members,
    }
}

/// Returns the text for a figure if there is no entry.
pub(crate) fn no_entry_name(words: &Words, judged: &JudgedEntry) -> &'static str {
    match judged.current.outcome {
        Outcome::Unrated(Unrated::Owed) => words.owed,
        _ => words.not_due,
    }
}

/// Returns the heading of a column of counts, and its tone.
pub(crate) fn column(words: &Words, publisher: &str, column: Column) -> (String, Tone) {
    match column {
        Column::Standing(standing) => {
            let rating = Rating::Tolerance(standing);
            (
                standing_name(words, standing).to_owned(),
                rating_tone(rating),
            )
        }
        Column::ColourByRule(colour) => (
            colour_by_rule(words, colour).to_owned(),
            rating_tone(Rating::Colour(colour)),
        ),
        Column::ColourByPerson(colour) => {
            let slots = [("colour", colour_name(words, colour)), ("body", publisher)];
            (
                fill(words.colour_by_person, &slots),
                rating_tone(Rating::Colour(colour)),
            )
        }
        Column::Unrated(reason) => (unrated_name(words, reason).to_owned(), Tone::None),
    }
}

impl Subject<'_> {
    pub(super) fn unit(&self) -> Unit {
        self.measure.unit
    }

    pub(super) fn value(&self, value: Decimal) -> String {
        figures::value(self.words, value, self.unit())
    }

    /// Returns what sentences call a voice: "the trust".
    fn body(&self, voice: Option<&VoiceId>) -> Option<String> {
        let voice = self.site.voice(voice?)?;
        Some(
            voice
                .body
                .as_ref()
                .unwrap_or(&voice.name)
                .as_str()
                .to_owned(),
        )
    }

    /// Returns the label: "Outside tolerance", "Amber, as rated by the council", "No target set".
    fn label(&self, verdict: &Verdict) -> String {
        match (verdict.outcome, &verdict.by) {
            (Outcome::Rated(Rating::Colour(colour)), RatedBy::Person(voice)) => {
                let body = self
                    .body(voice.as_ref())
                    .unwrap_or_else(|| self.words.publisher.to_owned());
                let slots = [("colour", colour_name(self.words, colour)), ("body", &body)];
                fill(self.words.colour_by_person, &slots)
            }
            (Outcome::Rated(Rating::Colour(colour)), RatedBy::Rule) => {
                colour_by_rule(self.words, colour).to_owned()
            }
            (Outcome::Rated(Rating::Tolerance(standing)), _) => {
                standing_name(self.words, standing).to_owned()
            }
            (Outcome::Unrated(Unrated::ByMembers), _) if self.members_are_context() => {
                self.words.context.to_owned()
            }
            (Outcome::Unrated(reason), _) => unrated_name(self.words, reason).to_owned(),
        }
    }

    /// Returns whether all members of a composite are for context only.
    fn members_are_context(&self) -> bool {
        let mut members = self.measure.members().iter();
        members.all(|member| member.judgement.is_context())
    }

    fn sentence(&self, verdict: &Verdict) -> String {
        match (verdict.outcome, &verdict.by) {
            (Outcome::Rated(rating), RatedBy::Person(voice)) => {
                self.by_person(rating, voice.as_ref())
            }
            (Outcome::Rated(_), RatedBy::Rule) => self.arithmetic(&verdict.arithmetic),
            (Outcome::Unrated(reason), _) => self.why_unrated(reason, verdict),
        }
    }

    fn by_person(&self, rating: Rating, voice: Option<&VoiceId>) -> String {
        let rating = rating_name(self.words, rating);
        match self.body(voice) {
            Some(body) => fill(self.words.rated_by, &[("rating", rating), ("body", &body)]),
            None => fill(self.words.rated_by_unknown, &[("rating", rating)]),
        }
    }

    fn why_unrated(&self, reason: Unrated, verdict: &Verdict) -> String {
        let words = self.words;
        let because = verdict.because.as_ref();
        match reason {
            Unrated::Context => words.is_context.to_owned(),
            Unrated::NoTargetSet => match &self.measure.judgement {
                Judgement::NoTarget { because, .. } => fill(
                    words.has_no_target_because,
                    &[("because", because.as_str())],
                ),
                _ => words.has_no_target.to_owned(),
            },
            Unrated::NotDue => words.is_not_due.to_owned(),
            Unrated::Owed => words.is_owed.to_owned(),
            Unrated::Missing(_) => fill(
                words.is_missing,
                &[("because", because.map_or("", Text::as_str))],
            ),
            Unrated::YearEndTarget => words.waits_for_year_end.to_owned(),
            Unrated::NoLastYear => self.arithmetic(&verdict.arithmetic),
            Unrated::NotPrinted => match because {
                Some(because) => fill(
                    words.is_not_printed_because,
                    &[("because", because.as_str())],
                ),
                None => words.is_not_printed.to_owned(),
            },
            Unrated::NotStated => words.is_not_stated.to_owned(),
            Unrated::ByMembers if self.members_are_context() => {
                words.members_are_context.to_owned()
            }
            Unrated::ByMembers => words.is_by_members.to_owned(),
        }
    }

    /// Formats a target: "92%", "85% to 95%", or that there is none.
    pub(crate) fn target(&self, goal: Option<Goal>) -> String {
        match goal {
            Some(Goal::One { target, .. }) => self.value(target),
            Some(Goal::Band { low, high, .. }) => fill(
                self.words.band,
                &[("low", &self.value(low)), ("high", &self.value(high))],
            ),
            None => self.words.none.to_owned(),
        }
    }

    /// Formats a tolerance: "90%", "80% to 98%". `None` if there is none.
    pub(crate) fn tolerance(&self, goal: Option<Goal>) -> Option<String> {
        match goal? {
            goal @ Goal::One { .. } => goal
                .tolerance_bound(self.measure.judgement.polarity())
                .map(|bound| self.value(bound)),
            Goal::Band { outer, .. } => outer.map(|(low, high)| {
                fill(
                    self.words.band,
                    &[("low", &self.value(low)), ("high", &self.value(high))],
                )
            }),
        }
    }
}

/// Returns the name of a colour with its tone, for suggestions.
pub(crate) fn colour_label(context: &Context, colour: Colour) -> (String, Tone) {
    (
        colour_name(context.words, colour).to_owned(),
        rating_tone(Rating::Colour(colour)),
    )
}

pub(crate) fn absent_name(context: &Context, absent: Absent) -> &'static str {
    let reason = match absent {
        Absent::Missing(missing) => Unrated::Missing(missing),
        Absent::NotPrinted => Unrated::NotPrinted,
    };
    unrated_name(context.words, reason)
}
