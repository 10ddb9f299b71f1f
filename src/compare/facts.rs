//! Published facts that changed: promises, descriptions and results other than figures, and whether the files say why.
//!
//! A promise is what a figure is judged by. The rule follows the Code of Practice for Statistics (Office for Statistics
//! Regulation): targets and definitions change openly and with a reason, and published judgements are revised like
//! published figures.

use std::collections::{BTreeMap, BTreeSet};

use super::SiteEditions;
use crate::model::published::{self, Fact, FactKind};
use crate::model::{Holder, Quarter, Rating, Reason, RecordedChange, Report, Text, month_lists};

/// A published fact that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFact {
    /// What it is about.
    pub holder: Holder,
    /// Its title or name before. Empty for the site.
    pub(crate) title: String,
    /// The name of its field.
    pub field: &'static str,
    pub(crate) kind: FactKind,
    /// The first quarter in which it differs. For a fact that holds for all quarters, the next one.
    pub quarter: Quarter,
    /// As typed before. `None` if there was nothing.
    pub was: Option<String>,
    /// As typed now. `None` if there is nothing.
    pub now: Option<String>,
    pub(crate) record: FactRecord,
    /// Whether the site already shows it as it is now.
    pub(crate) is_public: bool,
    /// The published ratings that differ because of it.
    pub ratings: Vec<ChangedRating>,
}

/// A published rating that differs because a promise changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedRating {
    /// The measure or the member, or the row of money.
    pub holder: Holder,
    /// The quarter.
    pub quarter: Quarter,
    /// The rating before.
    pub was: Option<Rating>,
    /// The rating now.
    pub now: Option<Rating>,
    pub(crate) is_recorded: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FactRecord {
    /// With this reason.
    Recorded(Reason),
    /// By changes that do not lead from the published value to the current one.
    OtherValues(RecordedChange),
    Unrecorded,
}

impl ChangedFact {
    /// Returns the title or the name of what it is about, as it was. Empty for the site.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns whether a whole measure, plan or objective is gone.
    pub(super) fn is_removal(&self) -> bool {
        self.field == "title" && self.now.is_none()
    }

    /// Returns whether another thing changed in the same way. A result is reported for each thing.
    pub(super) fn is_same_change(&self, other: &Self) -> bool {
        self.kind != FactKind::Result
            && (self.field, &self.was, &self.now) == (other.field, &other.was, &other.now)
    }

    /// Returns whether the files say why it changed, and name each rating that changed with it.
    pub fn is_recorded(&self) -> bool {
        matches!(self.record, FactRecord::Recorded(_))
            && self.ratings.iter().all(|one| one.is_recorded)
    }
}

/// Changes that were recorded since, in the order of the files.
pub(super) struct NewRecords<'a> {
    /// Under `changes`, of promises and descriptions.
    changes: Vec<&'a RecordedChange>,
    /// Under `revisions`, of results.
    revisions: Vec<&'a RecordedChange>,
}

impl<'a> NewRecords<'a> {
    pub(super) fn between(before: SiteEditions, after: SiteEditions<'a>) -> Self {
        let (before, after) = (&before.complete.report, &after.complete.report);
        let (changes, revisions) = (recorded(before), revised(before));
        let is_new = |earlier: &[&RecordedChange], one: &RecordedChange| !earlier.contains(&one);
        let (mut own, mut own_revisions) = (recorded(after), revised(after));
        own.retain(|one| is_new(&changes, one));
        own_revisions.retain(|one| is_new(&revisions, one));
        Self {
            changes: own,
            revisions: own_revisions,
        }
    }

    /// Returns the records of a kind of facts.
    pub(super) fn of(&self, kind: FactKind) -> &[&'a RecordedChange] {
        match kind {
            FactKind::Result => &self.revisions,
            FactKind::Promise | FactKind::Description => &self.changes,
        }
    }
}

pub(super) fn recorded(report: &Report) -> Vec<&RecordedChange> {
    let measures = report.measures.values().flat_map(|one| &one.changes);
    let plans = report.plans.values().flat_map(|plan| &plan.changes);
    measures.chain(plans).chain(&report.site.changes).collect()
}

pub(super) fn revised(report: &Report) -> Vec<&RecordedChange> {
    let quarters = report.quarters.values();
    quarters
        .flat_map(|quarter| &quarter.other_revisions)
        .collect()
}

type Key = (Holder, &'static str, usize);

/// Returns what a fact is about. Of a name, only letters and digits count.
pub(super) fn plain_holder(holder: &Holder) -> Holder {
    match holder {
        Holder::Money(name) => Holder::Money(letters(name)),
        Holder::Risk(title) => Holder::Risk(letters(title)),
        Holder::Action(title) => Holder::Action(letters(title)),
        Holder::Stated(name) => Holder::Stated(letters(name)),
        other => other.clone(),
    }
}

/// Returns what facts are about.
pub(super) fn holders(facts: &[Fact]) -> BTreeSet<Holder> {
    facts
        .iter()
        .map(|fact| plain_holder(&fact.holder))
        .collect()
}

/// Returns facts by holder and field. Things of the same name are numbered.
pub(super) fn by_key(facts: Vec<Fact>) -> BTreeMap<Key, Fact> {
    let mut found: BTreeMap<Key, Fact> = BTreeMap::new();
    for fact in facts {
        let mut key = (plain_holder(&fact.holder), fact.field, 0);
        while found.contains_key(&key) {
            key.2 += 1;
        }
        found.insert(key, fact);
    }
    found
}

/// Keeps one change of each thing that is gone: of its title, if it has one. `left` are the facts that there are now.
pub(super) fn once_for_each_thing(changed: &mut Vec<ChangedFact>, left: &BTreeSet<Holder>) {
    let mut kept: BTreeMap<Holder, &'static str> = BTreeMap::new();
    for one in changed
        .iter()
        .filter(|one| !left.contains(&plain_holder(&one.holder)))
    {
        let field = kept.entry(one.holder.clone()).or_insert(one.field);
        if one.field == "title" {
            *field = one.field;
        }
    }
    changed.retain(|one| {
        kept.get(&one.holder)
            .is_none_or(|field| *field == one.field)
    });
}

/// Returns whether a fact says the same as before. Of a description, only letters and digits count. A break that is added
/// is a change with its own reason.
pub(super) fn is_same(was: &Fact, now: &str) -> bool {
    published::is_same(&was.value, now)
        || (was.field != "breaks" && published::holds(was.field, Some(&was.value), Some(now)))
        || (was.kind == FactKind::Description && letters(&was.value) == letters(now))
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Returns whether changes lead from one value to another, each from where the one before ended.
pub(super) fn record(own: &[&RecordedChange], was: Option<&str>, now: Option<&str>) -> FactRecord {
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.as_str().to_owned());
    let Some(last) = own.last() else {
        return FactRecord::Unrecorded;
    };
    let mut at = was.map(str::to_owned);
    for change in own {
        let (start, end) = (text(&change.was), text(&change.now));
        if change.is_of_months() && is_of_some_months(at.as_deref(), start.as_deref()) {
            let [list, start, end] = [at, start, end].map(Option::unwrap_or_default);
            at = Some(month_lists::after(&list, &start, &end)).filter(|list| !list.is_empty());
            continue;
        }
        if !published::holds(change.field, at.as_deref(), start.as_deref()) {
            return FactRecord::OtherValues((*change).clone());
        }
        at = end;
    }
    if published::holds(last.field, at.as_deref(), now) {
        FactRecord::Recorded(last.reason.clone())
    } else {
        FactRecord::OtherValues((*last).clone())
    }
}

/// Returns whether a change of months starts at what was published. It can be of some of them.
fn is_of_some_months(published: Option<&str>, start: Option<&str>) -> bool {
    start.is_none_or(|start| month_lists::has(published.unwrap_or_default(), start))
}
