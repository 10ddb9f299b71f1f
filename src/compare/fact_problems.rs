//! Problems of published facts that changed without a record, and how to record them.

use jiff::civil::Date;

use super::fact_words::{
    changed_month_targets, holder_name, message, quoted, shortened, sides, subject,
};
use super::facts::{ChangedFact, FactRecord};
use super::month_problems;
use super::paste::{Pastes, SITE};
use super::promises::LISTS;
use super::removed::{CHANGES, REVISIONS};
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::Rating;
use crate::model::published::FactKind;
use crate::model::{Holder, MeasureId, Quarter, Report};
use crate::parse;
use crate::parse::draft::{Drafts, QuarterDraft};
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
        changed,
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
    changed: &'a [ChangedFact],
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
        let months = month_problems::changed(one);
        let message = if let Some(months) =
            months.filter(|_| !matches!(one.record, FactRecord::OtherValues(_)))
        {
            month_problems::message(one, &months)
        } else if self.is_to_come(one) {
            let sides = [&one.was, &one.now].map(|side| quoted(side.as_deref()));
            let [was, now] = sides;
            format!(
                "{} changes from {was} to {now} in {}, without a reason",
                subject(one),
                one.quarter
            )
        } else {
            message(one, self.after)
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
        if let Some(help) = self.put_back(one) {
            return help;
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
        if let Some(months) = month_problems::changed(one) {
            let entries = month_problems::entries(one, &months, self.as_of);
            let first = month_problems::first_advice(&months);
            return if entries.is_empty() {
                first
            } else {
                first + &self.pastes.offer_revisions(&entries)
            };
        }
        let first = self.first_advice(one);
        let entry = self.entry(one);
        if ratings.is_empty() {
            return format!("{first}{entry}");
        }
        if self.depends_on_others(one) {
            return format!(
                "record all changes, then check again: revisions of ratings follow from all of them. For this one, {first}{entry}"
            );
        }
        format!("{first}{entry}\nand {ratings}")
    }

    /// Returns how to put back a record that is gone.
    fn put_back(&self, one: &ChangedFact) -> Option<String> {
        let path = match one.field {
            REVISIONS => {
                let mut files = self.drafts.quarters.iter();
                files.find(|file| file.quarter == one.quarter)?.path.clone()
            }
            CHANGES => self.file(one),
            _ => return None,
        };
        let entry = one.was.clone()?;
        let advice = "put it back: what was changed and when stays published. If it was wrong, add another entry after it that says so";
        if one.now.is_some() {
            return Some(advice.to_owned());
        }
        let offered = self.pastes.offer_back(&path, one.field, &[entry]);
        Some(format!("{advice}.\n{offered}"))
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
            (Holder::Measure(_), "target") if changed_month_targets(one, self.after).is_some() => {
                let months = changed_month_targets(one, self.after).unwrap_or_default();
                let months = months.iter().map(|(month, was, _)| match was {
                    Some(was) => format!("put back {was} for {month}"),
                    None => format!("delete the target of {month}"),
                });
                let months: Vec<String> = months.collect();
                let months = months.join(" and ");
                format!("{months}. If published months must be judged again, ")
            }
            (Holder::Measure(_), "target") if self.quarter_file_of_target(one).is_some() => {
                format!("{put_back}. If published quarters must be judged again, ")
            }
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

    /// Returns whether ratings that a change affects depend on another change that is not recorded. From when each applies is
    /// known once both are.
    fn depends_on_others(&self, one: &ChangedFact) -> bool {
        let is_open = |other: &&ChangedFact| {
            other.kind == FactKind::Promise && !matches!(other.record, FactRecord::Recorded(_))
        };
        let whole = |one: &ChangedFact| match &one.holder {
            Holder::Measure(id) => Some(id.whole().to_owned()),
            _ => None,
        };
        let mut open = self.changed.iter().filter(is_open);
        open.any(|other| {
            let is_site = [one, other].iter().any(|fact| fact.holder == Holder::Site);
            !std::ptr::eq(one, other) && (is_site || whole(one) == whole(other))
        })
    }

    /// Returns the revisions of ratings as text to paste. Empty if there are none.
    fn ratings(&self, one: &ChangedFact) -> String {
        let entries = one
            .ratings
            .iter()
            .filter(|one| !one.is_recorded)
            .map(|one| {
                let (name, quarter) = (holder_name(&one.holder, true, false), one.quarter);
                let sides = sides(one.was.map(Rating::id), one.now.map(Rating::id));
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
        if let Some(file) = self.quarter_file_of_target(one) {
            return self.place_in_entry(one, file);
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

    /// Returns the quarter's file that a changed target is, or was, typed in with its figure.
    fn quarter_file_of_target(&self, one: &ChangedFact) -> Option<&QuarterDraft> {
        let Holder::Measure(id) = &one.holder else {
            return None;
        };
        let measure = self.after.measure(id).filter(|_| one.field == "target")?;
        let target = measure.judgement.target_for(one.quarter);
        let typed_in = target.filter(|target| target.from == one.quarter);
        let typed_in = typed_in.and_then(|target| target.typed_in);
        let is_with_figure = measure.has_targets_in_quarters || typed_in.is_some();
        let quarter = typed_in.unwrap_or(one.quarter);
        let mut files = self.drafts.quarters.iter().map(|file| &**file);
        let own = files.find(|file| file.quarter == quarter && file.entry(id).is_some());
        own.filter(|_| is_with_figure)
    }

    fn place_in_entry(&self, one: &ChangedFact, file: &QuarterDraft) -> Place {
        let Holder::Measure(id) = &one.holder else {
            return Place::file(&file.path);
        };
        let member = id
            .member()
            .into_iter()
            .flat_map(|member| ["members", member]);
        let names = ["values", id.whole()].into_iter().chain(member);
        let names: Vec<&str> = names.chain([one.field]).collect();
        parse::place_of(self.tree, &file.path, &names)
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
            _ if one.field == REVISIONS => vec![REVISIONS],
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
