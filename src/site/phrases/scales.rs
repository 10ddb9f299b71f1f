//! Scales in words: which states a figure can have, and when.

use std::collections::BTreeSet;

use super::{counts, figures};
use crate::model::{
    Class, Condition, RISKS, Rating, RiskMatrix, Scale, Tolerance, Tolerances, matrix,
};
use crate::site::context::Context;
use crate::site::words::{Words, fill};

/// Returns the scales of the site's measures and of these ratings, or the usual one if there is none.
pub(crate) fn in_use<'a>(context: &Context<'a>, ratings: &BTreeSet<Rating>) -> Vec<&'a Scale> {
    let scales = &context.report.site.scales;
    let measures = || {
        context
            .report
            .measures
            .values()
            .flat_map(|whole| whole.with_members())
    };
    let is_used = |scale: &&Scale| {
        let is_given = ratings.iter().any(|rating| rating.scale == scale.id);
        is_given || measures().any(|one| one.judgement.rule().is_some() && one.scale.id == scale.id)
    };
    let mut used: Vec<&Scale> = scales
        .iter()
        .map(|scale| &**scale)
        .filter(is_used)
        .collect();
    if used.is_empty() {
        used.push(scales.usual());
    }
    used
}

/// Fills the names of the classes of ratings on some scales into a text.
pub(crate) fn with_rating_names(context: &Context, used: &[&Scale], text: &str) -> String {
    let ratings = || used.iter().flat_map(|scale| scale.ratings.iter().copied());
    let classes = [
        ("on", Class::Good),
        ("close", Class::Near),
        ("off", Class::Poor),
    ];
    let names =
        classes.map(|(slot, class)| (slot, counts::name_of_class(context, ratings(), class)));
    let overall = context.report.site.scales.overall();
    let overall = [
        ("good", Class::Good),
        ("near", Class::Near),
        ("poor", Class::Poor),
    ]
    .map(|(slot, class)| (slot, overall.first_of(class).map_or("", Rating::name)));
    let names = names.iter().map(|(slot, name)| (*slot, &**name));
    let mut slots: Vec<(&str, &str)> = names.chain(overall).collect();
    // What is between has a sentence only on a scale that has it.
    let rules = context.words.rules;
    let sentences = [
        ("between", "close", rules.lists_between),
        ("otherwise", "near", rules.objectives_otherwise),
    ];
    let sentences = sentences.map(|(slot, name, sentence)| {
        let is_named = slots
            .iter()
            .any(|(own, text)| *own == name && !text.is_empty());
        (
            slot,
            if is_named {
                fill(sentence, &slots)
            } else {
                String::new()
            },
        )
    });
    slots.extend(
        sentences
            .iter()
            .map(|(slot, sentence)| (*slot, &**sentence)),
    );
    fill(text, &slots)
}

/// Returns what the rule of a scale is called.
pub(crate) fn heading(words: &Words, scale: &Scale) -> &'static str {
    if scale.uses(Condition::LastYear) {
        words.rules.improvement
    } else {
        words.rules.tolerance
    }
}

/// Returns what the rule of a scale is called, with the names of its states.
pub(crate) fn heading_with_names(words: &Words, scale: &Scale) -> String {
    let slots = [("heading", heading(words, scale)), ("names", &names(scale))];
    fill(words.rules.heading_with_names, &slots)
}

fn names(scale: &Scale) -> String {
    let names: Vec<&str> = scale.ratings.iter().map(|rating| rating.name()).collect();
    names.join(", ")
}

/// Returns which ratings people give, if a scale has no rule.
pub(crate) fn by_people(words: &Words, scale: &Scale) -> Option<String> {
    let text = || fill(words.rules.people_give, &[("names", &names(scale))]);
    (!scale.has_rule()).then(text)
}

/// Returns a scale's states and when a figure has them, as sentences.
pub(crate) fn text(words: &Words, scale: &Scale) -> String {
    let mut sentences: Vec<String> = Vec::new();
    let mut has_limit = false;
    for rating in &scale.ratings {
        sentences.push(sentence(words, *rating, has_limit));
        has_limit |= matches!(
            rating.when,
            Some(Condition::Within(_) | Condition::Tolerance)
        );
    }
    if scale.uses(Condition::Tolerance) {
        sentences.push(words.rules.without_tolerance.to_owned());
    }
    sentences.push(words.rules.every_scale.to_owned());
    sentences.join(" ")
}

/// Returns the tolerances of targets that have none, if the site declares any: "Housing 5% of it; otherwise 10% of it".
pub(crate) fn usual_tolerances(words: &Words, tolerances: &Tolerances) -> Option<String> {
    let rules = words.rules;
    let own = tolerances.groups.iter().chain(&tolerances.sets);
    let own = own.map(|(name, tolerance)| {
        let slots = [("name", name.as_str()), ("size", &size(words, *tolerance))];
        fill(rules.tolerance_of, &slots)
    });
    let mut sizes: Vec<String> = own.collect();
    let all = tolerances.all.map(|all| size(words, all));
    if let (Some(all), true) = (&all, sizes.is_empty()) {
        return Some(fill(rules.usual_tolerance, &[("size", all)]));
    }
    sizes.extend(all.map(|all| fill(rules.tolerance_of_others, &[("size", &all)])));
    let sizes = (!sizes.is_empty()).then(|| sizes.join("; "))?;
    Some(fill(rules.usual_tolerances, &[("sizes", &sizes)]))
}

fn sentence(words: &Words, rating: Rating, has_limit: bool) -> String {
    let rules = words.rules;
    let (sentence, size) = match rating.when {
        None => (rules.by_people_only, None),
        Some(Condition::Target) => (rules.when_target, None),
        Some(Condition::Tolerance) => (rules.when_tolerance, None),
        Some(Condition::Allowance) => (rules.when_allowed, None),
        Some(Condition::LastYear) => (rules.when_last_year, None),
        Some(Condition::Forecast) => (rules.when_forecast, None),
        Some(Condition::Within(size)) => (rules.when_within, Some(size)),
        Some(Condition::BetterBy(size)) => (rules.when_better_by, Some(size)),
        Some(Condition::Otherwise) if has_limit => (rules.when_worse, None),
        Some(Condition::Otherwise) => (rules.when_otherwise, None),
    };
    let size = size.map(|size| self::size(words, size));
    let slots = [
        ("rating", rating.name()),
        ("size", size.as_deref().unwrap_or_default()),
    ];
    fill(sentence, &slots)
}

/// Formats how far a figure may be from a target: "5% of it", "2 points".
fn size(words: &Words, size: Tolerance) -> String {
    let (sentence, size) = match size {
        Tolerance::Percent(size) => (words.rules.percent_of_it, size),
        Tolerance::Points(size) | Tolerance::Bound(size) => (words.rules.points, size),
    };
    fill(sentence, &[("size", &figures::grouped(size))])
}

/// Returns how the states of risks follow from the site's matrix. `None` if it declares none.
pub(crate) fn matrix_text(context: &Context) -> Option<String> {
    let (site, rules) = (&context.report.site, context.words.rules);
    let matrix = site.risks.as_ref()?;
    let RiskMatrix::Product { levels, .. } = matrix else {
        return Some(rules.risks_grid.to_owned());
    };
    let (likelihood, impact) = matrix::size(Some(matrix));
    let mut most = likelihood.saturating_mul(impact);
    let levels = levels.iter().filter_map(|(word, least)| {
        let rating = site.scales.named(RISKS)?.rating(word)?;
        let slots = [
            ("rating", rating.name()),
            ("least", &least.to_string()),
            ("most", &most.to_string()),
        ];
        let sentence = if *least == most {
            rules.risks_score
        } else {
            rules.risks_scores
        };
        most = least.saturating_sub(1);
        Some(fill(sentence, &slots))
    });
    let levels = levels.collect::<Vec<_>>().join(" ");
    let slots = [
        ("likelihood", &*likelihood.to_string()),
        ("impact", &impact.to_string()),
        ("levels", &levels),
    ];
    Some(fill(rules.risks_levels, &slots))
}
