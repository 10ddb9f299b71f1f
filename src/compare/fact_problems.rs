//! Problems of published facts that changed without a record, and how to record them.

use jiff::civil::Date;

use super::facts::{ChangedFact, FactRecord};
use super::paste::{Pastes, SITE};
use super::promises::LISTS;
use crate::diag::{Code, Diagnostic, Problems, count};
use crate::model::published::{self, FactKind};
use crate::model::{Holder, MeasureId, Quarter, Report};
use crate::parse::draft::Drafts;
use crate::parse::{self, typed};
use crate::source::{Place, SourcePath, SourceTree};

/// Returns a problem for each published fact that changed without a record.
pub(super) fn problems(
    changed: &[ChangedFact],
    after: &Report,
    drafts: &Drafts,
    pastes: &Pastes,
    tree: &SourceTree,
    as_of: Date,
) -> Vec<Diagnostic> {
    let unrecorded = changed.iter().filter(|one| !one.is_recorded());
    let files = Files {
        drafts,
        after,
        tree,
        pastes,
        as_of,
    };
    let mut problems = Problems::default();
    problems.extend(unrecorded.map(|one| files.problem(one)));
    problems.into()
}

struct Files<'a, 'p> {
    drafts: &'a Drafts,
    after: &'a Report,
    tree: &'a SourceTree,
    pastes: &'a Pastes<'p>,
    as_of: Date,
}

impl Files<'_, '_> {
    fn problem(&self, one: &ChangedFact) -> Diagnostic {
        let code = match one.kind {
            FactKind::Result => Code::UnrecordedRevision,
            FactKind::Promise | FactKind::Description => Code::UnrecordedChange,
        };
        let message = if self.is_to_come(one) {
            let sides = [&one.was, &one.now].map(|side| quoted(side.as_deref()));
            let [was, now] = sides;
            format!(
                "{} changes from {was} to {now} in {}, without a reason",
                subject(one),
                one.quarter
            )
        } else {
            message(one)
        };
        let problem = Diagnostic::error(code, self.place(one), message);
        problem.help(self.help(one))
    }

    fn help(&self, one: &ChangedFact) -> String {
        if let FactRecord::OtherValues(change) = &one.record {
            let (was, now) = (quoted(one.was.as_deref()), quoted(one.now.as_deref()));
            let field = one.field;
            return format!(
                "the change of {} must lead from {was} to {now}: correct its `was` and `now`, or put `{field}` back",
                change.on
            );
        }
        let ratings = self.ratings(one);
        if let FactRecord::Recorded(_) = one.record {
            return format!("a published rating is revised like a published figure: {ratings}");
        }
        if self.is_to_come(one) {
            return format!(
                "add `because: \"...\"` to the target that starts in {}",
                one.quarter
            );
        }
        let first = self.first_advice(one);
        let entry = self.entry(one);
        let also = if ratings.is_empty() {
            String::new()
        } else {
            format!("\nand {ratings}")
        };
        format!("{first}{entry}{also}")
    }

    /// Returns whether it is a target of quarters that are not published yet.
    fn is_to_come(&self, one: &ChangedFact) -> bool {
        let latest = self.after.latest();
        one.field == "target"
            && one.now.is_some()
            && latest.is_some_and(|latest| latest < one.quarter)
    }

    /// Returns what to do instead, if there is something better than to record the change.
    fn first_advice(&self, one: &ChangedFact) -> String {
        let next = self.after.latest().map(Quarter::next);
        let next = next.unwrap_or(one.quarter);
        let put_back = match &one.was {
            Some(was) => format!("put back {}", shortened(was)),
            None => format!("delete `{}`", one.field),
        };
        match (&one.holder, one.field) {
            (Holder::Measure(_), "target") if one.now.is_none() => format!(
                "{put_back}, and end the measure with `reported: {{ until: ..., because: \"...\" }}`. If published quarters must not be judged, "
            ),
            (Holder::Measure(_), "target") => format!(
                "{put_back}, and add a row for the new target that starts in {next}, with `because: \"...\"`. If published quarters must be judged again, "
            ),
            (Holder::Measure(_), "until") if one.now.is_some() => {
                "add `because: \"...\"` beside `until`; or ".to_owned()
            }
            (Holder::Measure(_), "better" | "unit" | "period" | "rule") => format!(
                "{put_back}: end this measure with `reported: {{ until: ..., because: \"...\" }}`, and start a new one for figures that are judged differently. If published quarters must be judged again, "
            ),
            (Holder::Measure(id), _) if one.is_removal() => format!(
                "restore content/measures/{}.yaml, with `reported: {{ until: ..., because: \"...\" }}`: pages of published measures must stay available. If it must go, ",
                id.whole()
            ),
            (Holder::Plan(id), _) if one.is_removal() => format!(
                "restore content/plans/{id}.yaml, with `to:` for its last quarter. If it must go, "
            ),
            (Holder::Objective(_), _) if one.is_removal() => {
                format!("{put_back}: a plan keeps its objectives until it ends. If it must go, ")
            }
            (_, field) if LISTS.contains(&field) => {
                "if this is a mistake, put the list back; if not, ".to_owned()
            }
            _ => format!("if this is a mistake, {put_back}; if not, "),
        }
    }

    /// Returns the change as text to paste.
    fn entry(&self, one: &ChangedFact) -> String {
        let is_result = one.kind == FactKind::Result;
        let name = holder_name(&one.holder, is_result, one.is_removal());
        let quarter = if is_result { "period" } else { "from" };
        let (field, start) = (one.field, one.quarter);
        let sides = sides(one.was.as_deref(), one.now.as_deref());
        let entry = format!(
            "{{ {name}field: {field}, {quarter}: {start}{sides}, on: {}, because: \"...\" }}",
            self.as_of
        );
        if is_result {
            return self.pastes.offer_revisions(&[entry]);
        }
        let file = self.file(one);
        self.pastes.offer(&file, "changes", &[entry])
    }

    /// Returns the revisions of ratings as text to paste. Empty if there are none.
    fn ratings(&self, one: &ChangedFact) -> String {
        let entries = one
            .ratings
            .iter()
            .filter(|one| !one.is_recorded)
            .map(|one| {
                let (name, quarter) = (holder_name(&one.holder, true, false), one.quarter);
                let sides = sides(
                    one.was.map(published::rating),
                    one.now.map(published::rating),
                );
                format!(
                    "{{ {name}field: rating, period: {quarter}{sides}, on: {}, because: \"...\" }}",
                    self.as_of
                )
            });
        let entries: Vec<String> = entries.collect();
        if entries.is_empty() {
            return String::new();
        }
        self.pastes.offer_revisions(&entries)
    }

    /// Returns the file that records a change.
    fn file(&self, one: &ChangedFact) -> SourcePath {
        let own = match &one.holder {
            Holder::Measure(id) if !one.is_removal() => self.measure_file(id),
            Holder::Plan(id) if !one.is_removal() => {
                let mut plans = self.drafts.plans.iter();
                plans
                    .find(|plan| plan.id == id.as_str())
                    .map(|plan| plan.path.clone())
            }
            Holder::Objective(id) => {
                let plans = self.drafts.plans.iter();
                let own = plans.clone().find(|plan| {
                    plan.objectives
                        .iter()
                        .any(|(own, _)| own.as_str() == id.as_str())
                });
                own.or_else(|| plans.last()).map(|plan| plan.path.clone())
            }
            _ => None,
        };
        own.unwrap_or_else(|| SourcePath::new(SITE))
    }

    fn measure_file(&self, id: &MeasureId) -> Option<SourcePath> {
        let mut measures = self.drafts.measures.iter();
        let own = measures.find(|one| one.id.as_str() == id.whole());
        own.map(|own| own.path.clone())
    }

    fn place(&self, one: &ChangedFact) -> Place {
        let member = match &one.holder {
            Holder::Measure(id) => id.member(),
            _ => None,
        };
        let key = match one.field {
            "target" => "targets",
            "from" if matches!(one.holder, Holder::Measure(_)) => "reported",
            "until" => "reported",
            "amber_up_to" => "finance",
            "due_days" => "reporting",
            field => field,
        };
        if one.kind == FactKind::Result {
            return self.place_of_result(one);
        }
        let path = self.file(one);
        let within: Vec<&str> = match (&one.holder, member) {
            (Holder::Measure(_), Some(member)) => vec!["members", member],
            (Holder::Objective(id), _) => vec!["objectives", id.as_str()],
            _ => Vec::new(),
        };
        let start = one.quarter.to_string();
        let names: Vec<&str> = within.iter().copied().chain([key, &start]).collect();
        parse::place_of(self.tree, &path, &names)
    }

    fn place_of_result(&self, one: &ChangedFact) -> Place {
        let mut files = self
            .drafts
            .quarters
            .iter()
            .filter(|file| file.quarter == one.quarter);
        let Some(file) = files.next() else {
            return Place::file(&SourcePath::new(SITE));
        };
        let whole;
        let names: Vec<&str> = match &one.holder {
            Holder::Measure(_) if LISTS.contains(&one.field) => {
                vec!["highlights", one.field]
            }
            Holder::Measure(id) => {
                whole = id.whole();
                vec!["values", whole, one.field]
            }
            Holder::Objective(id) => vec!["objectives", id.as_str(), one.field],
            Holder::Money(name) => {
                let tables = [(" (capital)", "capital"), (" (savings)", "savings")];
                let found = tables
                    .into_iter()
                    .find_map(|(end, table)| Some((name.strip_suffix(end)?, table)));
                let (service, table) = found.unwrap_or((name, "revenue"));
                vec!["finance", table, service, one.field]
            }
            Holder::Risk(title) => vec!["risks", title, one.field],
            Holder::Action(title) => vec!["actions", title, one.field],
            Holder::Site if one.field == "in" => vec!["finance", "in"],
            Holder::Site => vec![one.field],
            _ => vec!["stated"],
        };
        parse::place_of(self.tree, &file.path, &names)
    }
}

fn message(one: &ChangedFact) -> String {
    let what = subject(one);
    if let (Holder::Measure(id), true) = (&one.holder, LISTS.contains(&one.field)) {
        let (was, now) = (one.was.as_deref(), one.now.as_deref());
        let is = now.map_or_else(
            || format!("no longer {}", was.unwrap_or_default()),
            |now| format!("now {now}"),
        );
        let preposition = if is.ends_with("added") { "to" } else { "of" };
        return format!(
            "`{id}` is {is} {preposition} `{}` in {}, which is published, but no entry records the change",
            one.field, one.quarter
        );
    }
    let rerated = match one.ratings.len() {
        0 => String::new(),
        number => format!(
            ", which changes {}",
            count(number, "published rating", "published ratings")
        ),
    };
    if matches!(one.record, FactRecord::Recorded(_)) {
        return format!(
            "the change of {what} changes {}, which no revision records",
            count(one.ratings.len(), "published rating", "published ratings")
        );
    }
    let when = match one.kind {
        FactKind::Result if one.holder != Holder::Site => format!(" for {}", one.quarter),
        _ if one.field == "target" => format!(" from {}", one.quarter),
        _ => String::new(),
    };
    match (&one.was, &one.now) {
        (Some(was), Some(now)) => format!(
            "{what} was published as {}{when} and is now {}{rerated}, but no entry records the change",
            shortened(was),
            shortened(now)
        ),
        (Some(was), None) if one.is_removal() => {
            format!("{what}, \"{was}\", was published and is now missing")
        }
        (Some(was), None) => format!(
            "{what} was published as {}{when} and is now missing{rerated}",
            shortened(was)
        ),
        (None, now) => format!(
            "{what} was published without a value{when} and is now {}{rerated}, but no entry records the change",
            now.as_deref().map(shortened).unwrap_or_default()
        ),
    }
}

fn subject(one: &ChangedFact) -> String {
    let field = one.field;
    let is_gone = one.is_removal();
    match &one.holder {
        Holder::Site if one.kind == FactKind::Result => format!("`{field}` of {}", one.quarter),
        Holder::Site => format!("`{field}` of the site"),
        Holder::Measure(id) if is_gone => format!("the measure `{id}`"),
        Holder::Plan(id) if is_gone => format!("the plan `{id}`"),
        Holder::Objective(id) if is_gone => format!("the objective `{id}`"),
        Holder::Measure(id) => format!("`{field}` of `{id}`"),
        Holder::Plan(id) => format!("`{field}` of the plan `{id}`"),
        Holder::Objective(id) => format!("`{field}` of the objective `{id}`"),
        Holder::Money(name) | Holder::Risk(name) | Holder::Action(name) | Holder::Stated(name) => {
            format!("`{field}` of \"{name}\"")
        }
    }
}

/// Returns the fields of an entry with the values before and after.
fn sides(was: Option<&str>, now: Option<&str>) -> String {
    let side = |name, value: Option<&str>| {
        value.map_or(String::new(), |value| format!(", {name}: {}", typed(value)))
    };
    side("was", was) + &side("now", now)
}

/// Returns the field of an entry that names what it is about, if the file holds several things.
fn holder_name(holder: &Holder, is_result: bool, is_removal: bool) -> String {
    let (kind, name) = match holder {
        Holder::Measure(id) => match id.member() {
            _ if is_result || is_removal => ("measure", id.to_string()),
            Some(member) => ("member", member.to_owned()),
            None => return String::new(),
        },
        Holder::Plan(id) if is_removal => ("plan", id.to_string()),
        Holder::Site | Holder::Plan(_) => return String::new(),
        Holder::Objective(id) => ("objective", id.to_string()),
        Holder::Money(name) => ("money", typed(name)),
        Holder::Risk(name) => ("risk", typed(name)),
        Holder::Action(name) => ("action", typed(name)),
        Holder::Stated(name) => ("stated", typed(name)),
    };
    format!("{kind}: {name}, ")
}

/// The number of characters of a text that a message repeats.
const LONGEST: usize = 80;

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}...`", &text[..end]),
        None => format!("`{text}`"),
    }
}

fn quoted(text: Option<&str>) -> String {
    text.map_or("nothing".to_owned(), shortened)
}
