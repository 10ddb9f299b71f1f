//! Problems of published facts that changed without a record, and how to record them.

use jiff::civil::Date;

use super::facts::{ChangedFact, ChangedRating, FactRecord};
use super::paste;
use crate::diag::{Code, Diagnostic, Problems, count};
use crate::model::published::{self, FactKind};
use crate::model::{Holder, MeasureId, Quarter, Rating, Report};
use crate::parse;
use crate::parse::draft::Drafts;
use crate::source::{Place, SourcePath, SourceTree};

const SITE: &str = "content/site.yaml";

/// Returns a problem for each published fact that changed without a record.
pub(super) fn problems(
    changed: &[ChangedFact],
    after: &Report,
    tree: &SourceTree,
    as_of: Date,
) -> Vec<Diagnostic> {
    let unrecorded: Vec<&ChangedFact> = changed.iter().filter(|one| !one.is_recorded()).collect();
    if unrecorded.is_empty() {
        return Vec::new();
    }
    let (drafts, _) = parse::parse(tree);
    let files = Files {
        drafts: &drafts,
        after,
        tree,
        as_of,
    };
    let mut problems = Problems::default();
    problems.extend(unrecorded.into_iter().map(|one| files.problem(one)));
    problems.into()
}

struct Files<'a> {
    drafts: &'a Drafts,
    after: &'a Report,
    tree: &'a SourceTree,
    as_of: Date,
}

impl Files<'_> {
    fn problem(&self, one: &ChangedFact) -> Diagnostic {
        let code = match one.kind {
            FactKind::Result => Code::UnrecordedRevision,
            FactKind::Promise | FactKind::Description => Code::UnrecordedChange,
        };
        let problem = Diagnostic::error(code, self.place(one), message(one));
        problem.help(self.help(one))
    }

    fn help(&self, one: &ChangedFact) -> String {
        if let FactRecord::OtherValues(change) = &one.record {
            let (was, now) = (quoted(&one.was), quoted(&one.now));
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
        let first = self.first_advice(one);
        let entry = self.entry(one);
        let also = if ratings.is_empty() {
            String::new()
        } else {
            format!("\nand {ratings}")
        };
        format!("{first}{entry}{also}")
    }

    /// Returns what to do instead, if there is something better than to record the change.
    fn first_advice(&self, one: &ChangedFact) -> String {
        let next = self.after.latest().map(Quarter::next);
        let next = next.unwrap_or(one.quarter);
        let put_back = match &one.was {
            Some(was) => format!("put back {}", shortened(was)),
            None => format!("delete `{}`", one.field),
        };
        let now = one.now.as_deref().map(shortened).unwrap_or_default();
        match (&one.holder, one.field) {
            (Holder::Measure(_), "target") if one.quarter < next => format!(
                "{put_back}, and give the new target its own row, `- {{ from: {next}, target: {now}, because: \"...\" }}`. If published quarters must be judged again, "
            ),
            (Holder::Measure(_), "target") if one.now.is_some() => format!(
                "add `because: \"...\"` to the target that starts in {}; or ",
                one.quarter
            ),
            (Holder::Measure(_), "until") if one.now.is_some() => {
                "add `because: \"...\"` beside `until`; or ".to_owned()
            }
            (Holder::Measure(_), "better" | "unit" | "period" | "rule") => format!(
                "{put_back}: end this measure with `reported: {{ until: ..., because: \"...\" }}`, and start a new one for figures that are judged differently. If published quarters must be judged again, "
            ),
            (Holder::Measure(id), "title") if one.now.is_none() => format!(
                "restore content/measures/{}.yaml, with `reported: {{ until: ..., because: \"...\" }}`: pages of published measures must stay available. If it must go, ",
                id.whole()
            ),
            (Holder::Plan(id), "title") if one.now.is_none() => format!(
                "restore content/plans/{id}.yaml, with `to:` for its last quarter. If it must go, "
            ),
            (Holder::Objective(_), "title") if one.now.is_none() => {
                format!("{put_back}: a plan keeps its objectives until it ends. If it must go, ")
            }
            _ => format!("if this is a mistake, {put_back}; if not, "),
        }
    }

    /// Returns the change as text to paste.
    fn entry(&self, one: &ChangedFact) -> String {
        let (path, list) = (
            self.file(one),
            if one.kind == FactKind::Result {
                "revisions"
            } else {
                "changes"
            },
        );
        let name = holder_name(one, list);
        let quarter = if list == "revisions" {
            "period"
        } else {
            "from"
        };
        let was = one
            .was
            .as_ref()
            .map_or(String::new(), |was| format!(", was: {}", typed(was)));
        let now = one
            .now
            .as_ref()
            .map_or(String::new(), |now| format!(", now: {}", typed(now)));
        let entry = format!(
            "{{ {name}field: {}, {quarter}: {}{was}{now}, on: {}, because: \"...\" }}",
            one.field, one.quarter, self.as_of
        );
        paste::into_list(self.tree, &path, list, &entry)
    }

    /// Returns the revisions of ratings as text to paste. Empty if there are none.
    fn ratings(&self, one: &ChangedFact) -> String {
        let entries = one.ratings.iter().filter(|one| !one.is_recorded).map(|one| {
            let side = |name: &str, rating: Option<Rating>| {
                rating.map_or(String::new(), |rating| format!(", {name}: {}", published::rating(rating)))
            };
            let ChangedRating { measure, quarter, was, now, .. } = one;
            format!(
                "{{ measure: {measure}, field: rating, period: {quarter}{}{}, on: {}, because: \"...\" }}",
                side("was", *was), side("now", *now), self.as_of
            )
        });
        let entries: Vec<String> = entries.collect();
        if entries.is_empty() {
            return String::new();
        }
        let path = self.latest_file();
        paste::into_list(self.tree, &path, "revisions", &entries.join("\n- "))
    }

    /// Returns the file that records a change.
    fn file(&self, one: &ChangedFact) -> SourcePath {
        if one.kind == FactKind::Result {
            return self.latest_file();
        }
        let own = match &one.holder {
            Holder::Measure(id) if one.field != "title" || one.now.is_some() => {
                self.measure_file(id)
            }
            Holder::Plan(id) if one.field != "title" || one.now.is_some() => {
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

    fn latest_file(&self) -> SourcePath {
        let latest = self.after.latest();
        let mut files = self.drafts.quarters.iter();
        let own = files.find(|file| Some(file.quarter) == latest);
        own.map_or_else(|| SourcePath::new(SITE), |file| file.path.clone())
    }

    fn place(&self, one: &ChangedFact) -> Place {
        let member = match &one.holder {
            Holder::Measure(id) => id.member(),
            _ => None,
        };
        let key = match one.field {
            "target" => "targets",
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
        let names: Vec<&str> = within.iter().copied().chain([key]).collect();
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
            Holder::Measure(id) => {
                whole = id.whole();
                vec!["values", whole]
            }
            Holder::Objective(id) => vec!["objectives", id.as_str()],
            Holder::Money(_) => vec!["finance"],
            Holder::Risk(_) => vec!["risks"],
            Holder::Action(_) => vec!["actions"],
            _ => vec!["stated"],
        };
        parse::place_of(self.tree, &file.path, &names)
    }
}

fn message(one: &ChangedFact) -> String {
    let what = subject(one);
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
        FactKind::Result => format!(" for {}", one.quarter),
        _ if one.field == "target" => format!(" from {}", one.quarter),
        _ => String::new(),
    };
    match (&one.was, &one.now) {
        (Some(was), Some(now)) => format!(
            "{what} was published as {}{when} and is now {}{rerated}, but no entry records the change",
            shortened(was),
            shortened(now)
        ),
        (Some(was), None) if one.field == "title" => {
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
    let is_gone = field == "title" && one.now.is_none();
    match &one.holder {
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

/// Returns the field of an entry that names what it is about, if the file holds several things.
fn holder_name(one: &ChangedFact, list: &str) -> String {
    let (kind, name) = match &one.holder {
        Holder::Site => return String::new(),
        Holder::Measure(id) => match id.member() {
            _ if list == "revisions" || one.now.is_none() && one.field == "title" => {
                ("measure", id.to_string())
            }
            Some(member) => ("member", member.to_owned()),
            None => return String::new(),
        },
        Holder::Plan(id) if one.now.is_none() && one.field == "title" => ("plan", id.to_string()),
        Holder::Plan(_) => return String::new(),
        Holder::Objective(id) => ("objective", id.to_string()),
        Holder::Money(name) => ("money", typed(name)),
        Holder::Risk(name) => ("risk", typed(name)),
        Holder::Action(name) => ("action", typed(name)),
        Holder::Stated(name) => ("stated", typed(name)),
    };
    format!("{kind}: {name}, ")
}

/// Returns a text as YAML types it between braces: in quotes unless it is a number or a word.
fn typed(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!(
        "\"{}\"",
        text.replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', " ")
    )
}

/// The number of characters of a text that a message repeats.
const LONGEST: usize = 80;

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}...`", &text[..end]),
        None => format!("`{text}`"),
    }
}

fn quoted(text: &Option<String>) -> String {
    text.as_deref().map_or("nothing".to_owned(), shortened)
}
