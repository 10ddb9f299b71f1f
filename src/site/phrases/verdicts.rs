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
    Colour, Goal, Judgement, Measure, Missing, Rating, Rule, Site, Standing, Text, VoiceId,
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
    let words = subject.words;
    let mut notes = Vec::new();
    if let Some((_, arithmetic)) = verdict.rule_says.as_deref() {
        let sentence = subject.arithmetic(arithmetic);
        notes.push(fill(words.rule_would_say, &[("sentence", &sentence)]));
    }
    if let (Some(because), Outcome::Rated(_)) = (&verdict.because, verdict.outcome) {
        notes.push(fill(words.because_line, &[("because", because.as_str())]));
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
        Rating::Tolerance(Standing::OnTarget) => words.on_target,
        Rating::Tolerance(Standing::Within) => words.within_tolerance,
        Rating::Tolerance(Standing::Outside) => words.outside_tolerance,
        Rating::Colour(colour) => colour_name(words, colour),
    }
}

/// Returns a rating by a person with its tone, or that the source does not state it.
pub(crate) fn rating_label(context: &Context, rating: Option<Rating>) -> (String, Tone) {
    let label = rating.map_or(context.words.not_stated, |rating| {
        rating_name(context.words, rating)
    });
    (label.to_owned(), rating.map_or(Tone::None, rating_tone))
}

/// Returns the rule that judges a measure. `None` without a target.
pub(crate) fn rule_of(measure: &Measure) -> Option<&Rule> {
    match &measure.judgement {
        Judgement::Judged { rule, .. } => Some(rule),
        _ => None,
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
pub(crate) fn column(context: &Context, column: Column) -> (String, Tone) {
    let words = context.words;
    let (label, tone) = match column {
        Column::Standing(standing) => {
            let rating = Rating::Tolerance(standing);
            (rating_name(words, rating), rating_tone(rating))
        }
        Column::ColourByRule(colour) => {
            let tone = rating_tone(Rating::Colour(colour));
            (colour_by_rule(words, colour), tone)
        }
        Column::ColourByPerson(colour) => {
            let label = colour_by_person(words, colour, &context.publisher);
            return (label, rating_tone(Rating::Colour(colour)));
        }
        Column::Unrated(reason) => (unrated_name(words, reason), Tone::None),
    };
    (label.to_owned(), tone)
}

fn colour_by_person(words: &Words, colour: Colour, body: &str) -> String {
    let slots = [("colour", colour_name(words, colour)), ("body", body)];
    fill(words.colour_by_person, &slots)
}

impl Subject<'_> {
    pub(super) fn value(&self, value: Decimal) -> String {
        figures::value(self.words, value, self.measure.unit)
    }

    /// Returns what sentences call a voice: "the trust".
    fn body(&self, voice: Option<&VoiceId>) -> Option<&str> {
        let voice = self.site.voice(voice?)?;
        Some(voice.body.as_ref().unwrap_or(&voice.name).as_str())
    }

    /// Returns the label: "Outside tolerance", "Amber, as rated by the council", "No target set".
    fn label(&self, verdict: &Verdict) -> String {
        match (verdict.outcome, &verdict.by) {
            (Outcome::Rated(Rating::Colour(colour)), RatedBy::Person(voice)) => {
                let body = self.body(voice.as_ref());
                colour_by_person(self.words, colour, body.unwrap_or(self.words.publisher))
            }
            (Outcome::Rated(Rating::Colour(colour)), RatedBy::Rule) => {
                colour_by_rule(self.words, colour).to_owned()
            }
            (Outcome::Rated(rating), _) => rating_name(self.words, rating).to_owned(),
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
            Some(body) => fill(self.words.rated_by, &[("rating", rating), ("body", body)]),
            None => fill(self.words.rated_by_unknown, &[("rating", rating)]),
        }
    }

    fn why_unrated(&self, reason: Unrated, verdict: &Verdict) -> String {
        let words = self.words;
        let because = match (reason, &self.measure.judgement) {
            (Unrated::NoTargetSet, Judgement::NoTarget { because, .. }) => Some(because),
            (Unrated::NoTargetSet, _) => None,
            _ => verdict.because.as_ref(),
        };
        let sentence = match reason {
            Unrated::Context => words.is_context,
            Unrated::NoTargetSet if because.is_some() => words.has_no_target_because,
            Unrated::NoTargetSet => words.has_no_target,
            Unrated::NotDue => words.is_not_due,
            Unrated::Owed => words.is_owed,
            Unrated::Missing(_) => words.is_missing,
            Unrated::YearEndTarget => words.waits_for_year_end,
            Unrated::NoLastYear => return self.arithmetic(&verdict.arithmetic),
            Unrated::NotPrinted if because.is_some() => words.is_not_printed_because,
            Unrated::NotPrinted => words.is_not_printed,
            Unrated::NotStated => words.is_not_stated,
            Unrated::ByMembers if self.members_are_context() => words.members_are_context,
            Unrated::ByMembers => words.is_by_members,
        };
        fill(sentence, &[("because", because.map_or("", Text::as_str))])
    }

    /// Formats a target: "92%", "85% to 95%", or that there is none.
    pub(crate) fn target(&self, goal: Option<Goal>) -> String {
        match goal {
            Some(Goal::One { target, .. }) => self.value(target),
            Some(Goal::Band { low, high, .. }) => self.band(low, high),
            None => self.words.none.to_owned(),
        }
    }

    /// Formats a tolerance: "90%", "80% to 98%". `None` if there is none.
    pub(crate) fn tolerance(&self, goal: Option<Goal>) -> Option<String> {
        match goal? {
            goal @ Goal::One { .. } => goal
                .tolerance_bound(self.measure.judgement.polarity())
                .map(|bound| self.value(bound)),
            Goal::Band { outer, .. } => outer.map(|(low, high)| self.band(low, high)),
        }
    }

    /// Formats a range: "85% to 95%".
    pub(super) fn band(&self, low: Decimal, high: Decimal) -> String {
        let slots = [("low", &*self.value(low)), ("high", &self.value(high))];
        fill(self.words.band, &slots)
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
