//! A quarter file, or one contributor's file of a quarter that is a folder.

use super::change::{self, ChangeDraft, RevisionDraft, RevisionEntry};
use super::entry::{self, EntryDraft};
use super::finance::FinanceDraft;
use super::register::{self, ActionDraft, ProgressDraft, RegisterDraft, RelatedDraft, RiskDraft};
use super::scale;
use crate::diag::{Code, did_you_mean};
use crate::model::{
    Challenge, MeasureId, Publication, Quarter, Source, Stated, Text, TypedDirection,
};
use crate::parse::fields::{Fields, at, each_named, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::schema::{EACH_RATING, Leaf};
use crate::parse::yaml::Node;
use crate::source::{NodeId, SourcePath};

#[derive(Debug, Default)]
pub(crate) struct HighlightDraft {
    pub(crate) add: Vec<(At<String>, Text)>,
    pub(crate) leave_out: Vec<(At<String>, Text)>,
}

impl HighlightDraft {
    pub(crate) fn is_empty(&self) -> bool {
        self.add.is_empty() && self.leave_out.is_empty()
    }
}

/// A stated total as typed.
#[derive(Debug)]
pub(crate) struct StatedDraft {
    /// Without its objective and its counts by rating.
    pub(crate) stated: Stated,
    pub(crate) is_whole: bool,
    pub(crate) total_at: NodeId,
    pub(crate) group: Option<At<String>>,
    pub(crate) objective: Option<At<String>>,
    /// Counts by words that must be ratings.
    pub(crate) ratings: Vec<(At<String>, StatedCount)>,
}

/// A count as typed, or the message and the help for what is none.
type StatedCount = At<Result<u32, (String, String)>>;

/// What a file under `quarters/` says.
#[derive(Debug)]
pub(crate) struct QuarterDraft {
    pub(crate) path: SourcePath,
    pub(crate) quarter: Quarter,
    /// Whether its days, its list of values and its challenges could be read; each value knows of itself.
    pub(crate) is_whole: bool,
    pub(crate) said: Option<At<Quarter>>,
    pub(crate) publish_on: Option<At<Publication>>,
    /// The months that are published before the quarter, each with its day.
    pub(crate) publish_months: Option<At<entry::MonthDays>>,
    pub(crate) background: Option<At<bool>>,
    pub(crate) source: Option<At<Source>>,
    /// Where the name `values` stands, or the file's beginning.
    pub(crate) values_at: NodeId,
    pub(crate) values: Vec<(At<String>, EntryDraft)>,
    /// Measures that are named and have no value: owed, while the quarter is a draft.
    pub(crate) owed: Vec<At<String>>,
    pub(crate) stated: Vec<StatedDraft>,
    pub(crate) objectives: Vec<(At<String>, ObjectiveDraft)>,
    pub(crate) actions: Vec<RegisterDraft<ActionDraft>>,
    pub(crate) risks: Vec<RegisterDraft<RiskDraft>>,
    pub(crate) finance: Option<At<FinanceDraft>>,
    pub(crate) challenges: Vec<RegisterDraft<Challenge>>,
    pub(crate) progress: Vec<ProgressDraft>,
    pub(crate) performing_well: HighlightDraft,
    pub(crate) improvement: HighlightDraft,
    pub(crate) revisions: Vec<RevisionDraft>,
    /// Revisions of anything else than a figure.
    pub(crate) other_revisions: Vec<ChangeDraft>,
}

impl QuarterDraft {
    pub(crate) fn read(file: &File, node: &Node, quarter: Quarter) -> Option<Self> {
        let before = file.so_far();
        let mut fields = Fields::of(file, node, "a quarter")?;
        let said = fields.optional_at("quarter", leaf::quarter);
        let publish_on = fields.optional_at("publish_on", publish_on);
        let publish_months = entry::months_on(&mut fields);
        let background = fields.optional_at("background", leaf::yes_or_no);
        let challenges = fields.list("challenges", register::challenge);
        let mut is_whole = file.is_whole_since(before);
        let source = fields.optional_at("source", source);
        let values_at = fields.place_of("values");
        let is_map = fields.is_map("values");
        let (values, owed) = fields.optional("values", values).unwrap_or_default();
        let objectives = fields.named("objectives", |file, _, node| objective(file, node));
        let highlights = fields.optional("highlights", highlights);
        let (performing_well, improvement) = highlights.unwrap_or_default();
        let before = file.so_far();
        let finance = fields.optional_at("finance", FinanceDraft::read);
        is_whole &= finance.is_some() || file.is_whole_since(before);
        let mut revisions = Vec::new();
        let mut other_revisions = Vec::new();
        for entry in fields.list("revisions", change::revision) {
            match entry {
                RevisionEntry::Figure(revision) => revisions.push(revision),
                RevisionEntry::Other(change) => other_revisions.push(change),
            }
        }
        let mut draft = Self {
            path: file.path().clone(),
            quarter,
            is_whole,
            said,
            publish_on,
            publish_months,
            background,
            source,
            values_at,
            values,
            owed,
            stated: fields.list("stated", stated),
            objectives,
            actions: fields.list("actions", register::action),
            risks: fields.list("risks", register::risk),
            finance,
            challenges,
            progress: fields.list("progress", register::progress),
            performing_well,
            improvement,
            revisions,
            other_revisions,
        };
        let before = file.so_far();
        fields.finish_with("; entries for measures go under `values:`, indented");
        draft.is_whole &= is_map && file.is_whole_since(before);
        Some(draft)
    }

    /// Returns what each action, risk and challenge names.
    pub(crate) fn related(&self) -> impl Iterator<Item = &RelatedDraft> {
        let actions = self.actions.iter().map(|one| &one.related);
        let risks = self.risks.iter().map(|one| &one.related);
        let challenges = self.challenges.iter().map(|one| &one.related);
        actions.chain(risks).chain(challenges)
    }

    /// Returns the entry of a measure or member, with its name.
    pub(crate) fn entry(&self, id: &MeasureId) -> Option<&(At<String>, EntryDraft)> {
        let mut values = self.values.iter();
        let whole = values.find(|(name, _)| name.as_str() == id.whole())?;
        let Some(member) = id.member() else {
            return Some(whole);
        };
        let mut members = whole.1.members.iter();
        members.find(|(name, _)| name.as_str() == member)
    }
}

/// Entries with the ids of their measures, and the measures that are named without a value.
type Values = (Vec<(At<String>, EntryDraft)>, Vec<At<String>>);

#[allow(clippy::unnecessary_wraps, reason = "it reads a field")]
fn values(file: &File, node: &Node) -> Option<Values> {
    let mut owed = Vec::new();
    let entry = |file: &File, _: &At<String>, node: &Node| Some(EntryDraft::read(file, node));
    let values = each_named(file, node, "values", Some(&mut owed), entry);
    Some((values, owed))
}

fn publish_on(file: &File, node: &Node) -> Option<Publication> {
    let already = || Leaf::Word(vec!["already_public"]);
    if file.asks(node, already) {
        return leaf::date(file, node).map(Publication::On);
    }
    let typed = leaf::scalar(file, node, "`publish_on`")?;
    if typed == "already_public" {
        return Some(Publication::AlreadyPublic);
    }
    if did_you_mean(typed, ["already_public"]).is_some() || typed.starts_with("already") {
        let message = format!("`{typed}` is not one of the options for this field");
        let help = "write a day, as `2016-09-27`, or `already_public`";
        file.error(node.id, Code::UnknownWord, message, help);
        return None;
    }
    leaf::date(file, node).map(Publication::On)
}

fn source(file: &File, node: &Node) -> Option<Source> {
    map(file, node, "a source", |fields| {
        let title = fields.required("title", leaf::title);
        let url = fields.optional("url", leaf::url);
        title.map(|title| Source { title, url })
    })
}

/// The words under which a stated total counts what is not rated.
const STATED_COUNTS: [&str; 4] = ["annual", "no_result", "no_target", "not_available"];

/// The fields of a stated total, other than ratings.
pub(crate) const STATED_FIELDS: [&str; 11] = [
    "of",
    "plan",
    "group",
    "set",
    "objective",
    "total",
    STATED_COUNTS[0],
    STATED_COUNTS[1],
    STATED_COUNTS[2],
    STATED_COUNTS[3],
    "note",
];

fn stated(file: &File, node: &Node) -> Option<StatedDraft> {
    let mut fields = Fields::of(file, node, "a stated total")?;
    let of = fields.required("of", leaf::choice);
    let plan = fields.optional("plan", leaf::plain);
    let group = fields.optional_at("group", leaf::plain);
    let set = fields.optional("set", leaf::plain);
    let objective = fields.optional_at("objective", leaf::id);
    let total_at = fields.place_of("total");
    let total = fields.optional("total", leaf::count);
    let counts = STATED_COUNTS.into_iter();
    let counts = counts
        .filter_map(|word| Some((word.to_owned(), fields.optional(word, leaf::count)?)))
        .collect();
    let note = fields.optional("note", leaf::text);
    let ratings = fields.others(EACH_RATING, at(leaf::count_if_any));
    let is_whole = fields.finish_with("; any other is a rating with a whole number, as `green: 5`");
    let within = plan.or(group.as_ref().map(|group| group.value.clone()));
    let stated = Stated {
        of: of?,
        within: within.or(set),
        objective: None,
        total,
        counts,
        note,
    };
    Some(StatedDraft {
        stated,
        is_whole,
        total_at,
        group,
        objective,
        ratings,
    })
}

/// An objective's rating by a person, as typed.
#[derive(Debug, Clone)]
pub(crate) struct ObjectiveDraft {
    pub(crate) rating: Option<At<String>>,
    pub(crate) direction: Option<TypedDirection>,
    pub(crate) because: Option<Text>,
}

fn objective(file: &File, node: &Node) -> Option<ObjectiveDraft> {
    let before = file.so_far();
    let report = map(file, node, "an objective's entry", |fields| {
        Some(ObjectiveDraft {
            rating: fields.optional("rating", scale::rating),
            direction: fields.optional("direction", leaf::choice),
            because: fields.optional("because", leaf::text),
        })
    })?;
    let says_nothing = report.rating.is_none() && report.direction.is_none();
    if says_nothing && file.is_whole_since(before) {
        let message = "this entry has neither a rating nor a direction";
        let help = "add `rating:` or `direction:`, or delete the line";
        file.error(node.id, Code::BlankValue, message, help);
    }
    Some(report)
}

fn highlights(file: &File, node: &Node) -> Option<(HighlightDraft, HighlightDraft)> {
    map(file, node, "`highlights`", |fields| {
        let performing_well = fields.optional("performing_well", highlight);
        let improvement = fields
            .optional("improvement", highlight)
            .unwrap_or_default();
        Some((performing_well.unwrap_or_default(), improvement))
    })
}

fn highlight(file: &File, node: &Node) -> Option<HighlightDraft> {
    map(file, node, "a list of highlights", |fields| {
        Some(HighlightDraft {
            add: fields.named("add", |file, _, node| leaf::text(file, node)),
            leave_out: fields.named("leave_out", |file, _, node| leaf::text(file, node)),
        })
    })
}
