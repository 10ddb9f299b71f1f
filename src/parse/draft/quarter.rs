//! A quarter file, or one contributor's file of a quarter that is a folder.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::entry::{DIRECTIONS, EntryDraft, RATINGS};
use super::money::FinanceDraft;
use crate::diag::{Code, Diagnostic};
use crate::model::{
    Action, Challenge, Colour, Due, ObjectiveReport, Progress, Quarter, Risk, RiskKind, RiskLevel,
    Source, Stated, StatedOf, Text,
};
use crate::parse::fields::{Fields, at};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::yaml::{Content, Node};
use crate::source::{NodeId, SourcePath};

/// `publish_on` as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishDraft {
    /// A day.
    On(Date),
    /// `already_public`.
    AlreadyPublic,
}

/// `highlights.improvement` as typed.
#[derive(Debug, Default)]
pub struct HighlightDraft {
    /// Measure and reason.
    pub add: Vec<(At<String>, Text)>,
    /// Measure and reason.
    pub leave_out: Vec<(At<String>, Text)>,
}

/// A revision as typed.
#[derive(Debug)]
pub struct RevisionDraft {
    /// Where it stands.
    pub node: NodeId,
    /// Whose.
    pub measure: At<String>,
    /// Of which quarter.
    pub period: At<Quarter>,
    /// Before.
    pub was: Decimal,
    /// Now.
    pub now: At<Decimal>,
    /// Since.
    pub on: Date,
    /// Why.
    pub because: Text,
}

/// What a file under `quarters/` says.
#[derive(Debug)]
pub struct QuarterDraft {
    /// Its path.
    pub path: SourcePath,
    /// Its quarter by its name.
    pub quarter: Quarter,
    /// Its quarter as it says itself.
    pub said: Option<At<Quarter>>,
    /// When it is published.
    pub publish_on: Option<At<PublishDraft>>,
    /// Whether it is known from later reports only.
    pub background: Option<At<bool>>,
    /// Where its figures were published.
    pub source: Option<At<Source>>,
    /// Where the name `values` stands, or the file's beginning.
    pub values_at: NodeId,
    /// By measure.
    pub values: Vec<(At<String>, EntryDraft)>,
    /// Stated totals.
    pub stated: Vec<At<Stated>>,
    /// By objective.
    pub objectives: Vec<(At<String>, ObjectiveReport)>,
    /// Actions.
    pub actions: Vec<Action>,
    /// Risks.
    pub risks: Vec<Risk>,
    /// Money.
    pub finance: Option<FinanceDraft>,
    /// Challenges.
    pub challenges: Vec<Challenge>,
    /// Progress, with the place of its quarter.
    pub progress: Vec<At<Progress>>,
    /// Added and left out.
    pub performing_well: HighlightDraft,
    /// Added and left out.
    pub improvement: HighlightDraft,
    /// Revisions.
    pub revisions: Vec<RevisionDraft>,
}

impl QuarterDraft {
    /// Reads it.
    pub fn read(file: &File, node: &Node, quarter: Quarter) -> Option<Self> {
        let mut fields = Fields::of(file, node, "a quarter")?;
        let said = fields.optional_at("quarter", leaf::quarter);
        let publish_on = fields.optional_at("publish_on", publish_on);
        let background = fields.optional_at("background", leaf::yes_or_no);
        let source = fields.optional_at("source", source);
        let values_at = fields.place_of("values");
        let values = fields.named("values", |file, _, node| EntryDraft::read(file, node));
        let objectives = fields.named("objectives", |file, _, node| objective(file, node));
        let (performing_well, improvement) = fields
            .optional("highlights", highlights)
            .unwrap_or_default();
        let draft = Self {
            path: file.path().clone(),
            quarter,
            said,
            publish_on,
            background,
            source,
            values_at,
            values,
            stated: fields.list("stated", at(stated)),
            objectives,
            actions: fields.list("actions", action),
            risks: fields.list("risks", risk),
            finance: fields.optional("finance", FinanceDraft::read),
            challenges: fields.list("challenges", challenge),
            progress: fields.list("progress", at(progress)),
            performing_well,
            improvement,
            revisions: fields.list("revisions", revision),
        };
        fields.finish();
        Some(draft)
    }
}

fn publish_on(file: &File, node: &Node) -> Option<PublishDraft> {
    if leaf::scalar(file, node, "`publish_on`")? == "already_public" {
        return Some(PublishDraft::AlreadyPublic);
    }
    leaf::date(file, node).map(PublishDraft::On)
}

fn source(file: &File, node: &Node) -> Option<Source> {
    let mut fields = Fields::of(file, node, "a source")?;
    let title = fields.required("title", "\"Quarterly performance report\"", leaf::text);
    let url = fields.optional("url", leaf::url);
    fields.finish();
    Some(Source { title: title?, url })
}

const STATED_OF: &[(&str, StatedOf)] = &[
    ("measures", StatedOf::Measures),
    ("actions", StatedOf::Actions),
    ("risks", StatedOf::Risks),
];

/// The words under which a stated total counts.
pub const STATED_COUNTS: [&str; 10] = [
    "on_target",
    "within_tolerance",
    "outside_tolerance",
    "green",
    "amber",
    "red",
    "annual",
    "no_result",
    "no_target",
    "not_available",
];

fn stated(file: &File, node: &Node) -> Option<Stated> {
    let mut fields = Fields::of(file, node, "a stated total")?;
    let of = fields.required("of", "measures", leaf::word(STATED_OF));
    let plan = fields.optional("plan", leaf::plain);
    let group = fields.optional("group", leaf::plain);
    let set = fields.optional("set", leaf::plain);
    let total = fields.optional("total", leaf::count);
    let counts = STATED_COUNTS
        .into_iter()
        .filter_map(|word| Some((word.to_owned(), fields.optional(word, leaf::count)?)))
        .collect();
    let note = fields.optional("note", leaf::text);
    fields.finish();
    Some(Stated {
        of: of?,
        within: plan.or(group).or(set),
        total,
        counts,
        note,
    })
}

fn objective(file: &File, node: &Node) -> Option<ObjectiveReport> {
    let mut fields = Fields::of(file, node, "an objective's entry")?;
    let report = ObjectiveReport {
        rating: fields.optional("rating", leaf::word(RATINGS)),
        direction: fields.optional("direction", leaf::word(DIRECTIONS)),
        because: fields.optional("because", leaf::text),
    };
    fields.finish();
    Some(report)
}

fn action(file: &File, node: &Node) -> Option<Action> {
    let mut fields = Fields::of(file, node, "an action")?;
    let plan = fields.required("plan", "\"Corporate Plan\"", leaf::plain);
    let title = fields.required("title", "\"What is to be done\"", leaf::text);
    let rating = fields.optional("rating", leaf::word(RATINGS));
    let due = fields.optional("due", due);
    let note = fields.optional("note", leaf::text);
    fields.finish();
    Some(Action {
        plan: plan?,
        title: title?,
        rating,
        due,
        note,
    })
}

fn due(file: &File, node: &Node) -> Option<Due> {
    let typed = leaf::scalar(file, node, "`due`")?;
    if let Some(month) = leaf::month_of(typed) {
        return Some(Due::Month(month));
    }
    if let Some(day) = leaf::date_of(typed) {
        return Some(Due::Day(day));
    }
    if let Ok(quarter) = leaf::quarter_of(typed) {
        return Some(Due::Quarter(quarter));
    }
    let message = format!("`{typed}` is not a day, a month or a quarter");
    file.report(
        Diagnostic::error(Code::NotADate, file.place(node.id), message)
            .help("write `2016-04-30`, `2016-04` or `2016-17 Q1`"),
    );
    None
}

const RISK_KINDS: &[(&str, RiskKind)] = &[
    ("corporate", RiskKind::Corporate),
    ("emerging", RiskKind::Emerging),
];

const RISK_COLOURS: &[(&str, RiskLevel)] = &[
    ("red", RiskLevel::Colour(Colour::Red)),
    ("red_amber", RiskLevel::RedAmber),
    ("amber", RiskLevel::Colour(Colour::Amber)),
    ("amber_green", RiskLevel::AmberGreen),
    ("green", RiskLevel::Colour(Colour::Green)),
];

fn risk(file: &File, node: &Node) -> Option<Risk> {
    let mut fields = Fields::of(file, node, "a risk")?;
    let title = fields.required("title", "\"What may happen\"", leaf::text);
    let risk = Risk {
        title: title.unwrap_or_else(|| Text::new("")),
        kind: fields.optional("kind", leaf::word(RISK_KINDS)),
        inherent: fields.optional("inherent", risk_level),
        residual: fields.optional("residual", risk_level),
        mitigation: fields.list("mitigation", leaf::text),
        owner: fields.optional("owner", leaf::text),
        note: fields.optional("note", leaf::text),
    };
    fields.finish();
    Some(risk)
}

fn risk_level(file: &File, node: &Node) -> Option<RiskLevel> {
    if !matches!(node.content, Content::Map(_)) {
        return leaf::word(RISK_COLOURS)(file, node);
    }
    let mut fields = Fields::of(file, node, "a risk's size")?;
    let likelihood = fields.required("likelihood", "4", one_to_five);
    let impact = fields.required("impact", "5", one_to_five);
    fields.finish();
    Some(RiskLevel::Score {
        likelihood: likelihood?,
        impact: impact?,
    })
}

fn one_to_five(file: &File, node: &Node) -> Option<u8> {
    let count = leaf::count(file, node)?;
    match u8::try_from(count) {
        Ok(size @ 1..=5) => Some(size),
        _ => {
            let message = format!("{count} is not on the scale of 1 to 5");
            file.report(
                Diagnostic::error(Code::Range, file.place(node.id), message)
                    .help("write a number from 1 to 5"),
            );
            None
        }
    }
}

fn challenge(file: &File, node: &Node) -> Option<Challenge> {
    let mut fields = Fields::of(file, node, "a challenge")?;
    let title = fields.required("title", "\"What lies ahead\"", leaf::text);
    let actions = fields.list("actions", leaf::text);
    fields.finish();
    Some(Challenge {
        title: title?,
        actions,
    })
}

fn progress(file: &File, node: &Node) -> Option<Progress> {
    let mut fields = Fields::of(file, node, "progress")?;
    let challenge = fields.required("challenge", "\"What lay ahead\"", leaf::text);
    let from = fields.required("from", "2015-16 Q1", leaf::quarter);
    let done = fields.list("done", leaf::text);
    fields.finish();
    Some(Progress {
        challenge: challenge?,
        from: from?,
        done,
    })
}

fn highlights(file: &File, node: &Node) -> Option<(HighlightDraft, HighlightDraft)> {
    let mut fields = Fields::of(file, node, "`highlights`")?;
    let performing_well = fields.optional("performing_well", highlight);
    let improvement = fields.optional("improvement", highlight);
    fields.finish();
    Some((
        performing_well.unwrap_or_default(),
        improvement.unwrap_or_default(),
    ))
}

fn highlight(file: &File, node: &Node) -> Option<HighlightDraft> {
    let mut fields = Fields::of(file, node, "a list of highlights")?;
    let add = fields.named("add", |file, _, node| leaf::text(file, node));
    let leave_out = fields.named("leave_out", |file, _, node| leaf::text(file, node));
    fields.finish();
    Some(HighlightDraft { add, leave_out })
}

fn revision(file: &File, node: &Node) -> Option<RevisionDraft> {
    let mut fields = Fields::of(file, node, "a revision")?;
    let measure = fields.required("measure", "a3", at(leaf::id));
    let period = fields.required("period", "2015-16 Q4", at(leaf::quarter));
    let was = fields.required("was", "85", leaf::decimal);
    let now = fields.required("now", "84", at(leaf::decimal));
    let on = fields.required("on", "2016-07-20", leaf::date);
    let because = fields.required("because", "\"Two late audits.\"", leaf::text);
    fields.finish();
    Some(RevisionDraft {
        node: node.id,
        measure: measure?,
        period: period?,
        was: was?,
        now: now?,
        on: on?,
        because: because?,
    })
}
