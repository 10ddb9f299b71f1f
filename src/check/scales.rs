//! The scales that a site declares, and the words for their states.

use std::sync::Arc;

use super::FileProblems;
use super::known::KnownNames;
use super::measures::MeasureCheck;
use crate::diag::{Code, Diagnostic, Problems, did_you_mean, one_of};
use crate::model::{
    Condition, CountsAs, DeclaredScale, DeclaredState, Look, Rating, Scale, Scales, TOLERANCE,
    Tolerance, Tolerances,
};
use crate::parse::At;
use crate::parse::draft::{
    AllowanceDraft, ConditionDraft, Drafts, MeasureDraft, RuleWord, ScaleDraft, SiteDraft,
    StateDraft, TargetsDraft,
};
use crate::parse::leaf::{self, Amount, not_an_option};
use crate::source::{NodeId, Place};

/// Characters that separate scales and states in the record of changes.
const NOT_IN_NAMES: [char; 3] = [';', '|', '='];

/// Returns the scales of a site, as far as they can be told.
pub(super) fn of_site(draft: &SiteDraft) -> Scales {
    let declared = draft.scales.iter().map(|(id, states)| {
        let states = states.iter().map(|(id, state)| declared(id, state));
        (id.value.clone(), states.collect())
    });
    let declared: Vec<DeclaredScale> = declared.collect();
    let names = draft.rating_names.as_ref();
    Scales::new(declared, names.map(|names| names.value.clone()))
}

/// Returns the tolerances of targets that have none.
pub(super) fn tolerances_of(draft: &SiteDraft) -> Tolerances {
    let draft = &draft.tolerances;
    let named = |list: &[(At<String>, At<AllowanceDraft>)]| {
        let list = list.iter();
        list.map(|(name, size)| (name.value.clone(), tolerance(&size.value)))
            .collect()
    };
    Tolerances {
        all: draft.all.as_ref().map(|size| tolerance(&size.value)),
        groups: named(&draft.groups),
        sets: named(&draft.sets),
    }
}

fn declared(id: &At<String>, state: &StateDraft) -> DeclaredState {
    let counts_as = state.counts_as.value;
    let usual = match counts_as {
        CountsAs::Poor => Look::Red,
        CountsAs::Watch => Look::Amber,
        CountsAs::Good => Look::Green,
        CountsAs::Beyond | CountsAs::Complete => Look::Blue,
    };
    DeclaredState {
        id: id.value.clone(),
        name: state.name.value.clone(),
        counts_as,
        look: state.look.unwrap_or(usual),
        when: state.when.as_ref().map(|when| condition(&when.value)),
    }
}

fn condition(typed: &ConditionDraft) -> Condition {
    match typed {
        ConditionDraft::Target => Condition::Target,
        ConditionDraft::Tolerance => Condition::Tolerance,
        ConditionDraft::Allowance => Condition::Allowance,
        ConditionDraft::LastYear => Condition::LastYear,
        ConditionDraft::Forecast => Condition::Forecast,
        ConditionDraft::Otherwise => Condition::Otherwise,
        ConditionDraft::Within(size) => Condition::Within(tolerance(size)),
        ConditionDraft::BetterBy(size) => Condition::BetterBy(tolerance(size)),
    }
}

/// Returns a size that does not depend on a measure. Another is reported.
fn tolerance(size: &AllowanceDraft) -> Tolerance {
    match size {
        AllowanceDraft::Percent(percent) => Tolerance::Percent(*percent),
        AllowanceDraft::Points(Amount::Number(points)) => Tolerance::Points(*points),
        AllowanceDraft::Points(_) | AllowanceDraft::Bound(_) => Tolerance::Points(0.into()),
    }
}

/// Reports what is wrong with the scales of a site.
pub(super) fn check(draft: &SiteDraft, drafts: &Drafts, file: &mut FileProblems) {
    if !draft.has_whole_scales {
        return;
    }
    let before = file.problems.len();
    for scale in &draft.scales {
        check_scale(scale, file);
    }
    check_tolerances(draft, drafts, file);
    // Whether targets suit a scale can only be told if there is nothing wrong with the scale.
    if !file.problems.has_errors_from(before) {
        check_idle(draft, drafts, file);
    }
    let replaces = |id: &str| draft.scales.iter().any(|(own, _)| own.value == id);
    if let Some(names) = draft.rating_names.as_ref().filter(|_| replaces(TOLERANCE)) {
        let message =
            "`rating_names` is for the built-in scale `tolerance`, which this site replaces";
        let help = "delete it: each state of a scale has its own `name:`";
        file.error(Code::NoEffect, names.node, message, help);
    }
}

/// Reports tolerances that no measure can have.
fn check_tolerances(draft: &SiteDraft, drafts: &Drafts, file: &mut FileProblems) {
    let own = &draft.tolerances;
    let measures = || drafts.measures.iter().map(|one| &**one);
    let is_group = |name: &str| {
        let own = |one: &MeasureDraft| one.group.as_ref().is_some_and(|group| group.value == name);
        measures().any(own)
    };
    let is_set = |name: &str| measures().any(|one| one.set.as_deref() == Some(name));
    let groups = own.groups.iter().filter(|(name, _)| !is_group(name));
    let sets = own.sets.iter().filter(|(name, _)| !is_set(name));
    let idle = groups
        .map(|one| ("group", one))
        .chain(sets.map(|one| ("set", one)));
    for (kind, (name, _)) in idle {
        let message = format!(
            "no measure has the {kind} `{}`, so this tolerance has no effect",
            name.value
        );
        let help = format!("write the {kind} as the files of its measures do, or delete the line");
        file.error(Code::NoEffect, name.node, message, help);
    }
    let sizes = own.groups.iter().chain(&own.sets).map(|(_, size)| size);
    for size in own.all.iter().chain(sizes) {
        check_size(&size.value, size.node, file);
    }
}

/// Reports targets whose tolerance the site's scale does not use: one message for all of them, because the scale is the
/// cause.
fn check_idle(draft: &SiteDraft, drafts: &Drafts, file: &mut FileProblems) {
    let scales = of_site(draft);
    let usual = scales.usual();
    let mut declared = draft.scales.iter().map(|(id, _)| id);
    let Some(id) = declared.find(|id| id.value == usual.id) else {
        return;
    };
    if usual.uses(Condition::Tolerance) || !usual.has_rule() {
        return;
    }
    let measures = drafts.measures.iter().map(|one| &**one);
    let measures = measures.filter(|one| one.scale.is_none() && one.rule.is_none());
    let names: Vec<&str> = measures
        .filter(|one| has_tolerance(one))
        .map(|one| one.id.as_str())
        .collect();
    if !names.is_empty() {
        let message = format!(
            "the scale `{}` does not use a tolerance, and these measures have one: {}",
            id.value,
            names.join(", ")
        );
        let help = "delete `tolerance:` from their targets; or give a state of the scale `when: tolerance`, and write in `tolerances: { all: { percent: 5 } }` what targets without one take";
        file.error(Code::Tolerance, id.node, message, help);
    }
}

/// Returns whether a target of a measure, or of one of its members, has a tolerance.
fn has_tolerance(measure: &MeasureDraft) -> bool {
    let members = measure.members.iter().map(|(_, member)| member);
    let targets = std::iter::once(measure)
        .chain(members)
        .flat_map(|one| match &one.targets {
            Some(At {
                value: TargetsDraft::History(history),
                ..
            }) => history.as_slice(),
            _ => &[],
        });
    let mut targets = targets.map(|target| &target.ask);
    targets.any(|ask| ask.tolerance.is_some())
}

fn check_scale((id, states): &ScaleDraft, file: &mut FileProblems) {
    for word in std::iter::once(id).chain(states.iter().map(|(id, _)| id)) {
        if !leaf::is_id(word) {
            let message = format!("`{}` cannot be a word for files", word.value);
            let help = format!(
                "write `{}`; what pages print is in `name:`",
                crate::parse::id_like(word)
            );
            file.error(Code::BadId, word.node, message, help);
        }
    }
    if states.len() < 2 {
        let message = "a scale needs two states or more";
        let help = "add the others, from the best to the worst";
        file.error(Code::Setting, id.node, message, help);
        return;
    }
    check_names(states, file);
    let mut is_misplaced = false;
    for pair in states.windows(2) {
        let [(better, one), (worse, other)] = pair else {
            continue;
        };
        // What is complete and what is beyond the target are both better than good, in either order.
        let class = |state: &StateDraft| state.counts_as.value.min(CountsAs::Beyond);
        if class(other) > class(one) {
            let message = format!(
                "`{}` counts as {}, and comes after `{}`, which counts as {}",
                worse.value,
                other.counts_as.value.word(),
                better.value,
                one.counts_as.value.word()
            );
            let help = "put the states in their order, the best first";
            file.error(Code::Setting, other.counts_as.node, message, help);
            is_misplaced = true;
        }
    }
    if !is_misplaced {
        check_conditions(id, states, file);
    }
}

fn check_names(states: &[(At<String>, StateDraft)], file: &mut FileProblems) {
    for (at, (_, state)) in states.iter().enumerate() {
        let name = state.name.value.as_str();
        let is_same = |other: &&(At<String>, StateDraft)| {
            other.1.name.value.as_str().to_lowercase() == name.to_lowercase()
        };
        if states[..at].iter().any(|other| is_same(&other)) {
            let message = "two ratings have the same name, so readers could not tell them apart";
            let help = "give each a different name";
            file.error(Code::Setting, state.name.node, message, help);
        } else if name.contains(NOT_IN_NAMES) {
            let message = "the name of a rating cannot contain `;`, `|` or `=`";
            let help = "write it in words";
            file.error(Code::Setting, state.name.node, message, help);
        }
    }
}

/// Reports conditions that no figure can meet, and a scale that leaves figures without a rating.
fn check_conditions(id: &At<String>, states: &[(At<String>, StateDraft)], file: &mut FileProblems) {
    let conditions = states.iter().filter_map(|(_, state)| state.when.as_ref());
    let conditions: Vec<&At<ConditionDraft>> = conditions.collect();
    for (at, typed) in conditions.iter().enumerate() {
        let size = match &typed.value {
            ConditionDraft::Within(size) | ConditionDraft::BetterBy(size) => {
                check_size(size, typed.node, file)
            }
            _ => Some(()),
        };
        let now = condition(&typed.value);
        let before = conditions[..at].iter();
        let mut before = before.filter(|before| always_holds(condition(&before.value), now));
        if let (Some(()), Some(first)) = (size, before.next()) {
            let message = "no figure can have this state: each figure that meets its condition meets an earlier one";
            let help = "put the stricter condition first, or change one of them";
            let other = (file.place(first.node), "the earlier condition");
            file.error_with(other, Code::NoEffect, typed.node, message, help);
        }
    }
    let is_last = |typed: &&&At<ConditionDraft>| typed.value == ConditionDraft::Otherwise;
    if !conditions.is_empty() && !conditions.iter().any(|typed| is_last(&typed)) {
        let message = format!(
            "the scale `{}` does not say which rating a figure has that meets none of its conditions",
            id.value
        );
        let help = "add `when: otherwise` to its last state";
        file.error(Code::Setting, id.node, message, help);
    }
}

/// Returns whether an earlier condition holds for each figure that meets a later one.
fn always_holds(earlier: Condition, later: Condition) -> bool {
    let size = |tolerance: Tolerance| match tolerance {
        Tolerance::Percent(size) => (0, size),
        Tolerance::Points(size) | Tolerance::Bound(size) => (1, size),
    };
    let is_at_least = |one, other| {
        let ((kind, size), (other_kind, other_size)) = (size(one), size(other));
        kind == other_kind && size >= other_size
    };
    match (earlier, later) {
        (Condition::BetterBy(one), Condition::BetterBy(other)) => is_at_least(other, one),
        (Condition::BetterBy(_), _) => false,
        (Condition::Otherwise, _) | (_, Condition::BetterBy(_) | Condition::Target) => true,
        (Condition::Within(one), Condition::Within(other)) => is_at_least(one, other),
        (one, other) => one == other,
    }
}

fn check_size(size: &AllowanceDraft, node: NodeId, file: &mut FileProblems) -> Option<()> {
    let amount = match size {
        AllowanceDraft::Percent(amount) | AllowanceDraft::Points(Amount::Number(amount)) => amount,
        AllowanceDraft::Points(_) | AllowanceDraft::Bound(_) => {
            let message =
                "a scale is for many measures, so this is in per cent of the target or in points";
            let help = "write `{ percent: 5 }` or `{ points: 2 }`";
            file.error(Code::Tolerance, node, message, help);
            return None;
        }
    };
    if amount.is_sign_negative() {
        let message = "this cannot be below zero";
        file.error(Code::Tolerance, node, message, format!("write {}", -amount));
        return None;
    }
    Some(())
}

impl KnownNames {
    /// Returns the state that a word names, of the scale for all that people rate. Reports a word that names none.
    pub(super) fn overall_rating(
        &self,
        word: &At<String>,
        file: &mut FileProblems,
    ) -> Option<Rating> {
        self.require_rating(
            file.place(word.node),
            self.scales.overall(),
            word,
            file.problems,
        )
    }

    /// Returns the state that a word names: of this scale, or of another. Reports a word that names none.
    pub(super) fn require_rating(
        &self,
        place: Place,
        scale: &Scale,
        word: &str,
        problems: &mut Problems,
    ) -> Option<Rating> {
        let rating = self.scales.rating(scale, word);
        if rating.is_none() && self.site_read {
            let overall = self.scales.overall();
            let others = overall.ratings.iter().filter(|_| scale.is_usual());
            let others = others.filter(|other| scale.rating(other.id()).is_none());
            let known: Vec<Rating> = scale.ratings.iter().chain(others).copied().collect();
            let words: Vec<&str> = known.iter().map(|rating| rating.id()).collect();
            let printed = known
                .iter()
                .find(|rating| rating.name().eq_ignore_ascii_case(word));
            let (message, mut help) = not_an_option(word, &words);
            if let Some(meant) = printed {
                help = format!("write `{}`", meant.id());
            }
            problems.report(Diagnostic::error(Code::UnknownWord, place, message).help(help));
        }
        rating
    }
}

impl MeasureCheck<'_, '_> {
    /// Returns the scale on which the measure is rated.
    pub(super) fn scale(&mut self) -> Option<Arc<Scale>> {
        let scales = &self.names.scales;
        let is_by_improvement =
            matches!(self.draft.rule, Some(rule) if rule.value == RuleWord::Improvement);
        let Some(typed) = self.inherited(|draft| draft.scale.clone()) else {
            let improvement = is_by_improvement.then_some(Tolerance::Points(0.into()));
            return Some(scales.of_rule(improvement).clone());
        };
        if let Some(scale) = scales.named(&typed) {
            if let Some(rule) = self.draft.rule.filter(|_| is_by_improvement) {
                let message =
                    "`scale` says how figures are rated, so `rule: improvement` has no effect";
                let help = "delete one of the two; `allow` goes with either";
                self.file.error(Code::NoEffect, rule.node, message, help);
            }
            return Some(scale.clone());
        }
        if self.names.site_read {
            let names = || scales.iter().map(|scale| scale.id.as_str());
            let message = format!("there is no scale `{}`", typed.value);
            let help = match did_you_mean(&typed, names()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the scales of this site are {}", one_of(names())),
            };
            self.file
                .error(Code::UnknownWord, typed.node, message, help);
        }
        None
    }
}
