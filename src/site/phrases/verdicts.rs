//! Verdicts in words: the label, its tone, and the arithmetic as a sentence.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::{covers, figures};
use crate::assess::JudgedEntry;
use crate::assess::rating::{Arithmetic, Basis, Outcome, RatedBy, Unrated, Verdict};
use crate::assess::rollup::Column;
use crate::chart::Tone;
use crate::model::{
    Figure, Judgement, Look, Measure, Missing, Quarter, Rating, Rule, Site, Text, Unit, VoiceId,
};
use crate::site::context::Context;
use crate::site::words::{Words, fill};

/// A rating with its explanation.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct VerdictView {
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// The rating, or why there is none: "Off target".
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
    pub words: &'static Words,
    /// The values that amounts of money in readable units must differ from, as they are shown. `None` if amounts are exact,
    /// as in tables.
    pub distinct_from: Option<Vec<Decimal>>,
}

pub(crate) fn subject<'a>(context: &Context<'a>, measure: &'a Measure) -> Subject<'a> {
    Subject {
        site: &context.report.site,
        measure,
        words: context.words_for(measure),
        distinct_from: None,
    }
}

/// Returns a verdict in words.
pub fn verdict(subject: &Subject, verdict: &Verdict) -> VerdictView {
    let words = subject.words;
    let rule_says = verdict.rule_says.as_deref();
    let rule_says = rule_says.map(|(outcome, compared)| {
        let sentence = subject.arithmetic(*outcome, compared, verdict.quarter);
        fill(words.rule_would_say, &[("sentence", &sentence)])
    });
    let is_rated = matches!(verdict.outcome, Outcome::Rated(_));
    let because = verdict.because.as_ref().filter(|_| is_rated);
    let because = because.map(|because| because_line(words, because));
    VerdictView {
        tone: tone(verdict.outcome),
        label: subject.label(verdict),
        sentence: subject.sentence(verdict),
        notes: rule_says.into_iter().chain(because).collect(),
    }
}

/// Returns who rated a figure and why, if a person did although the site has a rule.
pub(crate) fn by_person(subject: &Subject, verdict: &Verdict) -> Option<String> {
    let is_by_person =
        subject.is_by_rule(verdict.quarter) && matches!(verdict.by, RatedBy::Person(_));
    let view = is_by_person.then(|| self::verdict(subject, verdict))?;
    let sentences = std::iter::once(view.sentence).chain(view.notes);
    Some(sentences.collect::<Vec<_>>().join(" "))
}

/// Returns the reason that was given for a rating or a figure.
pub(crate) fn because_line(words: &Words, because: &Text) -> String {
    fill(words.because_line, &[("because", because.as_str())])
}

pub(crate) fn tone(outcome: Outcome) -> Tone {
    let Outcome::Rated(rating) = outcome else {
        return Tone::None;
    };
    match rating.look {
        Look::Blue => Tone::Blue,
        Look::Green => Tone::Good,
        Look::Yellow => Tone::Yellow,
        Look::Amber => Tone::Near,
        Look::Red => Tone::Bad,
        Look::Purple => Tone::Purple,
    }
}

/// Returns a rating by a person with its tone, or that the source does not state it.
pub(crate) fn rating_label(context: &Context, rating: Option<Rating>) -> (String, Tone) {
    let outcome = rating.map_or(Outcome::Unrated(Unrated::NotStated), Outcome::Rated);
    let name = rating.map_or(context.words.not_stated, Rating::name);
    (name.to_owned(), tone(outcome))
}

/// Returns the rule that judges a measure. `None` without a target.
pub(crate) fn rule_of(measure: &Measure) -> Option<&Rule> {
    measure.judgement.rule()
}

pub(crate) fn unrated_name(words: &Words, reason: Unrated) -> &'static str {
    match reason {
        Unrated::Context => words.context,
        Unrated::NoTargetSet => words.no_target_set,
        Unrated::NotDue => words.not_due,
        Unrated::NoNewFigure => words.no_newer_figure,
        Unrated::Owed => words.owed,
        Unrated::Missing(Missing::NotAvailable) => words.not_available,
        Unrated::Missing(Missing::NotApplicable) => words.not_applicable,
        Unrated::Missing(Missing::NotCollected) => words.not_collected,
        Unrated::Missing(Missing::Suppressed) => words.suppressed,
        Unrated::YearEndTarget => words.year_end_target,
        Unrated::DueLater => words.due_later,
        Unrated::FewerThan => words.fewer_than_undecided,
        Unrated::AsPrinted => words.as_printed,
        Unrated::NoYearToDate => words.no_year_to_date,
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
        Outcome::Unrated(Unrated::NoNewFigure) => words.no_newer_figure,
        _ => words.not_due,
    }
}

/// Returns a rating, or why there is none.
pub(super) fn label(words: &Words, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Rated(rating) => rating.name(),
        Outcome::Unrated(reason) => unrated_name(words, reason),
    }
}

/// Returns the heading of a column of counts, and its tone.
pub(crate) fn column(context: &Context, column: Column) -> (String, Tone) {
    let outcome = match column {
        Column::Rated(rating) => Outcome::Rated(rating),
        Column::Unrated(reason) => Outcome::Unrated(reason),
    };
    let name = match column {
        // Some of them may be rated by the next share of a profile.
        Column::Unrated(Unrated::YearEndTarget) => context.words.later_in_year,
        _ => label(context.words, outcome),
    };
    (name.to_owned(), tone(outcome))
}

/// Returns the limit that a running total has passed before the end of its year, if its target does not say it, and its
/// tolerance.
fn limits(outcome: Outcome, compared: &Arithmetic) -> (Option<Decimal>, Option<Decimal>) {
    let [band, outer] = [compared.band, compared.outer].map(|range| Some(range?.1));
    match outcome {
        _ if !compared.is_early => (None, compared.tolerance),
        Outcome::Unrated(_) => (band, compared.tolerance.or(outer)),
        Outcome::Rated(_) => (compared.tolerance.or(outer).or(band), compared.tolerance),
    }
}

impl Subject<'_> {
    pub(crate) fn value(&self, value: Decimal) -> String {
        match (&self.distinct_from, &self.measure.unit) {
            (Some(others), Unit::Pounds(unit)) => {
                figures::distinct_from(self.words, *unit, value, others)
            }
            (_, unit) => figures::value(self.words, value, unit),
        }
    }

    /// Formats a figure without its mark.
    pub(crate) fn figure(&self, figure: &Figure) -> String {
        self.value(figure.shown())
    }

    /// Formats a figure with its mark: `88% [p]`.
    pub(crate) fn marked(&self, figure: &Figure) -> String {
        figures::with_mark(&self.figure(figure), figure)
    }

    pub(crate) fn change(&self, by: Decimal) -> String {
        figures::change(self.words, by, &self.measure.unit)
    }

    /// Returns what sentences call a voice: "the trust".
    fn body(&self, voice: Option<&VoiceId>) -> Option<&str> {
        let voice = self.site.voice(voice?)?;
        Some(voice.body.as_ref().unwrap_or(&voice.name).as_str())
    }

    pub(crate) fn label(&self, verdict: &Verdict) -> String {
        let outcome = match verdict.outcome {
            Outcome::Unrated(Unrated::ByMembers) if self.members_are_context() => {
                Outcome::Unrated(Unrated::Context)
            }
            Outcome::Unrated(reason @ Unrated::YearEndTarget) => {
                return self.unrated_name(reason, verdict.quarter).to_owned();
            }
            outcome => outcome,
        };
        label(self.words, outcome).to_owned()
    }

    fn sentence(&self, verdict: &Verdict) -> String {
        match (verdict.outcome, &verdict.by, &verdict.arithmetic) {
            (Outcome::Rated(_), RatedBy::Person(voice), _) => match self.body(voice.as_ref()) {
                Some(body) => fill(self.words.rated_by, &[("body", body)]),
                None => self.words.rated_by_unknown.to_owned(),
            },
            (outcome, _, Some(compared)) => self.arithmetic(outcome, compared, verdict.quarter),
            (Outcome::Unrated(reason), ..) => self.why_unrated(reason, verdict),
            (Outcome::Rated(_), RatedBy::Rule, None) => String::new(),
        }
    }

    /// Returns the arithmetic of a rule as a sentence. If lower is better, it says better and worse instead of above
    /// and below.
    fn arithmetic(&self, outcome: Outcome, compared: &Arithmetic, quarter: Quarter) -> String {
        let (words, compared) = (self.words, &self.with_whole_limits(compared));
        let is_result = matches!(self.measure.unit, Unit::Results(_));
        let is_equal = compared.target == Some(compared.figure.value);
        let sentence = match outcome {
            _ if compared.fewer_than.is_some() => match self.measure.suppress_below {
                Some(_) => words.above_zero_decides,
                None => words.fewer_than_decides,
            },
            _ if is_result => words.counts_as,
            _ if compared.is_early => self.early(outcome, compared),
            Outcome::Rated(rating)
                if compared.reach.is_beyond()
                    && compared.target.is_some()
                    && compared.basis != Basis::Beyond =>
            {
                self.beyond(rating, compared.reach, is_equal)
            }
            Outcome::Unrated(_) => words.needs_last_year,
            Outcome::Rated(_) => self.by_basis(compared),
        };
        let (passed, tolerance) = limits(outcome, compared);
        let values = [
            ("figure", Some(compared.figure.shown())),
            ("target", compared.target.or(passed)),
            ("tolerance", tolerance),
            ("allowed", compared.allowed),
            ("beyond", compared.beyond),
            ("last_year", compared.last_year.as_ref().map(Figure::shown)),
            ("low", compared.band.map(|(low, _)| low)),
            ("high", compared.band.map(|(_, high)| high)),
            ("outer_low", compared.outer.map(|(low, _)| low)),
            ("outer_high", compared.outer.map(|(_, high)| high)),
        ];
        let shown = self.in_sentence(values.map(|(_, value)| value));
        let slots = values.iter().zip(&shown);
        let slots = slots.map(|((slot, _), text)| (*slot, text.as_deref().unwrap_or("")));
        let rating = match outcome {
            Outcome::Rated(rating) => rating.name(),
            Outcome::Unrated(_) => "",
        };
        let limit = compared.fewer_than.map_or(0, |limit| limit);
        let limit = figures::grouped(Decimal::from(limit));
        let shown = |at: usize| shown[at].as_deref().unwrap_or_default();
        let allowed = compared
            .allowed
            .map(|_| fill(words.and_allowed, &[("allowed", shown(3))]));
        let and_allowed = allowed.unwrap_or_default();
        let rest = [
            ("rating", rating),
            ("limit", &*limit),
            ("and_allowed", &and_allowed),
        ];
        let slots: Vec<(&str, &str)> = slots.chain(rest).collect();
        self.of_rated_figure(compared, quarter, fill(sentence, &slots))
    }

    /// Returns the sentence for the comparison that decided.
    fn by_basis(&self, compared: &Arithmetic) -> &'static str {
        let words = self.words;
        let by_polarity = |higher, lower| self.by_polarity(higher, lower);
        let has_band = compared.band.is_some();
        match compared.basis {
            Basis::Beyond => by_polarity(words.beyond_target_higher, words.beyond_target_lower),
            Basis::Met if has_band => words.in_band,
            Basis::Met if compared.target == Some(compared.figure.value) => words.equals_target,
            Basis::Met => by_polarity(words.above_target, words.better_than_target),
            Basis::Allowed => words.miss_allowed,
            Basis::Near if has_band => words.near_band,
            Basis::Near => by_polarity(words.within_higher, words.within_lower),
            Basis::Expected => words.expected_to_meet,
            Basis::NoWorseThanLastYear => words.no_worse_than_last_year,
            Basis::WorseThanLastYear => words.worse_than_last_year,
            Basis::Missed if compared.outer.is_some() => words.out_of_band,
            Basis::Missed if has_band => words.out_of_band_only,
            Basis::Missed if compared.target.is_none() => {
                by_polarity(words.outside_higher, words.outside_lower)
            }
            Basis::Missed => by_polarity(words.missed_higher, words.missed_lower),
        }
    }

    fn why_unrated(&self, reason: Unrated, verdict: &Verdict) -> String {
        let words = self.words;
        if let Some(sentence) = self.by_its_target(reason, verdict) {
            return sentence;
        }
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
            Unrated::NoNewFigure => words.is_not_published_yet,
            Unrated::Owed => words.is_owed,
            Unrated::Missing(_) => words.is_missing,
            Unrated::YearEndTarget => words.waits_for_year_end,
            Unrated::DueLater => words.due_later,
            Unrated::FewerThan => words.depends_on_number,
            Unrated::AsPrinted => words.is_as_printed,
            Unrated::NoYearToDate => words.no_year_to_date,
            Unrated::NoLastYear => words.no_last_year,
            Unrated::NotPrinted if because.is_some() => words.is_not_printed_because,
            Unrated::NotPrinted => words.is_not_printed,
            Unrated::NotStated => words.is_not_stated,
            Unrated::ByMembers if self.members_are_context() => words.members_are_context,
            Unrated::ByMembers => words.is_by_members,
        };
        let period = covers::usual(words, self.measure, verdict.quarter);
        let because = because.map_or("", Text::as_str);
        let slots = [("because", because), ("period", &period)];
        fill(sentence, &slots)
    }
}
