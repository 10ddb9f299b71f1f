//! Sets the scales of a site back, and the ratings that were given on them.

use std::sync::Arc;

use super::typed::{allowance, optional, word};
use crate::model::{
    Condition, DeclaredScale, DeclaredState, Entry, Figures, Measure, Rating, RiskLevel, Scales,
    Text, Tolerances, Unit,
};

/// Reads scales as the record types them.
pub(super) fn declared(typed: &str) -> Option<Vec<DeclaredScale>> {
    let scales = typed.split(" | ").filter(|scale| !scale.is_empty());
    let scales = scales.map(|scale| {
        let (id, states) = scale.split_once(": ")?;
        let states = states.split("; ").map(state);
        Some((id.to_owned(), states.collect::<Option<_>>()?))
    });
    scales.collect()
}

fn state(typed: &str) -> Option<DeclaredState> {
    let (id, rest) = typed.split_once(" = ")?;
    let (rest, when) = match rest.rsplit_once(", when ") {
        Some((rest, when)) => (rest, Some(condition(when))),
        None => (rest, None),
    };
    let (rest, look) = rest.rsplit_once(", looks ")?;
    let (name, counts_as) = rest.rsplit_once(", counts as ")?;
    Some(DeclaredState {
        id: id.to_owned(),
        name: Text::new(name),
        counts_as: word(&Text::new(counts_as))?,
        look: word(&Text::new(look))?,
        when: optional(when)?,
    })
}

fn condition(typed: &str) -> Option<Condition> {
    let size = |typed| allowance(typed, &Unit::Score);
    if let Some(by) = typed.strip_prefix("better by ") {
        return size(by).map(Condition::BetterBy);
    }
    if let Some(tolerance) = typed.strip_prefix("within ") {
        return size(tolerance).map(Condition::Within);
    }
    Some(match typed {
        "target" => Condition::Target,
        "allow" => Condition::Allowance,
        "tolerance" => Condition::Tolerance,
        "last_year" => Condition::LastYear,
        "forecast" => Condition::Forecast,
        "otherwise" => Condition::Otherwise,
        _ => return None,
    })
}

/// Sets the scales of a site. Every rating becomes the state of the same name in files, if there is one.
pub(super) fn set(figures: &mut Figures, scales: Scales) {
    for measure in figures.measures.values_mut() {
        rescale(Arc::make_mut(measure), &scales);
    }
    for series in figures.series.values_mut() {
        for entry in Arc::make_mut(series).entries_mut() {
            set_entry(entry, &scales);
        }
    }
    let same = |rating: Rating| state_of(&scales, rating);
    for report in figures.quarters.values_mut() {
        let objectives = report.objectives.values_mut().map(|one| &mut one.rating);
        let actions = report.actions.iter_mut().flat_map(|action| {
            let milestones = action.milestones.iter_mut().map(|one| &mut one.rating);
            milestones.chain([&mut action.rating])
        });
        for rating in objectives.chain(actions) {
            *rating = rating.map(same);
        }
        let risks = report.risks.iter_mut();
        let levels =
            risks.flat_map(|risk| [&mut risk.inherent, &mut risk.residual, &mut risk.target]);
        for level in levels {
            if let Some(RiskLevel::State(rating)) = level {
                *rating = same(*rating);
            }
        }
    }
    figures.site.scales = scales;
    take_tolerances(figures);
}

/// Gives all targets the tolerances that the site has now.
pub(super) fn take_tolerances(figures: &mut Figures) {
    for measure in figures.measures.values_mut() {
        Arc::make_mut(measure).take_tolerances(&figures.site.tolerances);
    }
}

/// Reads tolerances as the record types them: `all 5%; group Housing 10%; set national 2 points`.
pub(super) fn tolerances(typed: &str) -> Option<Tolerances> {
    let mut tolerances = Tolerances::default();
    for one in typed.split("; ").filter(|one| !one.is_empty()) {
        let (kind, rest) = one.split_once(' ')?;
        let number = rest.strip_suffix(" points").unwrap_or(rest);
        let start = number.rfind(' ').map_or(0, |at| at + 1);
        let (name, size) = rest.split_at(start);
        let (name, size) = (name.trim_end().to_owned(), allowance(size, &Unit::Score)?);
        match kind {
            "all" => tolerances.all = Some(size),
            "group" => tolerances.groups.push((name, size)),
            "set" => tolerances.sets.push((name, size)),
            _ => return None,
        }
    }
    Some(tolerances)
}

fn rescale(measure: &mut Measure, scales: &Scales) {
    let usual = scales.of_rule(measure.judgement.allows());
    let named = scales.named(&measure.scale.id);
    let named = named.filter(|_| !measure.has_usual_scale());
    measure.scale = named.unwrap_or(usual).clone();
    if let Unit::Results(results) = &mut measure.unit {
        for result in Arc::make_mut(results) {
            result.rating = result.rating.map(|rating| state_of(scales, rating));
        }
    }
    for member in &mut measure.members {
        rescale(member, scales);
    }
}

fn state_of(scales: &Scales, rating: Rating) -> Rating {
    let of = scales.named(&rating.scale).unwrap_or(scales.usual());
    scales.rating(of, rating.id()).unwrap_or(rating)
}

fn set_entry(entry: &mut Entry, scales: &Scales) {
    if let Some(typed) = &entry.rating {
        let rating = state_of(scales, typed.rating);
        if let Some(typed) = &mut entry.details_mut().rating {
            typed.rating = rating;
        }
    }
    if entry.members.is_empty() {
        return;
    }
    for member in entry.details_mut().members.values_mut() {
        set_entry(member, scales);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::published;

    #[test]
    fn scales_are_read_back_as_they_are_written() {
        let text = "council: beyond = Exceeded, or better, counts as beyond, looks blue, when better by 5%; \
            met = Met, counts as good, looks green, when target; \
            near = Just missed, counts as watch, looks yellow, when within 2 points; \
            missed = Missed, counts as poor, looks red, when otherwise | \
            people: yes = Yes, counts as complete, looks blue; no = No, counts as poor, looks purple";
        let declared = declared(text).expect("scales");
        assert_eq!(published::scales(&Scales::new(declared, None)), text);
    }

    #[test]
    fn tolerances_are_read_back_as_they_are_written() {
        let text = "all 5%; group Homes and land 10%; set national 2 points";
        let tolerances = tolerances(text).expect("tolerances");
        assert_eq!(published::tolerances(&tolerances), text);
    }
}
