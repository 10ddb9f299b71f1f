//! What a quarter file says of one measure.

use std::ops::Deref;

use rust_decimal::Decimal;

use super::measure::PERIODS;
use crate::diag::{Code, Diagnostic};
use crate::model::{
    Colour, Mark, Missing, Month, PeriodKind, Rating, Standing, Text, TypedDirection,
};
use crate::parse::fields::{Fields, at, each_named};
use crate::parse::file::{At, File, Legible};
use crate::parse::leaf;
use crate::parse::yaml::{Content, Node};
use crate::source::NodeId;

/// The words for ratings.
pub const RATINGS: &[(&str, Rating)] = &[
    ("on_target", Rating::Tolerance(Standing::OnTarget)),
    ("within_tolerance", Rating::Tolerance(Standing::Within)),
    ("outside_tolerance", Rating::Tolerance(Standing::Outside)),
    ("green", Rating::Colour(Colour::Green)),
    ("amber", Rating::Colour(Colour::Amber)),
    ("red", Rating::Colour(Colour::Red)),
];

/// The words for directions.
pub const DIRECTIONS: &[(&str, TypedDirection)] = &[
    ("improved", TypedDirection::Improved),
    ("no_change", TypedDirection::NoChange),
    ("worsened", TypedDirection::Worsened),
];

const MISSING: &[(&str, Missing)] = &[
    ("not_available", Missing::NotAvailable),
    ("not_applicable", Missing::NotApplicable),
    ("not_collected", Missing::NotCollected),
    ("suppressed", Missing::Suppressed),
];

const MARKS: &[(&str, Mark)] = &[
    ("provisional", Mark::Provisional),
    ("estimated", Mark::Estimated),
    ("break", Mark::Break),
];

/// A figure and what stands beside it.
#[derive(Debug, Clone, Copy)]
pub struct FigureDraft {
    pub(crate) value: At<Decimal>,
    pub(crate) mark: Option<Mark>,
}

impl PartialEq for FigureDraft {
    fn eq(&self, other: &Self) -> bool {
        let both = (self.value.value, other.value.value);
        self.mark == other.mark && is_typed_alike(Some(both.0), Some(both.1))
    }
}

/// 88 and 88.0 are one number, and two figures: each is shown as it was typed.
fn is_typed_alike(one: Option<Decimal>, other: Option<Decimal>) -> bool {
    let digits = |figure: Option<Decimal>| figure.map(|figure| (figure, figure.scale()));
    digits(one) == digits(other)
}

fn value(figure: Option<At<Decimal>>) -> Option<Decimal> {
    figure.map(|figure| figure.value)
}

/// An entry as typed: a bare figure is the same as `{ value: ... }`.
///
/// Most entries are, so what else an entry may say is kept apart: a council's ten years hold hundreds of thousands.
#[derive(Debug)]
pub struct EntryDraft {
    pub(crate) node: NodeId,
    pub(crate) legible: Legible,
    pub(crate) value: Option<At<Decimal>>,
    more: Option<Box<EntryDetails>>,
}

/// Two entries are equal when they say the same, wherever they stand.
impl PartialEq for EntryDraft {
    fn eq(&self, other: &Self) -> bool {
        is_typed_alike(value(self.value), value(other.value))
            && (self.legible, &self.more) == (other.legible, &other.more)
    }
}

/// What an entry may say beside its figure.
#[derive(Debug, Default)]
pub struct EntryDetails {
    /// What stands beside the figure, typed or computed.
    pub(crate) mark: Option<At<Mark>>,
    pub(crate) forecast: Option<FigureDraft>,
    pub(crate) months: Vec<(At<Month>, FigureDraft)>,
    pub(crate) parts: Vec<(At<String>, FigureDraft)>,
    pub(crate) members: Vec<(At<String>, EntryDraft)>,
    pub(crate) cohort: Option<Decimal>,
    pub(crate) numerator: Option<At<Decimal>>,
    pub(crate) denominator: Option<At<Decimal>>,
    pub(crate) rating: Option<At<Rating>>,
    pub(crate) rated_by: Option<At<String>>,
    pub(crate) direction: Option<At<TypedDirection>>,
    pub(crate) missing: Option<At<Missing>>,
    pub(crate) period: Option<At<PeriodKind>>,
    pub(crate) because: Option<Text>,
    pub(crate) note: Option<Text>,
}

impl PartialEq for EntryDetails {
    fn eq(&self, other: &Self) -> bool {
        // Every field by its name, so that one that is added later is not forgotten here.
        let Self {
            mark,
            forecast,
            months,
            parts,
            members,
            cohort,
            numerator,
            denominator,
            rating,
            rated_by,
            direction,
            missing,
            period,
            because,
            note,
        } = self;
        is_typed_alike(*cohort, other.cohort)
            && is_typed_alike(value(*numerator), value(other.numerator))
            && is_typed_alike(value(*denominator), value(other.denominator))
            && (mark, forecast, months, parts, members)
                == (
                    &other.mark,
                    &other.forecast,
                    &other.months,
                    &other.parts,
                    &other.members,
                )
            && (rating, rated_by, direction, missing)
                == (
                    &other.rating,
                    &other.rated_by,
                    &other.direction,
                    &other.missing,
                )
            && (period, because, note) == (&other.period, &other.because, &other.note)
    }
}

/// What a bare figure says beside itself.
static NOTHING_MORE: EntryDetails = EntryDetails {
    mark: None,
    forecast: None,
    months: Vec::new(),
    parts: Vec::new(),
    members: Vec::new(),
    cohort: None,
    numerator: None,
    denominator: None,
    rating: None,
    rated_by: None,
    direction: None,
    missing: None,
    period: None,
    because: None,
    note: None,
};

impl Deref for EntryDraft {
    type Target = EntryDetails;

    fn deref(&self) -> &EntryDetails {
        self.more.as_deref().unwrap_or(&NOTHING_MORE)
    }
}

impl EntryDraft {
    fn empty(node: NodeId) -> Self {
        Self {
            node,
            legible: Legible::Whole,
            value: None,
            more: None,
        }
    }

    /// Reads a figure or a map. An empty value is an entry too, without content.
    pub fn read(file: &File, node: &Node) -> Self {
        let before = file.so_far();
        let mut draft = match &node.content {
            Content::Map(_) => Self::read_map(file, node),
            Content::Blank => Self::empty(node.id),
            _ => Self {
                value: at(leaf::decimal)(file, node),
                ..Self::empty(node.id)
            },
        };
        draft.legible = match node.content {
            Content::Blank => Legible::InPart,
            _ => file.since(before),
        };
        draft
    }

    fn read_map(file: &File, node: &Node) -> Self {
        let Some(mut fields) = Fields::of(file, node, "an entry") else {
            return Self::empty(node.id);
        };
        let value = fields.optional_at("value", leaf::decimal);
        let mut more = EntryDetails {
            mark: fields.optional_at("mark", leaf::word(MARKS)),
            forecast: fields.optional("forecast", figure),
            months: fields
                .optional("months", |file, node| Some(months(file, node)))
                .unwrap_or_default(),
            parts: fields.named("parts", |file, _, node| figure(file, node)),
            members: fields.named("members", |file, _, node| {
                Some(EntryDraft::read(file, node))
            }),
            cohort: fields.optional("cohort", leaf::decimal),
            numerator: fields.optional_at("numerator", leaf::decimal),
            denominator: fields.optional_at("denominator", leaf::decimal),
            ..EntryDetails::default()
        };
        more.read_words(&mut fields);
        fields.finish_with("a new entry starts in the same column as the other measures");
        let more = (more != NOTHING_MORE).then(|| Box::new(more));
        Self {
            value,
            more,
            ..Self::empty(node.id)
        }
    }

    /// Where the figure stands, typed or computed.
    pub fn figure_at(&self) -> Option<NodeId> {
        self.value
            .or(self.numerator)
            .or(self.denominator)
            .map(|figure| figure.node)
    }
}

impl EntryDetails {
    fn read_words(&mut self, fields: &mut Fields) {
        self.rating = fields.optional_at("rating", leaf::word(RATINGS));
        self.rated_by = fields.optional_at("rated_by", leaf::id);
        self.direction = fields.optional_at("direction", leaf::word(DIRECTIONS));
        self.missing = fields.optional_at("missing", leaf::word(MISSING));
        self.period = fields.optional_at("period", leaf::word(PERIODS));
        self.because = fields.optional("because", leaf::text);
        self.note = fields.optional("note", leaf::text);
    }
}

/// A figure, or `{ value: 91, mark: provisional }`.
fn figure(file: &File, node: &Node) -> Option<FigureDraft> {
    if !matches!(node.content, Content::Map(_)) {
        let value = at(leaf::decimal)(file, node)?;
        return Some(FigureDraft { value, mark: None });
    }
    let mut fields = Fields::of(file, node, "a figure")?;
    let value = fields.required("value", "91", at(leaf::decimal));
    let mark = fields.optional("mark", leaf::word(MARKS));
    fields.finish();
    Some(FigureDraft {
        value: value?,
        mark,
    })
}

fn months(file: &File, node: &Node) -> Vec<(At<Month>, FigureDraft)> {
    let typed = each_named(file, node, "months", |file, key, node| {
        let month = leaf::month_of(key);
        if month.is_none() {
            let message = format!("`{}` is not a month", key.value);
            let help = leaf::near_month(key).map_or_else(
                || "write the year and the month: `2016-07`".to_owned(),
                |month| format!("write `{month}`"),
            );
            let place = file.place(key.node);
            file.report(Diagnostic::error(Code::NotADate, place, message).help(help));
        }
        let figure = figure(file, node);
        Some((month?, figure?))
    });
    let placed = typed.into_iter().map(|(key, (month, figure))| {
        let month = At {
            value: month,
            node: key.node,
        };
        (month, figure)
    });
    placed.collect()
}
