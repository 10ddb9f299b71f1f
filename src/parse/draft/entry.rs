//! What a quarter file says of one measure.

use std::ops::Deref;
use std::sync::LazyLock;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::measure::PeriodWord;
use super::scale;
use super::target::{self, FigureTargetDraft};
use crate::diag::Code;
use crate::model::{Mark, Missing, Month, PrintedDirection, Quarter, Text};
use crate::parse::fields::{Fields, at, each_named, map};
use crate::parse::file::{At, File};
use crate::parse::leaf::{self, Amount};
use crate::parse::yaml::{Content, Node};
use crate::source::NodeId;

/// A number as typed. 88 and 88.0 are not the same: each is shown as it was typed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TypedNumber(pub(crate) Decimal);

impl PartialEq for TypedNumber {
    fn eq(&self, other: &Self) -> bool {
        (self.0, self.0.scale()) == (other.0, other.0.scale())
    }
}

fn number(file: &File, node: &Node) -> Option<TypedNumber> {
    leaf::decimal(file, node).map(TypedNumber)
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FigureDraft {
    pub(crate) value: At<Amount>,
    pub(crate) mark: Option<Mark>,
}

/// An entry as typed: a bare figure is the same as `{ value: ... }`.
///
/// Most entries are, so what else an entry may say is kept apart: a council's ten years hold hundreds of thousands.
#[derive(Debug)]
pub(crate) struct EntryDraft {
    pub(crate) node: NodeId,
    /// Whether all of it could be read.
    pub(crate) is_whole: bool,
    pub(crate) value: Option<At<TypedNumber>>,
    more: Option<Box<EntryDetails>>,
}

/// Two entries are equal when they say the same, wherever they stand.
impl PartialEq for EntryDraft {
    fn eq(&self, other: &Self) -> bool {
        (self.is_whole, self.value, &self.more) == (other.is_whole, other.value, &other.more)
    }
}

/// What an entry may say beside its figure.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct EntryDetails {
    /// The figure in words: a duration, a result, "<5".
    pub(crate) words: Option<At<String>>,
    /// What the source prints instead of a figure: "85-95%".
    pub(crate) as_printed: Option<At<Text>>,
    /// The figure of the year so far, beside the quarter's.
    pub(crate) year_to_date: Option<FigureDraft>,
    /// The period that the figure is for, in words: "Wave 12".
    pub(crate) covers: Option<At<Text>>,
    pub(crate) target: Option<At<FigureTargetDraft>>,
    /// How far the figure may be off, in the measure's unit, as a survey states it.
    pub(crate) margin: Option<At<Amount>>,
    /// Of the figure, typed or computed.
    pub(crate) mark: Option<At<Mark>>,
    pub(crate) forecast: Option<FigureDraft>,
    pub(crate) on_target_by: Option<At<Quarter>>,
    pub(crate) months: Vec<(At<Month>, FigureDraft)>,
    pub(crate) parts: Vec<(At<String>, FigureDraft)>,
    pub(crate) members: Vec<(At<String>, EntryDraft)>,
    pub(crate) cohort: Option<TypedNumber>,
    pub(crate) numerator: Option<At<TypedNumber>>,
    pub(crate) denominator: Option<At<TypedNumber>>,
    pub(crate) rating: Option<At<String>>,
    pub(crate) rated_by: Option<At<String>>,
    pub(crate) direction: Option<At<PrintedDirection>>,
    pub(crate) missing: Option<At<Missing>>,
    pub(crate) period: Option<At<PeriodWord>>,
    pub(crate) because: Option<Text>,
    pub(crate) note: Option<Text>,
}

/// What a bare figure says beside itself.
static NOTHING_MORE: LazyLock<EntryDetails> = LazyLock::new(EntryDetails::default);

impl Deref for EntryDraft {
    type Target = EntryDetails;

    fn deref(&self) -> &EntryDetails {
        self.more.as_deref().unwrap_or(&NOTHING_MORE)
    }
}

impl EntryDraft {
    /// Returns the entry of a member, or the whole for none.
    pub(crate) fn of_member(&self, member: Option<&str>) -> Option<&Self> {
        let Some(id) = member else {
            return Some(self);
        };
        let mut members = self.members.iter();
        members.find_map(|(name, own)| (name.value == id).then_some(own))
    }

    /// Reads a figure or a map.
    pub(crate) fn read(file: &File, node: &Node) -> Self {
        let before = file.so_far();
        let read = match &node.content {
            Content::Map(_) => details(file, node),
            _ => at(leaf::amount)(file, node).map(figure_of),
        };
        let (value, more) = read.unwrap_or_default();
        Self {
            node: node.id,
            is_whole: file.is_whole_since(before),
            value,
            more: (more != *NOTHING_MORE).then(|| Box::new(more)),
        }
    }

    /// Returns the typed figure: a number or words.
    pub(crate) fn typed(&self) -> Option<At<Amount>> {
        let number = self.value.map(|at| at.map(|value| Amount::Number(value.0)));
        number.or_else(|| Some(self.words.clone()?.map(Amount::Words)))
    }

    /// Where the figure stands, typed or computed.
    pub(crate) fn figure_at(&self) -> Option<NodeId> {
        let figure = self.value.or(self.numerator).or(self.denominator);
        let words = self.words.as_ref().map(|words| words.node);
        figure.map(|figure| figure.node).or(words)
    }
}

/// A figure on its own: a number, or words.
fn figure_of(typed: At<Amount>) -> (Option<At<TypedNumber>>, EntryDetails) {
    let node = typed.node;
    match typed.value {
        Amount::Number(value) => {
            let value = TypedNumber(value);
            (Some(At { value, node }), EntryDetails::default())
        }
        Amount::Words(value) => {
            let words = Some(At { value, node });
            let more = EntryDetails {
                words,
                ..EntryDetails::default()
            };
            (None, more)
        }
    }
}

fn details(file: &File, node: &Node) -> Option<(Option<At<TypedNumber>>, EntryDetails)> {
    let mut fields = Fields::of(file, node, "an entry")?;
    let value = fields.optional_at("value", leaf::amount);
    let (value, EntryDetails { words, .. }) = value.map(figure_of).unwrap_or_default();
    let more = EntryDetails {
        words,
        as_printed: fields.optional_at("as_printed", leaf::title),
        year_to_date: fields.optional("year_to_date", figure),
        covers: fields.optional_at("covers", leaf::title),
        target: fields.optional_at("target", target::with_figure),
        margin: fields.optional_at("margin", leaf::amount),
        mark: fields.optional_at("mark", leaf::choice),
        forecast: fields.optional("forecast", figure),
        on_target_by: fields.optional_at("on_target_by", leaf::quarter),
        months: fields
            .optional("months", |file, node| Some(months(file, node)))
            .unwrap_or_default(),
        parts: fields.named("parts", |file, _, node| figure(file, node)),
        members: fields.named("members", |file, _, node| {
            Some(EntryDraft::read(file, node))
        }),
        cohort: fields.optional("cohort", number),
        numerator: fields.optional_at("numerator", number),
        denominator: fields.optional_at("denominator", number),
        rating: fields.optional("rating", scale::rating),
        rated_by: fields.optional_at("rated_by", leaf::id),
        direction: fields.optional_at("direction", direction),
        missing: fields.optional_at("missing", leaf::choice),
        period: fields.optional_at("period", leaf::choice),
        because: fields.optional("because", leaf::text),
        note: fields.optional("note", leaf::text),
    };
    fields.finish_with("; a new entry starts in the same column as the other measures");
    Some((value, more))
}

/// A figure, or `{ value: 91, mark: provisional }`.
fn figure(file: &File, node: &Node) -> Option<FigureDraft> {
    if !matches!(node.content, Content::Map(_)) {
        let value = at(leaf::amount)(file, node)?;
        return Some(FigureDraft { value, mark: None });
    }
    map(file, node, "a figure", |fields| {
        let value = fields.required("value", at(leaf::amount));
        let mark = fields.optional("mark", leaf::choice);
        value.map(|value| FigureDraft { value, mark })
    })
}

/// A word, or `{ is: worsened, on: last_year }`.
fn direction(file: &File, node: &Node) -> Option<PrintedDirection> {
    if !matches!(node.content, Content::Map(_)) {
        let is = leaf::choice(file, node)?;
        return Some(PrintedDirection { is, on: None });
    }
    map(file, node, "a printed direction", |fields| {
        let is = fields.required("is", leaf::choice);
        let on = fields.required("on", leaf::choice);
        let (is, on) = (is?, on?);
        Some(PrintedDirection { is, on: Some(on) })
    })
}

fn months(file: &File, node: &Node) -> Vec<(At<Month>, FigureDraft)> {
    months_with(file, node, "months", month)
}

/// Fields of an entry that a month cannot have, each with what to do instead.
const NOT_OF_A_MONTH: &[(&str, &str)] = &[
    ("missing", NO_FIGURE),
    ("because", NO_FIGURE),
    ("target", NO_TARGET),
    ("tolerance", NO_TARGET),
    (
        "rating",
        "a month is rated by the rule; type a person\u{2019}s rating of the quarter in its entry, and say in `note:` how the month was rated",
    ),
    ("numerator", NO_FRACTION),
    ("denominator", NO_FRACTION),
    (
        "note",
        "write `note:` beside `months:`, and name the month in it",
    ),
];
const NO_FIGURE: &str = "leave the month out, and say why in the `note:` of the entry; then type the quarter\u{2019}s own `value:`, or its own `missing:` with `because:`";
const NO_TARGET: &str = "write the targets of months in the target of their quarter: `target: { target: 90, month: { 2016-04: 88, 2016-05: 89, 2016-06: 90 } }`; a running total can have a `profile` of twelve figures instead";
const NO_FRACTION: &str = "write the figure of the month: of 34 and 36, `94.4`; the quarter\u{2019}s own can be typed in its entry";

/// The figure of a month.
fn month(file: &File, node: &Node) -> Option<FigureDraft> {
    if matches!(node.content, Content::Map(_)) && file.survey().is_none() {
        let fields = Fields::of(file, node, "a figure")?;
        let mut others = NOT_OF_A_MONTH.iter();
        if let Some((name, help)) = others.find(|(name, _)| fields.has(name)) {
            let message = format!("a month has a figure and its `mark`, and no `{name}`");
            file.error(node.id, Code::UnknownField, message, *help);
            return None;
        }
    }
    figure(file, node)
}

/// Months, each with the day on which it becomes public.
pub(crate) type MonthDays = Vec<(At<Month>, At<Date>)>;

/// Reads the months that are published before their quarter.
pub(super) fn months_on(fields: &mut Fields) -> Option<At<MonthDays>> {
    const NAME: &str = "publish_months";
    let read = |file: &File, node: &Node| Some(months_with(file, node, NAME, at(leaf::date)));
    fields.optional_at(NAME, read)
}

/// Something of each month.
pub(super) fn months_with<T>(
    file: &File,
    node: &Node,
    what: &str,
    read: impl Fn(&File, &Node) -> Option<T>,
) -> Vec<(At<Month>, T)> {
    let typed = each_named(file, node, what, None, |file, key, node| {
        let month = leaf::month_of(key);
        if month.is_none() {
            let message = format!("`{}` is not a month", key.value);
            let help = leaf::near_month(key).map_or_else(
                || "write the year and the month: `2016-07`".to_owned(),
                |month| format!("write `{month}`"),
            );
            file.error(key.node, Code::NotADate, message, help);
        }
        month.zip(read(file, node))
    });
    let placed = |(key, (month, value)): (At<String>, _)| (key.map(|_| month), value);
    typed.into_iter().map(placed).collect()
}
