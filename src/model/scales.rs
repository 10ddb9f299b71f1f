//! The scales of a site: its own beside the built-in ones. Ratings are never converted from one scale to another.

use std::sync::{Arc, LazyLock};

use super::rating::{Condition, CountsAs, DeclaredState, Look, Rating, Scale};
use super::{StatedOf, Text, Tolerance};

/// A scale as declared: the word in files, and its states with the best first.
pub(crate) type DeclaredScale = (String, Vec<DeclaredState>);

/// The scales of a site: its own, and those built-in ones that it does not replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scales {
    pub(crate) declared: Vec<DeclaredScale>,
    /// The site's own names of the ratings by tolerance, the best first.
    pub(crate) names: Option<[Text; 3]>,
    all: Vec<Arc<Scale>>,
}

type BuiltIn = (
    &'static str,
    &'static str,
    CountsAs,
    Look,
    Option<Condition>,
);

/// The built-in scales, as a site would declare them. The first is for measures, the second for the improvement rule and
/// for all that people rate, and the third for risks.
const BUILT_IN: [(&str, &[BuiltIn]); 3] = [
    (
        "tolerance",
        &[
            (
                "on_target",
                "On target",
                CountsAs::Good,
                Look::Green,
                Some(Condition::Target),
            ),
            (
                "within_tolerance",
                "Close to target",
                CountsAs::Watch,
                Look::Amber,
                Some(Condition::Tolerance),
            ),
            (
                "outside_tolerance",
                "Off target",
                CountsAs::Poor,
                Look::Red,
                Some(Condition::Otherwise),
            ),
        ],
    ),
    (
        "colours",
        &[
            (
                "green",
                "Green",
                CountsAs::Good,
                Look::Green,
                Some(Condition::Allowance),
            ),
            (
                "amber",
                "Amber",
                CountsAs::Watch,
                Look::Amber,
                Some(Condition::LastYear),
            ),
            (
                "red",
                "Red",
                CountsAs::Poor,
                Look::Red,
                Some(Condition::Otherwise),
            ),
        ],
    ),
    (
        "risks",
        &[
            ("green", "Green", CountsAs::Good, Look::Green, None),
            (
                "amber_green",
                "Amber to green",
                CountsAs::Watch,
                Look::Amber,
                None,
            ),
            ("amber", "Amber", CountsAs::Watch, Look::Amber, None),
            ("red_amber", "Red to amber", CountsAs::Poor, Look::Red, None),
            ("red", "Red", CountsAs::Poor, Look::Red, None),
        ],
    ),
];

/// The scale by which measures are rated, unless the site declares another.
pub(crate) const TOLERANCE: &str = BUILT_IN[0].0;
/// The scale of the improvement rule.
pub(crate) const COLOURS: &str = BUILT_IN[1].0;
/// The scale of risks.
pub(crate) const RISKS: &str = BUILT_IN[2].0;
/// The scale of actions and milestones, if the site declares it.
const ACTIONS: &str = "actions";

/// Returns whether a scale is for one register only, so that neither measures nor anything else have it unless they name it.
fn is_of_a_register(id: &str) -> bool {
    [ACTIONS, RISKS].contains(&id)
}

impl Default for Scales {
    fn default() -> Self {
        static BUILT_IN: LazyLock<Scales> = LazyLock::new(|| Scales::new(Vec::new(), None));
        BUILT_IN.clone()
    }
}

impl Scales {
    /// Returns the declared scales and the built-in ones, of which the first can have other names. A scale of risks is last:
    /// it is that of no measure.
    pub(crate) fn new(declared: Vec<DeclaredScale>, names: Option<[Text; 3]>) -> Self {
        let is_declared = |id: &str| declared.iter().any(|(own, _)| own == id);
        let built_in = BUILT_IN.iter().filter(|(id, _)| !is_declared(id));
        let built_in = built_in.map(|(id, states)| {
            let own = names.as_ref().filter(|_| *id == TOLERANCE);
            let states = states.iter().enumerate().map(|(at, state)| {
                let (id, name, counts_as, look, when) = *state;
                let own = own.map(|own| own[at].clone());
                DeclaredState {
                    id: id.to_owned(),
                    name: own.unwrap_or_else(|| Text::new(name)),
                    counts_as,
                    look,
                    when,
                }
            });
            ((*id).to_owned(), states.collect())
        });
        let (of_registers, general): (Vec<DeclaredScale>, Vec<DeclaredScale>) = declared
            .iter()
            .cloned()
            .partition(|(id, _)| is_of_a_register(id));
        let all = general.into_iter().chain(built_in).chain(of_registers);
        let all = all.enumerate();
        let all = all.map(|(place, (id, states))| Arc::new(Scale::new(place, &id, states)));
        Self {
            all: all.collect(),
            declared,
            names,
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<Scale>> {
        self.all.iter()
    }

    /// Returns the scale of measures that name none.
    pub(crate) fn usual(&self) -> &Arc<Scale> {
        &self.all[0]
    }

    /// Returns the scale of measures that name none: that of the improvement rule if they have its allowance.
    pub(crate) fn of_rule(&self, allow: Option<Tolerance>) -> &Arc<Scale> {
        let colours = self.named(COLOURS).filter(|_| allow.is_some());
        colours.unwrap_or(self.usual())
    }

    /// Returns the scale of what people rate and of money: the site's first, or colours.
    pub(crate) fn overall(&self) -> &Arc<Scale> {
        match self.named(COLOURS) {
            Some(colours) if self.declared.iter().all(|(id, _)| is_of_a_register(id)) => colours,
            _ => self.usual(),
        }
    }

    /// Returns the scale of actions and milestones: the site's own, or that of all that people rate.
    pub(crate) fn actions(&self) -> &Arc<Scale> {
        self.named(ACTIONS).unwrap_or(self.overall())
    }

    /// Returns the scale on which the items of a stated total are rated, if people rate them.
    pub(crate) fn of_stated(&self, of: StatedOf) -> &Arc<Scale> {
        match of {
            StatedOf::Measures => self.usual(),
            StatedOf::Actions => self.actions(),
            StatedOf::Risks => self.named(RISKS).unwrap_or(self.overall()),
        }
    }

    /// Returns the position of a rating in a stated total: the best first, and those of its own scale before others.
    pub(crate) fn position(&self, of: StatedOf, rating: Rating) -> Option<usize> {
        let others = self.all.iter().flat_map(|scale| &scale.ratings);
        let mut ratings = self.of_stated(of).ratings.iter().chain(others);
        ratings.position(|known| *known == rating)
    }

    /// Returns the scale of a rating.
    pub(crate) fn of(&self, rating: Rating) -> &Scale {
        &self.all[rating.place]
    }

    /// Returns the rating that files call by this word, on any scale.
    pub(crate) fn any(&self, word: &str) -> Option<Rating> {
        self.all.iter().find_map(|scale| scale.rating(word))
    }

    /// Returns the scale that files call by this word.
    pub(crate) fn named(&self, id: &str) -> Option<&Arc<Scale>> {
        self.all.iter().find(|scale| scale.id == id)
    }

    /// Returns the rating that files call by this word: of this scale, or else of the first that has it.
    pub(crate) fn rating(&self, of: &Scale, word: &str) -> Option<Rating> {
        let own = of.rating(word);
        own.or_else(|| self.any(word))
    }
}
