//! A quarter file, or one contributor's file of a quarter that is a folder.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::entry::{DIRECTIONS, EntryDraft, RATINGS};
use super::money::FinanceDraft;
use super::register::{self, ActionDraft, ProgressDraft};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::model::{
    Challenge, ObjectiveReport, Publication, Quarter, Risk, Source, Stated, StatedOf, Text,
};
use crate::parse::fields::{Fields, NamedOrBlank, at, each_named_or_blank};
use crate::parse::file::{At, File, Legible};
use crate::parse::leaf;
use crate::parse::schema::Leaf;
use crate::parse::yaml::{Content, Node};
use crate::source::{NodeId, SourcePath};

/// `highlights.improvement` as typed.
#[derive(Debug, Default)]
pub struct HighlightDraft {
    pub(crate) add: Vec<(At<String>, Text)>,
    pub(crate) leave_out: Vec<(At<String>, Text)>,
}

/// A stated total as typed.
#[derive(Debug)]
pub struct StatedDraft {
    pub(crate) stated: Stated,
    pub(crate) legible: Legible,
    pub(crate) total_at: NodeId,
    pub(crate) group: Option<At<String>>,
}

/// A revision as typed.
#[derive(Debug)]
pub struct RevisionDraft {
    pub(crate) measure: At<String>,
    pub(crate) period: At<Quarter>,
    pub(crate) was: At<Decimal>,
    pub(crate) now: At<Decimal>,
    pub(crate) on: At<Date>,
    pub(crate) because: Text,
}

/// What a file under `quarters/` says.
#[derive(Debug)]
pub struct QuarterDraft {
    pub(crate) path: SourcePath,
    pub(crate) quarter: Quarter,
    /// Whether its days, its list of values and its challenges could be read; each value knows of itself.
    pub(crate) legible: Legible,
    pub(crate) said: Option<At<Quarter>>,
    pub(crate) publish_on: Option<At<Publication>>,
    pub(crate) background: Option<At<bool>>,
    pub(crate) source: Option<At<Source>>,
    /// Where the name `values` stands, or the file's beginning.
    pub(crate) values_at: NodeId,
    pub(crate) values: Vec<(At<String>, EntryDraft)>,
    /// Measures that are named and have no value: owed, while the quarter is a draft.
    pub(crate) owed: Vec<At<String>>,
    pub(crate) stated: Vec<StatedDraft>,
    pub(crate) objectives: Vec<(At<String>, ObjectiveReport)>,
    pub(crate) actions: Vec<ActionDraft>,
    pub(crate) risks: Vec<Risk>,
    pub(crate) finance: Option<At<FinanceDraft>>,
    pub(crate) challenges: Vec<Challenge>,
    pub(crate) progress: Vec<ProgressDraft>,
    pub(crate) performing_well: HighlightDraft,
    pub(crate) improvement: HighlightDraft,
    pub(crate) revisions: Vec<RevisionDraft>,
}

impl QuarterDraft {
    /// Reads it.
    pub fn read(file: &File, node: &Node, quarter: Quarter) -> Option<Self> {
        let before = file.so_far();
        let mut fields = Fields::of(file, node, "a quarter")?;
        let said = fields.optional_at("quarter", leaf::quarter);
        let publish_on = fields.optional_at("publish_on", publish_on);
        let background = fields.optional_at("background", leaf::yes_or_no);
        let challenges = fields.list("challenges", register::challenge);
        let mut legible = file.since(before);
        let source = fields.optional_at("source", source);
        let values_at = fields.place_of("values");
        let (is_map, (values, owed)) = values(&mut fields);
        let objectives = fields.named("objectives", |file, _, node| objective(file, node));
        let (performing_well, improvement) = fields
            .optional("highlights", highlights)
            .unwrap_or_default();
        let money = file.so_far();
        let finance = fields.optional_at("finance", FinanceDraft::read);
        if finance.is_none() {
            legible = legible.and(file.since(money));
        }
        let mut draft = Self {
            path: file.path().clone(),
            quarter,
            legible,
            said,
            publish_on,
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
            revisions: fields.list("revisions", revision),
        };
        let before = file.so_far();
        fields.finish_with("entries for measures go under `values:`, indented");
        legible = legible.and(is_map).and(file.since(before));
        draft.legible = legible;
        Some(draft)
    }
}

/// The values by measure, and whether they were written as such.
fn values(fields: &mut Fields) -> (Legible, NamedOrBlank<EntryDraft>) {
    let read = fields.optional("values", |file, node| {
        let is_map = match node.content {
            Content::Map(_) => Legible::Whole,
            _ => Legible::InPart,
        };
        let values = each_named_or_blank(file, node, "values", |file, _, node| {
            Some(EntryDraft::read(file, node))
        });
        Some((is_map, values))
    });
    read.unwrap_or((Legible::Whole, (Vec::new(), Vec::new())))
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
        file.report(
            Diagnostic::error(Code::UnknownWord, file.place(node.id), message)
                .help("write a day, as `2016-09-27`, or `already_public`"),
        );
        return None;
    }
    leaf::date(file, node).map(Publication::On)
}

fn source(file: &File, node: &Node) -> Option<Source> {
    let mut fields = Fields::of(file, node, "a source")?;
    let title = fields.required("title", "\"Quarterly performance report\"", leaf::title);
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

fn stated(file: &File, node: &Node) -> Option<StatedDraft> {
    let before = file.so_far();
    let mut fields = Fields::of(file, node, "a stated total")?;
    let of = fields.required("of", "measures", leaf::word(STATED_OF));
    let plan = fields.optional("plan", leaf::plain);
    let group = fields.optional_at("group", leaf::plain);
    let set = fields.optional("set", leaf::plain);
    let total_at = fields.place_of("total");
    let total = fields.optional("total", leaf::count);
    let counts = STATED_COUNTS
        .into_iter()
        .filter_map(|word| Some((word.to_owned(), fields.optional(word, leaf::count)?)))
        .collect();
    let note = fields.optional("note", leaf::text);
    fields.finish();
    let within = plan
        .or(group.as_ref().map(|group| group.value.clone()))
        .or(set);
    let stated = Stated {
        of: of?,
        within,
        total,
        counts,
        note,
    };
    Some(StatedDraft {
        stated,
        legible: file.since(before),
        total_at,
        group,
    })
}

fn objective(file: &File, node: &Node) -> Option<ObjectiveReport> {
    let before = file.so_far();
    let mut fields = Fields::of(file, node, "an objective's entry")?;
    let report = ObjectiveReport {
        rating: fields.optional("rating", leaf::word(RATINGS)),
        direction: fields.optional("direction", leaf::word(DIRECTIONS)),
        because: fields.optional("because", leaf::text),
    };
    fields.finish();
    let says_nothing = report.rating.is_none() && report.direction.is_none();
    if says_nothing && file.since(before) == Legible::Whole {
        let message = "this entry has neither a rating nor a direction";
        file.report(
            Diagnostic::error(Code::BlankValue, file.place(node.id), message)
                .help("add `rating:` or `direction:`, or delete the line"),
        );
    }
    Some(report)
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
    let was = fields.required("was", "85", at(leaf::decimal));
    let now = fields.required("now", "84", at(leaf::decimal));
    let on = fields.required("on", "2016-07-20", at(leaf::date));
    let because = fields.required("because", "\"Two late audits.\"", leaf::text);
    fields.finish();
    Some(RevisionDraft {
        measure: measure?,
        period: period?,
        was: was?,
        now: now?,
        on: on?,
        because: because?,
    })
}
